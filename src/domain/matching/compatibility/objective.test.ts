import { describe, expect, test } from 'vitest';
import { compileDwelling, compileHousehold, compileRuleSet } from '#domain/eligibility/compile.ts';
import { residualOf } from '#domain/eligibility/facts.ts';
import { CHECK, DEBT } from '#domain/eligibility/rule.ts';
import { aRuleSet } from '#domain/eligibility/settings.ts';
import { verdictOf } from '#domain/eligibility/verdict.ts';
import { aDwelling, aHousehold, anAdult, aNeed } from '#tests/factories/housing.ts';
import { solve } from '../solve.ts';
import { poolBuilder } from '../pool-builder.ts';
import { isMet } from '#domain/needs/wishes.ts';
import { defaultObjective } from '../objective-settings.ts';
import { levelsOf, prioritiesEnded, qualityOf, robustnessScorer, waitingPoints } from './objective.ts';

const compiled = compileRuleSet(aRuleSet(), '2026-11-21');

type Scene = {
	household?: Parameters<typeof aHousehold>[0];
	today?: Parameters<typeof aDwelling>[0];
	target?: Parameters<typeof aDwelling>[0];
	need?: Parameters<typeof aNeed>[0];
	since?: string;
};

function aMove({ household, today, target, need, since = '2026-11-01' }: Scene) {
	const current = aDwelling({ id: 'dwelling-1', ...today });
	const asked = aNeed(need);
	const h = compileHousehold(aHousehold(household), { current, need: asked }, compiled);
	const d = compileDwelling(aDwelling(target), compiled);
	const residual = residualOf(h, d);
	return {
		ended: prioritiesEnded(h, d, compileDwelling(current, compiled), residual),
		quality: qualityOf(
			{
				today: h.residualToday,
				after: residual,
				verdict: verdictOf(h, d, compiled),
				wishesMet: asked.wishes.filter((wish) =>
					isMet(wish, d.source, current, { today: h.residualToday, after: residual })
				).length,
				waiting: waitingPoints(since, '2026-11-21', defaultObjective.qualityPoints)
			},
			defaultObjective.qualityPoints
		)
	};
}

describe('a move ends a situation that the charter puts first', () => {
	const alone = { persons: [anAdult()], isCouple: false };
	test.each<[string, Scene, string[]]>([
		['none when it only changes the place', {}, []],
		[
			'stairs for somebody who needs a lift',
			{ household: { accessNeeds: ['lift'] }, today: { hasLift: false, floor: 4 } },
			['access']
		],
		['a home that is not decent', { today: { isDecent: false } }, ['notDecent']],
		['a home under the least area of the law', { today: { area: 30 } }, ['overOccupied']],
		['rooms in excess for one person', { household: alone, target: { rooms: 2, area: 46 } }, ['underOccupied']],
		['not rooms in excess when as many remain', { household: alone, target: { rooms: 3, area: 60 } }, []],
		[
			'a bill above the reference of the organism',
			{
				household: {
					monthlyResources: { value: 1_500, from: 'tenant', on: '2026-01-15' },
					lease: { ...aHousehold().lease, principalRent: 900 }
				},
				target: { reletRent: 380, charges: 60 }
			},
			['tooDear']
		]
	])('%s', (_, scene, kinds) => {
		expect(aMove(scene).ended).toEqual(kinds);
	});
});

describe('of an exchange are expected', () => {
	const chances = { base: 80, toCheck: 75, dearer: 90 };
	const bills = { today: 500, after: 450 };
	const dearer = { today: 500, after: 510 };
	const takenOff = robustnessScorer(chances);
	test.each([
		['no fewer moves for one that nothing stands in the way of', { ...bills, verdict: 0 }, 0],
		['fewer for one with something to be checked', { ...bills, verdict: CHECK }, -26],
		['fewer for one that the household pays more for', { ...dearer, verdict: 0 }, -10],
		['fewer still for both', { ...dearer, verdict: CHECK }, -35],
		['no fewer for one that lightens a debt', { ...bills, verdict: DEBT }, 0],
		['fewer for one that makes a debt heavier', { ...dearer, verdict: DEBT }, -35],
		['no fewer for one whose bills are not known', { today: NaN, after: NaN, verdict: 0 }, 0]
	])('%s', (_, change, hundredths) => {
		expect(takenOff(change)).toBe(hundredths);
	});

	test('about as many as would be made if all its links had to hold', () => {
		const [level] = levelsOf({ maxCycle: 4, maxChain: 4 }, { ...defaultObjective, order: ['robustness'] }, false);
		const perExchange = 'perCycle' in level! ? level.perCycle! : [];
		const { toCheck, dearer: costly } = defaultObjective.linkChances;
		const ofMove = robustnessScorer(defaultObjective.linkChances);
		const likely = [
			{ left: 1, counts: ofMove({ ...bills, verdict: 0 }) },
			{ left: toCheck / 100, counts: ofMove({ ...bills, verdict: CHECK }) },
			{ left: costly / 100, counts: ofMove({ ...dearer, verdict: 0 }) },
			{ left: (toCheck * costly) / 10_000, counts: ofMove({ ...dearer, verdict: CHECK }) }
		];
		const base = defaultObjective.linkChances.base / 100;
		for (const moves of [1, 2, 3, 4])
			for (const a of likely)
				for (const b of likely) {
					// All links alike but one.
					const counted = perExchange[moves]! + (moves - 1) * a.counts + b.counts;
					const expected = 100 * moves * base ** moves * a.left ** (moves - 1) * b.left;
					expect(Math.abs(counted - expected)).toBeLessThan(17);
				}
	});

	test('as many whatever its moves, where the charter makes nothing of what is to be checked or dearer', () => {
		const indifferent = robustnessScorer({ base: 90, toCheck: 100, dearer: 100 });
		expect(indifferent({ ...dearer, verdict: CHECK })).toBe(0);
	});
});

