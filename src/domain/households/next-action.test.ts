import { describe, expect, test } from 'vitest';
import { nextAction, turnOfAction, type NextAction, type Situation } from './next-action.ts';

const now = new Date('2026-12-02T09:00:00Z');
const before = new Date('2026-12-01T09:00:00Z');
const after = new Date('2026-12-05T09:00:00Z');
const dueAt = new Date('2026-12-12T23:00:00Z');

type Chain = NonNullable<Situation['chain']>;
const aChain = (changes: Partial<Chain> = {}): Chain => ({
	proposalId: 'p',
	state: 'open',
	turn: 'you',
	dueAt,
	signingDay: null,
	awaitedHolders: [],
	documentsAwaited: 0,
	visits: [],
	...changes
});
const situation = (changes: Partial<Situation> = {}): Situation => ({
	listing: { state: 'published', left: 0 },
	isHomeKeptOut: false,
	chain: null,
	hasMoved: false,
	...changes
});
const kindOf = (changes: Partial<Situation>) => nextAction(situation(changes), now).kind;
const visit = (side: 'visitor' | 'host', changes: Partial<Chain['visits'][number]> = {}) => ({
	side,
	plannedFor: null,
	proposedBy: null,
	agreedAt: null,
	...changes
});

describe('the one thing to do', () => {
	test.each([
		[{ listing: null }, 'startListing'],
		[{ listing: null, isHomeKeptOut: true }, 'homeKeptOut'],
		[{ listing: null, hasMoved: true }, 'settledIn'],
		[{ listing: { state: 'draft', left: 3 } }, 'fillListing'],
		[{ listing: { state: 'draft', left: 0 } }, 'submitListing'],
		[{ listing: { state: 'returned', left: 0 } }, 'correctListing'],
		[{ listing: { state: 'submitted', left: 0 } }, 'listingChecked'],
		[{ listing: { state: 'paused', left: 0 } }, 'resumeListing'],
		[{ listing: { state: 'published', left: 0 } }, 'search']
	] as const)('of an annonce %o is %s', (changes, kind) => {
		expect(kindOf(changes)).toBe(kind);
	});

	test.each([
		[{ state: 'open' }, 'answerProposal', 'you'],
		[{ state: 'open', turn: 'others' }, 'waitForHouseholds', 'others'],
		[{ state: 'committing' }, 'commit', 'you'],
		[{ state: 'committing', turn: 'others', awaitedHolders: ['Gisèle'] }, 'waitForHolders', 'others'],
		[{ state: 'instructing', turn: 'landlord' }, 'waitForLandlords', 'landlord'],
		[{ state: 'instructing', turn: 'landlord', documentsAwaited: 2 }, 'waitForLandlords', 'landlord'],
		[{ state: 'confirmed', turn: 'landlord' }, 'waitForLandlords', 'landlord'],
		[{ state: 'confirmed', turn: 'landlord', documentsAwaited: 2 }, 'sendDocuments', 'you'],
		[{ state: 'offered' }, 'answerOffer', 'you'],
		[{ state: 'sealed', turn: 'landlord' }, 'waitForLandlords', 'landlord'],
		[{ state: 'signing', turn: 'landlord', signingDay: '2026-12-20' }, 'sign', 'you']
	] as const)('of a chain %o is %s, and the turn of %s', (changes, kind, turn) => {
		const next = nextAction(situation({ chain: aChain(changes) }), now);
		expect(next.kind).toBe(kind);
		expect(turnOfAction(next)).toBe(turn);
	});

	test.each([
		['search', null],
		['settledIn', null],
		['listingChecked', 'landlord'],
		['homeKeptOut', 'landlord'],
		['resumeListing', 'you']
	] as const)('that is %s waits for %s', (kind, turn) => {
		expect(turnOfAction({ kind })).toBe(turn);
	});

	test('of a chain comes before that of a paused annonce', () => {
		expect(kindOf({ listing: { state: 'paused', left: 0 }, chain: aChain() })).toBe('answerProposal');
	});

	test.each<[string, Chain['visits'], NextAction['kind']]>([
		['no time was suggested', [visit('visitor')], 'planVisit'],
		['I suggested a time', [visit('visitor', { plannedFor: after, proposedBy: 'visitor' })], 'waitForHouseholds'],
		[
			'my suggestion stayed without answer',
			[visit('visitor', { plannedFor: before, proposedBy: 'visitor' })],
			'planVisit'
		],
		[
			'my suggestion is for this very instant',
			[visit('visitor', { plannedFor: now, proposedBy: 'visitor' })],
			'planVisit'
		],
		[
			'the time that the other suggested is past',
			[visit('visitor', { plannedFor: before, proposedBy: 'host' })],
			'planVisit'
		],
		[
			'the time that the other suggested is now',
			[visit('visitor', { plannedFor: now, proposedBy: 'host' })],
			'planVisit'
		],
		['the other suggested a time', [visit('visitor', { plannedFor: after, proposedBy: 'host' })], 'agreeVisit'],
		['the organism suggested a time', [visit('visitor', { plannedFor: after, proposedBy: 'organism' })], 'agreeVisit'],
		[
			'someone would come to my home, which comes first',
			[visit('visitor'), visit('host', { plannedFor: after, proposedBy: 'visitor' })],
			'agreeVisit'
		],
		['the visit is agreed', [visit('visitor', { plannedFor: after, agreedAt: before })], 'goToVisit'],
		['the visit begins', [visit('visitor', { plannedFor: now, agreedAt: before })], 'sayAfterVisit'],
		[
			'someone comes to my home later and I have nothing planned',
			[visit('host', { plannedFor: after, agreedAt: before }), visit('visitor')],
			'planVisit'
		],
		['the visit took place', [visit('visitor', { plannedFor: before, agreedAt: before })], 'sayAfterVisit']
	])('of the visits, when %s, is %s', (_, visits, kind) => {
		expect(kindOf({ chain: aChain({ state: 'visiting', visits }) })).toBe(kind);
	});

	test('of the visits, once I have said that I go on, is to open my door', () => {
		const chain = aChain({
			state: 'visiting',
			turn: 'others',
			visits: [
				visit('visitor', { plannedFor: before, agreedAt: before }),
				visit('host', { plannedFor: after, agreedAt: before })
			]
		});
		expect(nextAction(situation({ chain }), now)).toMatchObject({ kind: 'goToVisit', plannedFor: after });
	});

	test.each([
		['was on another day', visit('host', { plannedFor: before, agreedAt: before })],
		['has just begun', visit('host', { plannedFor: now, agreedAt: before })],
		['is not agreed', visit('host', { plannedFor: after, proposedBy: 'host' })],
		['is mine, and I have said that I go on', visit('visitor', { plannedFor: after, agreedAt: before })]
	] as const)('of the visits, when the one left %s, is to wait', (_, left) => {
		const chain = aChain({ state: 'visiting', turn: 'others', visits: [left] });
		expect(kindOf({ chain })).toBe('waitForHouseholds');
	});
});
