import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/support/browser.ts';

const executablePath = findBrowser();
if (!executablePath)
	throw new Error('No Chromium: "npm test" installs one, and so does "npx playwright install chromium".');

/**
 * Journeys in a real browser, on the built application. Each file that changes something has a server and a database of
 * its own: see tests/support/journey.ts. On a phone: `test.use({ viewport: phone })`.
 */
export default defineConfig({
	testDir: 'tests/e2e',
	globalSetup: './tests/support/exchange-of-journeys.ts',
	timeout: 60_000,
	globalTimeout: 17 * 60_000,
	expect: { timeout: 10_000 },
	forbidOnly: Boolean(process.env.CI),
	reporter: 'list',
	outputDir: 'test-results',
	use: {
		actionTimeout: 15_000,
		locale: 'fr-FR',
		timezoneId: 'Europe/Paris',
		viewport: { width: 1280, height: 900 },
		trace: 'retain-on-failure',
		launchOptions: {
			executablePath,
			args: [
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				// Chromium cannot make its sandbox as root.
				...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
			]
		}
	}
});
