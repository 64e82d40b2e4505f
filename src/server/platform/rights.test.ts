import { expect, test } from 'vitest';
import { rights } from './rights.ts';

/** Written down once more: whoever opens a line to helpers says so here, and why it decides nothing. */
const helpersMay = [
	// What the household reads too.
	'households.home',
	'needs.own',
	'needs.communes',
	'documents.own',
	'proposals.own',
	'proposals.ownProposal',
	'matching.ownInsight',
	// What is filled in for it.
	'needs.start',
	'needs.answer',
	'documents.deposit',
	// Their own mandate.
	'households.giveUpMandate'
];

test('who helps a household reads and fills in, and neither decides for it nor sees to its data', () => {
	const opened = Object.entries(rights).filter(
		([, { roles }]) => roles.includes('helper') && !roles.includes('staff') && !roles.includes('anonymous')
	);
	expect(opened.map(([path]) => path).sort()).toEqual([...helpersMay].sort());
});

test('nothing that binds is done by a helper', () => {
	const bound = Object.entries(rights).filter(([, { roles, binds }]) => binds && roles.includes('helper'));
	expect(bound.map(([path]) => path)).toEqual([]);
});
