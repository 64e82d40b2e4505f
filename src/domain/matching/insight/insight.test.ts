import { describe, expect, test } from 'vitest';
import { aRuleSet } from '#domain/eligibility/settings.ts';
import { aDwelling, aHousehold, aNeed } from '#tests/factories/housing.ts';
import { checkSelection } from '../check.ts';
import { compatibilityOf } from '../compatibility/compatibility.ts';
import type { PoolListing } from '../compatibility/listing.ts';
import { defaultObjective } from '../objective-settings.ts';
import { readyForRepair } from '../repair-around.ts';
import { solve } from '../solve.ts';
import { explainHousehold } from './household.ts';
import { sceneOf } from './scene.ts';
import { balanceOfOrganisms, priceOfRules, valueOfHomes } from './territory.ts';

const setting = { rules: aRuleSet(), on: '2026-11-21', leasesBy: '2027-01-29' };
const limits = { maxCycle: 3, maxChain: 3 };
const never = () => false;

/** Household n, in a home of so many rooms, asking for others. */
function listing(
	n: number,
	rooms: number,
	need: PoolListing['need'],
	changes: { home?: Parameters<typeof aDwelling>[0]; organism?: string } = {}
): PoolListing {
	const household = aHousehold({ id: `h${n}` });
	const organismId = changes.organism ?? 'organism-1';
	return {
		listingId: `l${n}`,
		household: { ...household, lease: { ...household.lease, dwellingId: `d${n}`, organismId } },
		dwelling: aDwelling({ id: `d${n}`, rooms, area: 40 + 12 * rooms, organismId, ...changes.home }),
		need: aNeed(need),
		publishedOn: '2026-11-21'
	};
}

const asks = (rooms: number, more: PoolListing['need'] = {}) => ({ minRooms: rooms, maxRooms: rooms, ...more });

function sceneFor(listings: PoolListing[], vacancies = [] as ReturnType<typeof aDwelling>[], rules = setting.rules) {
	const input = { listings, vacancies, refused: [] };
	const linked = compatibilityOf({ ...setting, rules }, input);
	const graph = linked.graph(limits);
	const scene = sceneOf(linked, graph, limits, solve(graph.pool, limits));
	const explain = (n: number) => {
		const v = graph.vertices.findIndex((vertex) => vertex.listing?.listingId === `l${n}`);
		return explainHousehold(
			scene,
			v,
			listings.find((one) => one.listingId === `l${n}`)!,
			['95127', '95500']
		)!;
	};
	return { scene, input, explain };
}

