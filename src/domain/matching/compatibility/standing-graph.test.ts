import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runInputOf } from '#demo/territory/run-input.ts';
import { aRuleSet, defaultCharter } from '#domain/eligibility/settings.ts';
import { defaultObjective } from '../objective-settings.ts';
import { poolFingerprint } from '../pool-fingerprint.ts';
import type { StandingHome } from './listing.ts';
import { replaySearch } from './search.ts';
import { standingGraph } from './standing-graph.ts';

const on = '2026-11-21';
const limits = { maxCycle: 3, maxChain: 3 };
const rules = aRuleSet({ ...defaultCharter, useComputedCeilings: true });
const setting = { rules, on, leasesBy: '2027-03-01' };
const { listings, vacancies } = runInputOf({ size: 'XS', seed: 3, today: on });

const homes: StandingHome[] = [
	...listings.map((listing) => ({
		dwellingId: listing.dwelling.id,
		listing,
		vacancy: null,
		isFree: true,
		refused: []
	})),
	...vacancies.map((vacancy) => ({ dwellingId: vacancy.id, listing: null, vacancy, isFree: true, refused: [] }))
];
const standing = (all = homes, under = setting) => standingGraph(under, limits, all);

/** What a repair answers, without the numbers of vertices: these follow the homes there have ever been. */
const told = (graph: ReturnType<typeof standingGraph>, freed: readonly string[]) => {
	const {
		exchanges,
		result,
		leftOut,
		held,
		households,
		vacancies: vacant,
		optimal
	} = graph.mend({ freed, agreed: [] });
	return { exchanges, levels: result.levels, leftOut, held, households, vacant, optimal };
};

const householdOf = (home: StandingHome) => home.listing!.household.id;
const ofSome = homes.filter(({ listing }) => listing).slice(0, 40);

