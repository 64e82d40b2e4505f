import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { CannotOpen, isUnderFormerKey, open, openBytes, seal, sealBytes } from './sealed.ts';
import { keysOfFolder, newKey, parseKeys, writtenKeys } from './sealing-keys.ts';

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

	test('says where it is that something does not open, and why, never what it is', () => {
		const why = (other: typeof keys, elsewhere: typeof place, text: string) => {
			try {
				open(other, elsewhere, text);
			} catch (error) {
				return error as CannotOpen;
			}
			return null;
		};
		const sealed = seal(keys, place, 'wheelchair');
		expect(why(keys, place, 'wheelchair')?.message).toBe('household.needs of 1 does not open: not a sealed value');
		expect(why(keys, place, sealed.replace('v1', 'v2'))?.message).toContain('not a sealed value');
		expect(why(keys, place, sealed.slice(0, 40))?.message).toContain('not a sealed value');
		const [, keyId] = sealed.split('.');
		expect(why(keysOf(second), place, sealed)?.message).toContain(`the key ${keyId} is not among SEALING_KEYS`);
		const moved = why(keys, { ...place, row: '2' }, sealed);
		expect(moved?.message).toBe('household.needs of 2 does not open: it was changed, or belongs elsewhere');
		expect(moved?.cause).toBeInstanceOf(Error);
	});

	test('is sealed under one key for each column: words that run together are not one place', () => {
		const sealed = seal(keys, { table: 'a', column: 'b c', row: 'd' }, 1);
		expect(() => open(keys, { table: 'a', column: 'b', row: 'c d' }, sealed)).toThrow(CannotOpen);
	});

	test('opens in a file as in a column, in pieces of any size, and not when it is cut or changed', async () => {
		const content = Buffer.from('avis d’imposition '.repeat(50));
		const pieces = async function* (size: number) {
			for (let at = 0; at < content.length; at += size) yield await Promise.resolve(content.subarray(at, at + size));
		};
		for (const size of [1, 7, 10_000]) {
			const sealed = Buffer.concat(await Array.fromAsync(sealBytes(keys, place, pieces(size))));
			expect(openBytes(keys, place, sealed).equals(content)).toBe(true);
			expect(sealed.toString('latin1')).not.toContain('imposition');
			for (const changed of [sealed.subarray(0, 30), sealed.subarray(0, -1), sealed.subarray(1), Buffer.alloc(0)])
				expect(() => openBytes(keys, place, changed)).toThrow(CannotOpen);
			expect(() => openBytes(keys, { ...place, row: '2' }, sealed)).toThrow(CannotOpen);
			expect(() => openBytes(keysOf(second), place, sealed)).toThrow(CannotOpen);
		}
		const nothing = Buffer.concat(await Array.fromAsync(sealBytes(keys, place, Readable.from([]))));
		expect(openBytes(keys, place, nothing)).toHaveLength(0);
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
		const made = keysOfFolder(path.join(folder, 'deep', 'data'));
		const other = keysOfFolder(path.join(folder, 'data'));
		expect(other.current).not.toBe(made.current);
		expect(keysOfFolder(path.join(folder, 'deep', 'data'))).toEqual(made);
		expect(readdirSync(path.join(folder, 'deep', 'data'))).toEqual(['sealing-keys']);
		expect(statSync(path.join(folder, 'deep', 'data')).mode & 0o777).toBe(0o700);
		const file = path.join(folder, 'deep', 'data', 'sealing-keys');
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(parseKeys(readFileSync(file, 'utf8'))).toEqual(made);
	});

	test('of a folder that has none yet are none; what cannot be read is no absence', () => {
		expect(writtenKeys(path.join(folder, 'nothing'))).toBeNull();
		mkdirSync(path.join(folder, 'odd', 'sealing-keys'), { recursive: true });
		expect(() => writtenKeys(path.join(folder, 'odd'))).toThrow('EISDIR');
	});

	test('are separated by commas, spaces or lines, and named by a short digest', () => {
		const { current, known } = parseKeys(` ${first},\n ${second}\n`);
		expect([...known.values()].map((key) => key.toString('base64url'))).toEqual([first, second]);
		expect(known.get(current)?.toString('base64url')).toBe(first);
		for (const name of known.keys()) expect(name).toMatch(/^[\w-]{8}$/);
	});

	test.each(['', 'too-short', `${first},too-short`])('« %s » is refused', (text) => {
		expect(() => parseKeys(text)).toThrow('SEALING_KEYS');
	});
});
