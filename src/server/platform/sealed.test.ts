import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { CannotOpen, isUnderFormerKey, open, seal } from './sealed.ts';
import { keysOfFolder, newKey, parseKeys } from './sealing-keys.ts';

const [first, second] = [newKey(), newKey()];
const keysOf = (text: string) => ({ sealingKeys: () => parseKeys(text) });
const keys = keysOf(first);
const place = { table: 'household', column: 'needs', row: '1' };

describe('what is sealed', () => {
	test('opens as it was', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(JSON.stringify(open(keys, place, seal(keys, place, value)))).toBe(JSON.stringify(value));
			})
		);
	});

	test('is never written alike twice, and does not show', () => {
		const sealed = seal(keys, place, 'wheelchair');
		expect(sealed).not.toBe(seal(keys, place, 'wheelchair'));
		expect(Buffer.from(sealed.split('.')[2]!, 'base64url').toString('latin1')).not.toContain('wheelchair');
	});

	test.each([
		['under other keys', keysOf(second), place],
		['in another row', keys, { ...place, row: '2' }],
		['in another column', keys, { ...place, column: 'cards' }],
		['in another table', keys, { ...place, table: 'person' }]
	])('does not open %s', (_, other, elsewhere) => {
		expect(() => open(other, elsewhere, seal(keys, place, ['lift']))).toThrow(CannotOpen);
	});

	test('does not open when one bit of it is changed', () => {
		const [version, keyId, body] = seal(keys, place, ['lift', 'wheelchair']).split('.');
		const bytes = Buffer.from(body!, 'base64url');
		for (let bit = 0; bit < bytes.length * 8; bit++) {
			const changed = Buffer.from(bytes);
			changed[bit >> 3]! ^= 1 << (bit & 7);
			expect(() => open(keys, place, [version, keyId, changed.toString('base64url')].join('.'))).toThrow(CannotOpen);
		}
	});

	test('does not open when it is cut or made up', () => {
		const sealed = seal(keys, place, ['lift']);
		for (const text of ['', 'v1', 'v1.x', 'v2.x.AAAA', sealed.slice(0, 20), sealed.slice(0, -4), `${sealed}.x`])
			expect(() => open(keys, place, text)).toThrow(CannotOpen);
	});

	test('still opens after a new key was put before the former one', () => {
		const sealed = seal(keys, place, ['lift']);
		const both = keysOf(`${second}, ${first}`);
		expect(open(both, place, sealed)).toEqual(['lift']);
		expect(isUnderFormerKey(both, sealed)).toBe(true);
		const anew = seal(both, place, ['lift']);
		expect(isUnderFormerKey(both, anew)).toBe(false);
		expect(open(keysOf(second), place, anew)).toEqual(['lift']);
	});
});

describe('the keys', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'keys-'));
	afterAll(() => rmSync(folder, { recursive: true }));

	test('are made once in a folder, for the eyes of this account only', () => {
		const made = keysOfFolder(path.join(folder, 'data'));
		expect(keysOfFolder(path.join(folder, 'data'))).toEqual(made);
		const file = path.join(folder, 'data', 'sealing-keys');
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(parseKeys(readFileSync(file, 'utf8'))).toEqual(made);
	});

	test.each(['', 'too-short', `${first},too-short`])('« %s » is refused', (text) => {
		expect(() => parseKeys(text)).toThrow('SEALING_KEYS');
	});
});
