import { expect, test } from 'vitest';
import { declineInput } from './answer.input.ts';
import { chainListInput } from './chain-list.input.ts';

const proposalId = '7f2c2f4e-2f5f-4a0a-9c68-3f7a1f3d9f10';
const codes = (input: object) => declineInput.safeParse(input).error?.issues.map((issue) => issue.message);

test('a no gives a motive, and words of its own only if it wishes, a page at most', () => {
	expect(declineInput.parse({ proposalId, motive: 'rent' })).toEqual({ proposalId, motive: 'rent', note: '' });
	expect(declineInput.parse({ proposalId, motive: 'rent', note: ` ${'é'.repeat(1000)} ` }).note).toHaveLength(1000);
	expect(codes({ proposalId, motive: '' })).toEqual(['MOTIVE_NOT_CHOSEN']);
	expect(codes({ proposalId, motive: 'rent', note: 'é'.repeat(1001) })).toEqual(['NOTE_TOO_LONG']);
});

test('a list of chains that does not exist is that of the chains under way', () => {
	const listOf = (list?: string) => chainListInput.parse({ list }).list;
	expect([listOf('ended'), listOf('found'), listOf('autre'), listOf()]).toEqual(['ended', 'found', 'live', 'live']);
});