describe('a household that a run left out', () => {
	test('is told that no home of the pool is what it asks for', () => {
		const { explain } = sceneFor([listing(1, 3, asks(6)), listing(2, 4, asks(5))]);
		expect(explain(1)).toMatchObject({ why: { kind: 'noHomeWanted' }, suited: 0, best: [] });
	});

	test('is told which rules stand in the way, over how many homes', () => {
		const small = { home: { area: 30 } };
		const { explain } = sceneFor([
			listing(1, 3, asks(4)),
			listing(2, 4, asks(5), small),
			listing(3, 4, asks(5), small)
		]);
		expect(explain(1)).toMatchObject({
			why: { kind: 'noHomeAllowed' },
			suited: 2,
			allowed: 0,
			blocked: [{ rule: 'OCC-02', homes: 2, alone: 2 }]
		});
	});

	test('is told that nobody asks for its home', () => {
		const { explain } = sceneFor([listing(1, 2, asks(4)), listing(2, 4, asks(5))]);
		expect(explain(1)).toMatchObject({ why: { kind: 'noTaker' }, takers: 0 });
	});

	test('is told that people want its home and none of theirs leads back to it', () => {
		const { explain } = sceneFor([listing(1, 3, asks(4)), listing(2, 4, asks(5)), listing(3, 2, asks(3))]);
		expect(explain(1)).toMatchObject({ why: { kind: 'noExchange' }, takers: 1 });
	});

	test('is told the same when levels are too large for one exact number', () => {
		const all = [listing(1, 3, asks(4)), listing(2, 4, asks(3)), listing(3, 3, asks(4, { minArea: 20 }))];
		const qualityPoints = { ...defaultObjective.qualityPoints, base: 2_000_000_000 };
		const heavy = aRuleSet({ ...setting.rules.charter, objective: { ...defaultObjective, qualityPoints } });
		const [usual, large] = [sceneFor(all), sceneFor(all, [], heavy)];
		expect(readyForRepair(usual.scene.graph.pool, limits)).not.toBeNull();
		expect(readyForRepair(large.scene.graph.pool, limits)).toBeNull();
		for (const n of [1, 3]) {
			const { why, best } = usual.explain(n);
			expect(large.explain(n).best).toEqual(best);
			expect(large.explain(n).why.kind).toBe(why.kind);
		}
		expect([1, 3].map((n) => large.explain(n).why.kind)).toContain('betterUse');
	});

	test('is told that the same homes served more households', () => {
		// 1 and 2 could change places; 2, 3 and 4 do it at three, which moves one more.
		const { explain, scene } = sceneFor([
			listing(1, 3, asks(4)),
			listing(2, 4, asks(3)),
			listing(3, 3, asks(2), { home: { hasLift: false, floor: 2 } }),
			listing(4, 2, asks(4))
		]);
		expect(scene.selection.cycles).toEqual([[1, 3, 2]]);
		expect(explain(1)).toMatchObject({
			why: { kind: 'betterUse', level: 'households', theirs: 3, yours: 2 },
			best: [{ households: 2, isChain: false }]
		});
	});

	test('is told the one change that would put it in an exchange', () => {
		const { explain } = sceneFor([
			listing(1, 3, asks(4)),
			listing(2, 4, asks(3), { home: { commune: '95500' } }),
			listing(3, 5, asks(6))
		]);
		expect(explain(1).advice).toEqual([
			{ change: { kind: 'commune', to: '95500' }, homes: 1, exchanges: 1 },
			{ change: { kind: 'maxRooms', to: 5 }, homes: 1, exchanges: 0 }
		]);
	});

	test('is told what depending on one household more would open', () => {
		const round = [listing(1, 2, asks(3, { maxHouseholds: 2 })), listing(2, 3, asks(4)), listing(3, 4, asks(2))];
		expect(sceneFor(round).explain(1).advice).toContainEqual({
			change: { kind: 'maxHouseholds', to: 3 },
			homes: 0,
			exchanges: 1
		});
	});

	test('who follows the advice is served by the next run', () => {
		const stuck = [listing(1, 3, asks(4)), listing(2, 4, asks(3), { home: { commune: '95500' } })];
		const { change } = sceneFor(stuck).explain(1).advice[0]!;
		expect(change.kind).toBe('commune');
		const wider = listing(1, 3, asks(4, { communes: ['95127', String(change.to)] }));
		expect(sceneFor([wider, stuck[1]!]).scene.selection.cycles).toEqual([[0, 1]]);
	});
});

describe('a territory', () => {
	test('learns which vacant home would move most', () => {
		const { scene, input } = sceneFor([listing(1, 2, asks(3)), listing(2, 3, asks(4)), listing(3, 4, asks(5))]);
		const homes = valueOfHomes(scene, input).map(({ rooms, moves, wantedBy }) => ({ rooms, moves, wantedBy }));
		// A vacant T4 goes to 2, whose T3 goes to 1; nobody asks for a T2.
		expect(homes).toEqual([
			{ rooms: 4, moves: 2, wantedBy: 1 },
			{ rooms: 3, moves: 1, wantedBy: 1 },
			{ rooms: 2, moves: 0, wantedBy: 0 }
		]);
	});

	test('learns what a rule costs: the households more that would move without it', () => {
		const { scene, input } = sceneFor([listing(1, 3, asks(4)), listing(2, 4, asks(3), { home: { area: 30 } })]);
		expect(priceOfRules(scene, input, never)).toEqual([{ rule: 'OCC-02', pairs: 1, moves: 2, isProven: true }]);
	});

	test('learns what each organism gains beside exchanging alone', () => {
		const { scene } = sceneFor([
			listing(1, 3, asks(4)),
			listing(2, 4, asks(3)),
			listing(3, 2, asks(5), { organism: 'organism-2' }),
			listing(4, 5, asks(2), { organism: 'organism-3' })
		]);
		expect(balanceOfOrganisms(scene, never)).toEqual([
			{ organismId: 'organism-1', alone: 2, together: 2, isProven: true },
			{ organismId: 'organism-2', alone: 0, together: 1, isProven: true },
			{ organismId: 'organism-3', alone: 0, together: 1, isProven: true }
		]);
		expect(checkSelection(scene.graph.pool, scene.selection, limits).moves).toBe(4);
	});
});
