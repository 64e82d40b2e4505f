import { describe, expect, test } from 'vitest';
import { aChild, aNeed, anAdult } from '../../../../tests/factories/housing.ts';
import type { CaseCode } from '../catalogue.ts';
import type { Outcome } from '../rule.ts';
import type { RuleId } from '../rule-ids.ts';
import { alone, answerOf, type Situation } from './situation.test-support.ts';

test.each<[string, Situation, CaseCode, Outcome]>([
	['two rooms for one person', { household: alone, dwelling: { rooms: 2 } }, 'OCC-01/fits', 'met'],
	['three rooms for one person', { household: alone, dwelling: { rooms: 3 } }, 'OCC-01/tooLarge', 'toCheck'],
	[
		'three rooms for a parent whose child visits',
		{ household: { persons: [anAdult(), aChild({ custody: 'visiting' })], isCouple: false }, dwelling: { rooms: 3 } },
		'OCC-01/fits',
		'met'
	],
	[
		'one more room accepted by the territory',
		{ household: alone, dwelling: { rooms: 3 }, charter: { extraRooms: 1 } },
		'OCC-01/fits',
		'met'
	],
	['34 m² for four', { dwelling: { area: 34 } }, 'OCC-02/largeEnough', 'met'],
	['33.9 m² for four', { dwelling: { area: 33.9 } }, 'OCC-02/tooSmall', 'notMet'],
	['9 m² for one', { household: alone, dwelling: { area: 9, rooms: 1 } }, 'OCC-02/largeEnough', 'met'],
	['a home that is not decent', { dwelling: { isDecent: false } }, 'OCC-03/notDecent', 'notMet'],
	['a home whose decency is not confirmed', { dwelling: { isDecent: null } }, 'OCC-03/unknown', 'missing'],
	['what was asked for', { need: aNeed() }, 'OCC-04/fits', 'met'],
	[
		'another commune and a higher floor',
		{ need: aNeed({ communes: ['95500'], maxFloorWithoutLift: 0 }), dwelling: { hasLift: false } },
		'OCC-04/gaps',
		'toCheck'
	],
	[
		'a budget that cannot be checked',
		{ need: aNeed({ maxResidualBill: 500 }), dwelling: { reletRent: null } },
		'OCC-04/billUnknown',
		'missing'
	],
	[
		'a lift needed, fourth floor without',
		{ household: { accessNeeds: ['lift'] }, dwelling: { floor: 4, hasLift: false } },
		'OCC-05/unmetNeeds',
		'toCheck'
	],
	['an adapted home without need', { dwelling: { accessibility: 'adapted' } }, 'OCC-05/adaptedWithoutNeed', 'toCheck'],
	[
		'an adapted home for a wheelchair',
		{
			household: { accessNeeds: ['wheelchair', 'stepFree', 'adaptedBathroom'] },
			dwelling: { accessibility: 'adapted' }
		},
		'OCC-05/suits',
		'met'
	]
])('occupancy: %s', (_, situation, code, outcome) => {
	expect(answerOf(code.slice(0, 6) as RuleId, situation)).toMatchObject({ code, outcome });
});

test('the gaps with the need are named, and what would close each is told', () => {
	const answer = answerOf('OCC-04', { need: aNeed({ communes: ['95500'], maxRooms: 3, maxResidualBill: 300 }) });
	expect(answer.figures.gaps).toEqual(['commune', 'moreRooms', 'bill']);
	expect(answer.remedies).toContainEqual({ kind: 'widenNeed', field: 'moreRooms', to: 4 });
	expect(answer.remedies).toContainEqual({ kind: 'widenNeed', field: 'commune', to: '95127' });
});

describe('the occupancy of an organism', () => {
	const large = { dwelling: { rooms: 7 }, charter: { extraRooms: 1 } };

	test('is that of the charter until it decides its own', () => {
		expect(answerOf('OCC-01', large).code).toBe('OCC-01/tooLarge');
		expect(answerOf('OCC-01', { ...large, organism: { ownExtraRooms: 2 } })).toMatchObject({
			code: 'OCC-01/fits',
			threshold: { value: 7, kind: 'local' }
		});
	});

	test('may be stricter than the charter, and only for its own dwellings', () => {
		const stricter = { dwelling: { rooms: 6 }, charter: { extraRooms: 1 }, organism: { ownExtraRooms: 0 } };
		expect(answerOf('OCC-01', stricter).remedies).toEqual([{ kind: 'roomsAtMost', rooms: 5 }]);
		const elsewhere = { ...stricter, dwelling: { rooms: 6, organismId: 'organism-2' } };
		expect(answerOf('OCC-01', elsewhere).code).toBe('OCC-01/fits');
	});
});
