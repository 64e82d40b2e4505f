import { expect, test } from 'vitest';
import { gathered, type HistoryLine } from './history.ts';

const aLine = (id: number, over: Partial<HistoryLine> = {}): HistoryLine => ({
	id,
	type: 'ProposalPublished',
	at: new Date('2026-03-02T09:00:00Z'),
	by: 'coordinator',
	household: null,
	state: null,
	reason: null,
	day: null,
	days: null,
	runId: null,
	chain: null,
	alike: 0,
	...over
});

test('chains published by one command are told in one line that counts the others', () => {
	const lines = [aLine(5), aLine(4), aLine(3), aLine(2, { at: new Date('2026-03-01T09:00:00Z') })];
	expect(gathered(lines).map(({ id, alike }) => [id, alike])).toEqual([
		[5, 2],
		[2, 0]
	]);
	expect(lines[0]!.alike).toBe(0);
});

test('events of another kind, or steps to another state, keep their own line', () => {
	const lines = [
		aLine(4, { type: 'LegAdvanced', state: 'accepted' }),
		aLine(3, { type: 'LegAdvanced', state: 'visited' }),
		aLine(2, { type: 'RunFinished' }),
		aLine(1, { type: 'RunRequested' })
	];
	expect(gathered(lines)).toHaveLength(4);
});