describe('between moves that serve as much, a better one', () => {
	const plain = aMove({}).quality;
	test.each<[string, Scene]>([
		['meets a wish', { need: { wishes: [{ kind: 'lift' }] } }],
		['leaves less to pay', { target: { reletRent: 480 } }],
		['is that of a household that has waited for a year', { since: '2025-11-01' }]
	])('%s', (_, scene) => {
		expect(aMove(scene).quality).toBeGreaterThan(plain);
	});

	test('leaves nothing to be checked by the commission', () => {
		const doubtful = aMove({ household: { ownsSuitableDwelling: true } }).quality;
		expect(doubtful).toBeLessThan(plain);
	});

	test('and every move is worth something, whatever it leaves to pay', () => {
		expect(aMove({ target: { reletRent: 1_400 }, household: { ownsSuitableDwelling: true } }).quality).toBeGreaterThan(
			0
		);
	});
});

test('the charter decides which level comes first; balance is counted on the whole pool, later', () => {
	const order = ['households', 'balance', 'priorities', 'quality', 'robustness'] as const;
	const limits = { maxCycle: 3, maxChain: 0 };
	const names = (isRepair: boolean) =>
		levelsOf(limits, { ...defaultObjective, order }, isRepair).map(({ name }) => name);
	const ofTheGraph = order.filter((name) => name !== 'balance');
	expect(names(false)).toEqual(ofTheGraph);
	expect(names(true)).toEqual(['rehoused', ...ofTheGraph]);
});

describe('a run seeks', () => {
	const limits = { maxCycle: 3, maxChain: 0 };

	test('two exchanges of two rather than a longer one that moves as many', () => {
		const builder = poolBuilder({
			households: 4,
			vacancies: 0,
			levels: levelsOf(limits, defaultObjective, false)
		});
		for (const v of [0, 1, 2, 3]) builder.arc(v, (v + 1) % 4, 0, 0, 100);
		for (const [u, v] of [
			[1, 0],
			[3, 2]
		] as const)
			builder.arc(u, v, 0, 0, 1);
		const answer = solve(builder.build(), { ...limits, maxCycle: 4 });
		expect(answer.cycles.map((cycle) => cycle.length)).toEqual([2, 2]);
	});

	test('the exchange whose moves are likely, before the one that pleases more', () => {
		const builder = poolBuilder({ households: 3, vacancies: 0, levels: levelsOf(limits, defaultObjective, false) });
		// 1 may exchange with 0, in comfort but for something to be checked, or with 2.
		builder.arc(0, 1, 0, -20, 90);
		builder.arc(1, 0, 0, 0, 90);
		builder.arc(1, 2, 0, 0, 10);
		builder.arc(2, 1, 0, 0, 10);
		const answer = solve(builder.build(), limits);
		expect(answer.cycles).toEqual([[1, 2]]);
		// Two moves that are both made four fifths of four fifths of the time.
		expect(answer.levels.find(({ name }) => name === 'robustness')).toMatchObject({ value: 128, optimal: true });
	});

	test('a priority before the number of households, and a household before any comfort', () => {
		const builder = poolBuilder({ households: 4, vacancies: 0, levels: levelsOf(limits, defaultObjective, false) });
		// 0 and 1 exchange and end a priority; 1, 2 and 3 could exchange at three, in comfort.
		builder.arc(0, 1, 2, 0, 0);
		builder.arc(1, 0, 0, 0, 0);
		for (const [u, v] of [
			[1, 2],
			[2, 3],
			[3, 1]
		] as const)
			builder.arc(u, v, 0, 0, 90);
		builder.arc(2, 1, 0, 0, 99);
		expect(solve(builder.build(), limits).cycles).toEqual([[0, 1]]);
		const levels = solve(builder.build(), limits).levels.map(({ name, value }) => [name, value]);
		expect(levels.slice(0, 2)).toEqual([
			['priorities', 2],
			['households', 2]
		]);
	});
});

test('a rent debt lowers a dearer home, never a cheaper one that may be the remedy to it', () => {
	const arrears = { value: { amount: 900, plan: 'none' as const }, from: 'landlord' as const, on: '2026-09-01' };
	const of = (reletRent: number, isInDebt: boolean) =>
		aMove({ household: isInDebt ? { arrears } : {}, target: { reletRent } }).quality;
	expect(of(300, true)).toBe(of(300, false));
	expect(of(590, true)).toBeLessThan(of(590, false));
});
