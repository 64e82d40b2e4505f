/**
 * `npm test`: every test there is. Rules and engine, use cases on a real PostgreSQL, journeys in a real browser, which is
 * installed when the machine has none. The last line counts them all.
 */
import './node-version.mjs';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare, run, runScript } from './run.mjs';

const { findBrowser } = await import('../../tests/support/browser.ts');
const reports = mkdtempSync(path.join(tmpdir(), 'chasse-croise-reports-'));
const total = { passed: 0, failed: 0 };

try {
	const prepared = await prepare();
	if (!prepared.isDone) console.error(prepared.output);

	title('Rules, engine and use cases');
	const vitestReport = path.join(reports, 'vitest.json');
	const vitest = await runScript(
		'node_modules/vitest/vitest.mjs',
		['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
		{ isShown: true }
	);
	count(vitest.isDone, vitestReport, countOfVitest);

	title('Journeys in the browser');
	await installBrowser();
	const playwrightReport = path.join(reports, 'playwright.json');
	const playwright = await runScript('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], {
		isShown: true,
		variables: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport }
	});
	count(playwright.isDone, playwrightReport, countOfPlaywright);
} finally {
	rmSync(reports, { recursive: true, force: true });
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** @param {string} text */
function title(text) {
	console.log(`\n— ${text}\n`);
}

/**
 * Adds what a run reports to the total. A run that failed without a failed test (a file that does not load, a server
 * that does not start) is one failure: nothing that went wrong may count for nothing.
 *
 * @param {boolean} isDone
 * @param {string} report
 * @param {(report: any) => { passed: number, failed: number }} read
 */
function count(isDone, report, read) {
	const { passed, failed } = existsSync(report)
		? read(JSON.parse(readFileSync(report, 'utf8')))
		: { passed: 0, failed: 0 };
	total.passed += passed;
	total.failed += !isDone && failed === 0 ? 1 : failed;
}

/** @param {{ numPassedTests: number, numFailedTests: number }} report */
function countOfVitest({ numPassedTests, numFailedTests }) {
	return { passed: numPassedTests, failed: numFailedTests };
}

/** @param {{ stats: { expected: number, flaky: number, unexpected: number }, errors: unknown[] }} report */
function countOfPlaywright({ stats, errors }) {
	return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** Installs Chromium when the machine has none: Debian's own when we may, else Playwright's. */
async function installBrowser() {
	if (findBrowser()) return;
	const system = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
	if (process.getuid?.() === 0 && /^ID=debian$/m.test(system)) {
		console.log('No Chromium on this machine: installing the package of Debian (apt-get install chromium).');
		const variables = { DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-qq'], { isShown: true, variables });
		await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { isShown: true, variables });
	} else {
		console.log('No Chromium on this machine: installing the one of Playwright (playwright install chromium).');
		await runScript('node_modules/@playwright/test/cli.js', ['install', 'chromium'], { isShown: true });
	}
	if (!findBrowser()) {
		console.error('No Chromium could be installed: install one, or name it in PLAYWRIGHT_CHROMIUM.');
	}
}