describe('a graph that stands', () => {
	test('answers, whatever came to change and in whatever order, as one built of the homes as they are now', () => {
		const rooms = fc.integer({ min: 1, max: 5 });
		const change = fc.oneof(
			fc.record({ kind: fc.constant('hold' as const), at: fc.nat(homes.length - 1) }),
			fc.record({ kind: fc.constant('gone' as const), at: fc.nat(homes.length - 1) }),
			fc.record({ kind: fc.constant('back' as const), at: fc.nat(homes.length - 1) }),
			fc.record({ kind: fc.constant('need' as const), at: fc.nat(ofSome.length - 1), rooms }),
			fc.record({ kind: fc.constant('refuse' as const), at: fc.nat(ofSome.length - 1), home: fc.nat(homes.length - 1) })
		);
		fc.assert(
			fc.property(fc.array(change, { maxLength: 12 }), fc.boolean(), (changes, isLaidOut) => {
				const graph = standing();
				if (isLaidOut) graph.layOut();
				const now = new Map(homes.map((home) => [home.dwellingId, home]));
				for (const one of changes) {
					const { dwellingId } = (one.kind === 'need' || one.kind === 'refuse' ? ofSome : homes)[one.at]!;
					const home = now.get(dwellingId)!;
					const changed: StandingHome = {
						hold: () => ({ ...home, isFree: !home.isFree }),
						gone: () => ({ ...home, listing: null, vacancy: null, isFree: false }),
						back: () => homes.find((first) => first.dwellingId === dwellingId)!,
						need: () =>
							home.listing && one.kind === 'need'
								? {
										...home,
										listing: {
											...home.listing,
											need: { ...home.listing.need, minRooms: one.rooms, maxRooms: one.rooms }
										}
									}
								: home,
						refuse: () =>
							one.kind === 'refuse' ? { ...home, refused: [...home.refused, homes[one.home]!.dwellingId] } : home
					}[one.kind]();
					// What is back does not un-refuse: refusals are for good.
					const refused = [...new Set([...home.refused, ...changed.refused])];
					now.set(dwellingId, { ...changed, refused });
					graph.follow([{ ...changed, refused }]);
				}
				const anew = standing([...now.values()].filter(({ listing, vacancy }) => listing ?? vacancy));
				const freed = ofSome.slice(0, 3).map(householdOf);
				expect(told(graph, freed)).toEqual(told(anew, freed));
				const { result, question } = graph.mend({ freed, agreed: [] });
				expect(replaySearch(graph.layOut(), JSON.parse(JSON.stringify(question)))).toEqual(result);
			}),
			{ numRuns: 60 }
		);
	}, 60_000);

	test('keeps its pool while homes are held, freed or refused and a few of them change', () => {
		const graph = standing();
		const pool = graph.layOut();
		const before = poolFingerprint(pool);
		const [one, other] = ofSome;
		graph.follow([
			{ ...one!, isFree: false },
			{ ...other!, refused: [homes.at(-1)!.dwellingId] }
		]);
		graph.mend({ freed: [householdOf(other!)], agreed: [] });
		expect(graph.layOut()).toBe(pool);
		expect(poolFingerprint(pool)).toBe(before);
		const older = ofSome.map((home) => ({ ...home, listing: { ...home.listing!, publishedOn: '2020-01-01' } }));
		graph.follow(older.slice(0, 3));
		expect(graph.mend({ freed: [householdOf(other!)], agreed: [] }).question.patch!.vertices).toHaveLength(3);
		expect(graph.layOut()).toBe(pool);
		expect(poolFingerprint(pool)).toBe(before);
		const all = homes.filter(({ listing }) => listing);
		graph.follow(all.map((home) => ({ ...home, listing: { ...home.listing!, publishedOn: '2020-01-02' } })));
		expect(graph.layOut()).not.toBe(pool);
		expect(graph.mend({ freed: [householdOf(other!)], agreed: [] }).question.patch).toBeUndefined();
	});

	test('lays its pool out again ahead, between repairs, once many homes were written anew', () => {
		const graph = standing();
		const pool = graph.layOut();
		const now = homes.map((home, i) =>
			home.listing && i < 40 ? { ...home, listing: { ...home.listing, publishedOn: '2020-01-01' } } : home
		);
		graph.follow(now.slice(0, 5));
		graph.prepare();
		expect(graph.layOut()).toBe(pool);
		graph.follow(now.slice(5));
		expect(graph.layOut()).toBe(pool);
		graph.prepare();
		expect(graph.layOut()).not.toBe(pool);
		const freed = [householdOf(ofSome[0]!)];
		expect(told(graph, freed)).toEqual(told(standing(now), freed));
	});

	test('gives the same bytes when a repair is played again on its pool, with what was asked', () => {
		const graph = standing(homes.map((home, i) => ({ ...home, isFree: i % 7 !== 0 })));
		for (const home of ofSome) {
			const { result, question } = graph.mend({
				freed: [householdOf(home)],
				agreed: [{ householdId: householdOf(home), dwellingId: homes.at(-1)!.dwellingId }]
			});
			expect(replaySearch(graph.layOut(), question)).toEqual(result);
		}
	});

	test('prefers the home that a freed household had said yes to', () => {
		const graph = standing();
		const mendable = ofSome.filter(
			(home) => graph.mend({ freed: [householdOf(home)], agreed: [] }).exchanges.length > 0
		);
		expect(mendable.length).toBeGreaterThan(3);
		for (const home of mendable) {
			const freed = [householdOf(home)];
			const other = homes.find(({ dwellingId }) => {
				const { exchanges } = graph.mend({ freed, agreed: [{ householdId: freed[0]!, dwellingId }] });
				const target = exchanges[0]?.moves.find(({ householdId }) => householdId === freed[0])?.targetDwellingId;
				return target === dwellingId;
			});
			expect(other).toBeDefined();
		}
	}, 60_000);

	test('searches the whole pool when its levels are too large for one number, and finds as much', () => {
		const order = [...defaultObjective.order];
		const points = { ...defaultObjective.qualityPoints, base: 2 ** 30 };
		const heavy = aRuleSet({
			...rules.charter,
			objective: { ...defaultObjective, order, qualityPoints: points }
		});
		const freed = ofSome.slice(0, 3).map(householdOf);
		const [light, large] = [standing(), standing(homes, { ...setting, rules: heavy })].map((graph) =>
			graph.mend({ freed, agreed: [] })
		);
		expect(large!.question.freed).toEqual(light!.question.freed);
		const rehoused = (mended: typeof large) => mended!.result.levels.find(({ name }) => name === 'rehoused')!.value;
		expect(rehoused(large)).toBe(rehoused(light));
	});
});
