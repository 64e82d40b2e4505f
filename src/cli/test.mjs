/**
 * `npm test`: every test there is. Rules and engine, use cases on a real PostgreSQL, journeys in a real browser, which is
 * installed when the machine has none. The last line counts them all.
 *
 * Each part has its time, many times what it takes: one that is stuck, or whose process falls without any failed test (a
 * fault of the engine of JavaScript, a machine out of memory), is said to be, and has a second go. A test that fails has
 * none.
 */
import './node-version.mjs';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare, run, runScript } from './run.mjs';

const { findBrowser } = await import('../../tests/support/browser.ts');
const reports = mkdtempSync(path.join(tmpdir(), 'chasse-croise-reports-'));
const reporters = ['default', 'json', './tests/support/long-files.ts'].map((name) => `--reporter=${name}`);
const total = { passed: 0, failed: 0 };

/** @type {[name: string, project: string, minutes: number][]} */
const parts = [
	['Rules and engine', 'unit', 8],
	['Use cases', 'cases', 12],
	['Attacks, accidents and crowds', 'trust', 15],
	['Hostile inputs', 'fuzz', 15]
];

try {
	const prepared = await prepare();
	if (!prepared.isDone) console.error(prepared.output);

	for (const [name, project, minutes] of parts) {
		await part(name, countOfVitest, (report) =>
			runScript(
				'node_modules/vitest/vitest.mjs',
				['run', '--project', project, ...reporters, `--outputFile.json=${report}`],
				{ isShown: true, minutes }
			)
		);
	}
	await installBrowser();
	await part('Journeys in the browser', countOfPlaywright, (report) =>
		runScript('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], {
			isShown: true,
			variables: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
			minutes: 18
		})
	);
} finally {
	rmSync(reports, { recursive: true, force: true });
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/**
 * Runs a part of the tests and adds what it reports to the total. A run that failed twice without a failed test (a file
 * that does not load, a server that does not start) is one failure: nothing that went wrong may count for nothing.
 *
 * @param {string} name
 * @param {(report: any) => { passed: number, failed: number }} read
 * @param {(report: string) => Promise<import('./run.mjs').Ended>} work is given the file to write its report in
 */
async function part(name, read, work) {
	for (const isSecond of [false, true]) {
		console.log(`\n— ${name}\n`);
		const began = performance.now();
		const report = path.join(reports, randomUUID());
		const { isDone, isStuck } = await work(report);
		const { passed, failed } = existsSync(report)
			? read(JSON.parse(readFileSync(report, 'utf8')))
			: { passed: 0, failed: 0 };
		const fell = !isDone && failed === 0;
		console.log(`(${name}: ${passed} passed, ${failed} failed, ${Math.round((performance.now() - began) / 1000)} s)`);
		if (fell && !isSecond) {
			console.log(`(${isStuck ? 'It was stuck' : 'Its process fell'}: run a second time.)`);
			continue;
		}
		total.passed += passed;
		total.failed += fell ? 1 : failed;
		return;
	}
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
		const options = { isShown: true, variables, minutes: 10 };
		await run('apt-get', ['update', '-qq'], options);
		await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
	} else {
		console.log('No Chromium on this machine: installing the one of Playwright (playwright install chromium).');
		await runScript('node_modules/@playwright/test/cli.js', ['install', 'chromium'], { isShown: true, minutes: 10 });
	}
	if (!findBrowser()) {
		console.error('No Chromium could be installed: install one, or name it in PLAYWRIGHT_CHROMIUM.');
	}
}
