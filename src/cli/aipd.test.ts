import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('docs/aipd.md', 'utf8');
const risks = text.slice(text.indexOf('## Risks'), text.indexOf('## What this page does not settle')).split('\n');
const rows = risks.filter((line) => line.startsWith('|')).slice(2);

test('each risk of the impact assessment names what proves its measure, and every test it names is there', () => {
	expect(rows.length).toBeGreaterThan(12);
	for (const row of rows) {
		const [, risk = '', , , , proof = ''] = row.split('|').map((cell) => cell.trim());
		expect(proof, risk).not.toBe('');
		for (const [, file = ''] of proof.matchAll(/`((?:tests|src)\/[^`]+)`/g))
			expect(
				file.includes('*') || ['', '.case.test.ts', '.spec.ts'].some((ending) => existsSync(`${file}${ending}`)),
				`${risk}: ${file}`
			).toBe(true);
	}
});
