import { expect, test } from 'vitest';
import type { CaseCode } from '../catalogue.ts';
import type { Outcome } from '../rule.ts';
import { alone, answerOf, income, type Situation } from './situation.test-support.ts';

const underOccupant = { ...alone, referenceTaxIncomes: income(90_000) };
const cheaper = { rooms: 2, area: 45, reletRent: 400 };

test.each<[string, Situation, CaseCode, Outcome]>([
	[
		'to a cheaper suitable home of the same organism',
		{ household: underOccupant, current: { rooms: 3 }, dwelling: cheaper },
		'INC-01/waivedUnderOccupation',
		'waived'
	],
	[
		'the same for the same rent',
		{ household: underOccupant, current: { rooms: 3 }, dwelling: { ...cheaper, reletRent: 560 } },
		'INC-01/over',
		'notMet'
	],
	[
		'the rent not said',
		{ household: underOccupant, current: { rooms: 3 }, dwelling: { ...cheaper, reletRent: null } },
		'INC-01/rentUnknown',
		'missing'
	],
	[
		'to a home still too large',
		{ household: underOccupant, current: { rooms: 4 }, dwelling: { ...cheaper, rooms: 3 } },
		'INC-01/over',
		'notMet'
	],
	[
		'two rooms for one person is not under-occupation',
		{ household: underOccupant, current: { rooms: 2 }, dwelling: cheaper },
		'INC-01/over',
		'notMet'
	],
	[
		'a room used for a profession is not counted',
		{ household: { ...underOccupant, roomsForWork: 1 }, current: { rooms: 3 }, dwelling: cheaper },
		'INC-01/over',
		'notMet'
	],
	[
		'to another organism',
		{ household: underOccupant, current: { rooms: 3 }, dwelling: { ...cheaper, organismId: 'organism-2' } },
		'INC-01/underOccupationToDecide',
		'toCheck'
	],
	[
		'to another organism, agreed by the territory',
		{
			household: underOccupant,
			current: { rooms: 3 },
			dwelling: { ...cheaper, organismId: 'organism-2' },
			charter: { interOrganismWaiver: 'GRANTED' }
		},
		'INC-01/waivedUnderOccupation',
		'waived'
	],
	[
		'to another organism, refused by the territory',
		{
			household: underOccupant,
			current: { rooms: 3 },
			dwelling: { ...cheaper, organismId: 'organism-2' },
			charter: { interOrganismWaiver: 'DENIED' }
		},
		'INC-01/over',
		'notMet'
	],
	[
		'an adapted home left by its disabled occupant',
		{
			household: underOccupant,
			current: { rooms: 2, accessibility: 'adapted' },
			lease: { disabledOccupantLeft: true },
			dwelling: cheaper
		},
		'INC-01/waivedAdapted',
		'waived'
	],
	[
		'an adapted home still needed',
		{
			household: underOccupant,
			current: { rooms: 2, accessibility: 'adapted' },
			lease: { disabledOccupantLeft: false },
			dwelling: cheaper
		},
		'INC-01/over',
		'notMet'
	]
])('ceilings set aside: %s', (_, situation, code, outcome) => {
	expect(answerOf('INC-01', situation)).toMatchObject({ code, outcome });
});

const area = {
	id: 'a1',
	basis: 'R441-1-1' as const,
	reference: 'Arrêté préfectoral inventé',
	from: '2026-01-01',
	until: '2026-12-31',
	communes: ['95127'],
	estates: [],
	dwellings: []
};

test.each<[string, number | null, number, string, CaseCode]>([
	['raised by a fifth, income inside', 1.2, 69_000, '2026-12-31', 'INC-01/waivedByArea'],
	['raised by a fifth, income beyond', 1.2, 70_000, '2026-12-31', 'INC-01/over'],
	['not opposable at all', null, 200_000, '2026-12-31', 'INC-01/waivedByArea'],
	['the order has ended', null, 200_000, '2026-05-31', 'INC-01/over']
])('derogation area: %s', (_, ceilingFactor, amount, until, code) => {
	const situation = {
		household: { referenceTaxIncomes: income(amount) },
		charter: { derogationAreas: [{ ...area, until, ceilingFactor }] }
	};
	expect(answerOf('INC-01', situation).code).toBe(code);
});
