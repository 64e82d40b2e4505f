import { chromium } from '@playwright/test';
import { existsSync } from 'node:fs';

const ofTheSystem = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/**
 * The browser of the journeys: PLAYWRIGHT_CHROMIUM, else the one that Playwright has installed, else one of the system.
 * Null when there is none.
 */
export function findBrowser(): string | null {
	const candidates = [process.env.PLAYWRIGHT_CHROMIUM, chromium.executablePath(), ...ofTheSystem];
	return candidates.find((program) => program && existsSync(program)) ?? null;
}
