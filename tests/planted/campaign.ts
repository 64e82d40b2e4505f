/**
 * `npm run test:planted [WORDS]`: plants each bug of bugs.ts in a copy of the project, and sees that its checker fails, for
 * the reason that it should: the test that is named, and nothing that does not load. Before it, that it passes without.
 *
 * WORDS: only those whose protection or checker has one of them. PLANTED_AT_ONCE: how many copies (2). Ends with 1 when a
 * bug was not caught.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bugs, type Bug, type Checker } from './bugs.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Made by other commands, and not among the sources. */
const generated = ['src/i18n/paraglide', '.svelte-kit'];

/** A copy of the sources, on the same packages. */
function copyProject(): string {
	const copy = mkdtempSync(path.join(tmpdir(), 'chasse-croise-planted-'));
	const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
	for (const file of [...sources.split('\0').filter(Boolean), ...generated])
		if (existsSync(path.join(root, file))) cpSync(path.join(root, file), path.join(copy, file), { recursive: true });
	// Package by package: what tools keep beside them is of one copy.
	const packages = path.join(root, 'node_modules');
	mkdirSync(path.join(copy, 'node_modules'));
	for (const name of readdirSync(packages))
		if (!name.startsWith('.') || name === '.bin')
			symlinkSync(path.join(packages, name), path.join(copy, 'node_modules', name));
	return copy;
}

/** Writes the bug into the copy; gives what puts it back. */
function plant(copy: string, { file, edits }: Bug): () => void {
	const place = path.join(copy, file);
	const sound = readFileSync(place, 'utf8');
	let planted = sound;
	for (const [find, instead] of edits) {
		if (planted.split(find).length !== 2) throw new Error(`${file} does not say once: ${find}`);
		planted = planted.replace(find, () => instead);
	}
	writeFileSync(place, planted);
	return () => writeFileSync(place, sound);
}

const asPattern = (title: string) => title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

type Outcome = { passed: string[]; failed: string[]; output: string };

/** Runs the tests of a checker in the copy, and tells which passed and failed. */
async function check(copy: string, { project, file, title }: Checker): Promise<Outcome> {
	const report = path.join(copy, 'report.json');
	rmSync(report, { force: true });
	const inBrowser = project === 'journeys';
	const parameters = inBrowser
		? ['node_modules/@playwright/test/cli.js', 'test', file, '-g', asPattern(title), '--reporter=json']
		: ['node_modules/vitest/vitest.mjs', 'run', '--project', project, file, '-t', asPattern(title)];
	if (!inBrowser) parameters.push('--reporter=json', `--outputFile.json=${report}`);
	const running = spawn(process.execPath, parameters, {
		cwd: copy,
		env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [running.stdout, running.stderr]) stream.on('data', (text) => (output += text));
	await new Promise((resolve) => running.once('close', resolve));
	const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
	const tests = inBrowser ? testsOfPlaywright(told.suites ?? []) : testsOfVitest(told.testResults ?? []);
	const mine = tests.filter((one) => one.title.includes(title));
	const of = (isPassed: boolean) => mine.filter((one) => one.isPassed === isPassed).map((one) => one.title);
	return { passed: of(true), failed: of(false), output };
}

type Told = { title: string; isPassed: boolean };
type VitestFile = { assertionResults: { title: string; status: string }[] };
const testsOfVitest = (files: VitestFile[]): Told[] =>
	files
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => status === 'passed' || status === 'failed')
		.map(({ title, status }) => ({ title, isPassed: status === 'passed' }));

type Suite = { specs?: { title: string; ok: boolean }[]; suites?: Suite[] };
const testsOfPlaywright = (suites: Suite[]): Told[] =>
	suites.flatMap(({ specs = [], suites: inner = [] }) => [
		...specs.map(({ title, ok }) => ({ title, isPassed: ok })),
		...testsOfPlaywright(inner)
	]);

const words = process.argv.slice(2);
const chosen = bugs.filter(
	({ protection, checker }) =>
		words.length === 0 || words.some((word) => `${protection} ${checker.file} ${checker.project}`.includes(word))
);
const waiting = [...chosen];
const problems: string[] = [];
const sound = new Map<string, Promise<Outcome>>();

async function work(): Promise<void> {
	const copy = copyProject();
	try {
		for (let bug = waiting.shift(); bug; bug = waiting.shift()) {
			const began = performance.now();
			const name = JSON.stringify(bug.checker);
			if (!sound.has(name)) sound.set(name, check(copy, bug.checker));
			const without = await sound.get(name)!;
			const putBack = plant(copy, bug);
			const withBug = await check(copy, bug.checker).finally(putBack);
			const isSound = without.failed.length === 0 && without.passed.length > 0;
			const isCaught = isSound && withBug.failed.length > 0;
			const seconds = Math.round((performance.now() - began) / 1000);
			console.log(`${isCaught ? 'caught' : 'NOT CAUGHT'}  ${bug.protection} (${bug.checker.title}; ${seconds} s)`);
			if (isCaught) continue;
			problems.push(bug.protection);
			const { passed, failed } = without;
			console.log(
				`  without the bug: ${passed.length} passed, ${failed.length} failed; with it: ${withBug.passed.length} passed`
			);
			console.log((isSound ? withBug : without).output.slice(-2_000));
		}
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}

await Promise.all(Array.from({ length: Number(process.env.PLANTED_AT_ONCE ?? 2) }, work));
console.log(`${chosen.length - problems.length} of ${chosen.length} planted bugs were caught by their checkers.`);
process.exitCode = problems.length === 0 && chosen.length > 0 ? 0 : 1;
