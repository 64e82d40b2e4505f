import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';

// Each question starts a Node.js of its own, slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const door = (name: string, input: string, ...args: string[]) =>
	spawnSync(process.execPath, [`src/cli/${name}.ts`, ...args], { input, encoding: 'utf8', timeout: 30_000 });

test.each(['aid', 'eligibility'])('%s answers each item on its own: a bad one never stops the others', (name) => {
	const { status, stdout } = door(name, '[{}, 1, null, {"month": 3}]', '--json');
	expect(status).toBe(0);
	const answers = JSON.parse(stdout) as { error?: string }[];
	expect(answers).toHaveLength(4);
	for (const answer of answers) expect(answer.error).toBeTruthy();
});

test('aid prints the aid of each question', () => {
	const question = {
		month: '2026-01',
		zone: 1,
		couple: true,
		dependants: 2,
		monthlyRent: 560,
		annualResources: 20_400
	};
	const { stdout } = door('aid', JSON.stringify([question, {}, { ...question, mode: 'openfisca' }]), '--json');
	const answers = JSON.parse(stdout) as { aplNet?: number; error?: string }[];
	expect(answers.map((answer) => answer.aplNet)).toEqual([176.65, undefined, 177.38]);
});

test('eligibility prints the sentences in the language asked', () => {
	const home = { commune: '95127', rooms: 2, area: 45, financing: 'PLUS', reletRent: 400 };
	const household = { persons: [{ age: 40, role: 'holder' }], lease: { principalRent: 450 } };
	const input = JSON.stringify([{ household, dwelling: home, current: home, date: '2026-01-15' }]);
	const french = JSON.parse(door('eligibility', input, '--json').stdout) as { verdictName: string }[];
	const english = JSON.parse(door('eligibility', input, '--json', '--lang=en').stdout) as { verdictName: string }[];
	expect(french[0]?.verdictName).toBe('Il manque une information');
	expect(english[0]?.verdictName).toBe('Information is missing');
});

test.each(['aid', 'eligibility'])('%s refuses with one sentence what is not a JSON array', (name) => {
	for (const input of ['', '{', '{}', '"text"']) {
		const { status, stderr, stdout } = door(name, input, '--json');
		expect(status).toBe(2);
		expect(stderr.trim().split('\n')).toHaveLength(1);
		expect(stdout).toBe('');
	}
});

test('match answers a file, and says in one sentence what is wrong with another', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'match-'));
	const file = path.join(folder, 'small.input');
	const ask = (text: string) => {
		writeFileSync(file, text);
		return door('match', '', file, '--max-cycle', '3', '--max-chain', '0', '--json');
	};
	const { status, stdout } = ask('3 3\n0 1 1\n1 2 1\n2 0 1\n-1 -1 -1\n');
	expect(status).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({ cycles: [[0, 1, 2]], chains: [], value: 3, bound: 3, optimal: true });
	const wrong = ask('3 3\n0 1 1\n1 two 1\n');
	expect(wrong.status).toBe(2);
	expect(wrong.stdout).toBe('');
	expect(wrong.stderr).toMatch(/^Line 3: [^\n]+\.\n$/);
	expect(door('match', '', path.join(folder, 'none.input'), '--max-cycle', '3', '--max-chain', '0').status).toBe(2);
	expect(door('match', '', file, '--max-cycle', 'three', '--max-chain', '0').status).toBe(2);
	const negative = door('match', '', file, '--max-cycle', '-1', '--max-chain', '0');
	expect(negative.status).toBe(2);
	expect(negative.stderr.trim().split('\n')).toHaveLength(1);
	writeFileSync(`${file}.gz`, gzipSync('3 0\n-1 -1 -1\n').subarray(0, 12));
	const cut = door('match', '', `${file}.gz`, '--max-cycle', '3', '--max-chain', '0');
	expect(cut.status).toBe(2);
	expect(cut.stderr).toMatch(/^Line 1: [^\n]+\.\n$/);
	rmSync(folder, { recursive: true });
});
