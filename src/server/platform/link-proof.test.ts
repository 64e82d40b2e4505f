import { expect, test } from 'vitest';
import { letterCode, linkIdOf, linkPath, openedLink, openingPath } from './link-proof.ts';

const config = { secretFor: (use: string) => `secret of ${use}` };
const other = { secretFor: (use: string) => `another secret of ${use}` };
const linkId = '3f2b9c1d-2f5f-4a0a-9c68-3f7a1f3d9f10';
const token = openingPath(config, linkPath(linkId)).slice('/acces/'.length);

test('a link opens with what the mail says, which the letter kept does not hold', () => {
	expect(openedLink(config, token)).toBe(linkId);
	expect(linkIdOf(linkPath(linkId))).toBe(linkId);
	expect(openedLink(config, linkIdOf(linkPath(linkId)))).toBeNull();
});

test('a proof opens no other link, nor in another installation', () => {
	const [, proof] = token.split('.');
	expect(openedLink(config, `3f2b9c1d-2f5f-4a0a-9c68-3f7a1f3d9f11.${proof}`)).toBeNull();
	expect(openedLink(other, token)).toBeNull();
	for (const made of [
		'',
		'.',
		linkId,
		`${linkId}.`,
		`${token}x`,
		token.slice(0, -1),
		`x${token}`,
		`${'é'.repeat(36)}.${proof}`
	])
		expect(openedLink(config, made), made).toBeNull();
});

test('the code of a letter has six digits, those of its link and installation', () => {
	const ids = Array.from({ length: 200 }, (_, index) => `${linkId}-${index}`);
	const codes = ids.map((id) => letterCode(config, id));
	for (const code of codes) expect(code).toMatch(/^\d{6}$/);
	expect(new Set(codes).size).toBeGreaterThan(190);
	expect(codes.some((code) => code.startsWith('0'))).toBe(true);
	expect(ids.map((id) => letterCode(config, id))).toEqual(codes);
	expect(ids.filter((id, index) => letterCode(other, id) === codes[index])).toEqual([]);
});
