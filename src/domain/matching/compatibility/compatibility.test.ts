import { beforeAll, describe, expect, test } from 'vitest';
import { runInputOf } from '#demo/territory/run-input.ts';
import { aRuleSet } from '#domain/eligibility/settings.ts';
import { aDwelling, aHousehold, aNeed } from '#tests/factories/housing.ts';
import { vertexCount } from '../pool.ts';
import { poolFingerprint } from '../pool-fingerprint.ts';
import { compatibilityOf } from './compatibility.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import type { PoolListing } from './listing.ts';

const on = '2026-11-21';
const setting = { rules: aRuleSet(), on, leasesBy: '2027-01-29' };
const limits = { maxCycle: 3, maxChain: 3 };

/** The household of one place and the home it brings; `n` tells them apart. */
function aListing(
	n: number,
	changes: {
		home?: Parameters<typeof aDwelling>[0];
		household?: Parameters<typeof aHousehold>[0];
		need?: PoolListing['need'];
	} = {}
): PoolListing {
	const household = aHousehold({ id: `h${n}`, ...changes.household });
	const dwelling = aDwelling({ id: `d${n}`, ...changes.home });
	return {
		listingId: `l${n}`,
		household: {
			...household,
			lease: { ...household.lease, dwellingId: dwelling.id, organismId: dwelling.organismId }
		},
		dwelling,
		need: aNeed(changes.need),
		publishedOn: '2025-11-21'
	};
}

const pairsOf = ({ pool, vertices }: CompatibilityGraph): string[] =>
	Array.from({ length: vertexCount(pool) }, (_, u) =>
		Array.from(
			pool.target.subarray(pool.rowStart[u]!, pool.rowStart[u + 1]!),
			(v) => `${vertices[v]!.listing!.householdId} → ${vertices[u]!.dwellingId}`
		)
	).flat();

const graphOf = (listings: PoolListing[], refused: { householdId: string; dwellingId: string }[] = []) =>
	compatibilityOf(setting, { listings, vacancies: [], refused }).graph(limits);

describe('a household and a home', () => {
	test('are linked when the home is inside the need and every rule allows it', () => {
		expect(pairsOf(graphOf([aListing(1), aListing(2)]))).toEqual(['h2 → d1', 'h1 → d2']);
	});

	test.each<[string, Parameters<typeof aListing>[1], Parameters<typeof aDwelling>[0]]>([
		['in a commune nobody asked for', {}, { commune: '95476' }],
		['too small for the rooms asked', { need: { minRooms: 5 } }, {}],
		['smaller than the area asked', { need: { minArea: 81 } }, { area: 80 }],
		['too high without a lift', { need: { maxFloorWithoutLift: 2 } }, { hasLift: false, floor: 3 }],
		['without the lift that is needed', { household: { accessNeeds: ['lift'] } }, { hasLift: false, floor: 1 }],
		['dearer than the household can pay', { need: { maxResidualBill: 300 } }, { reletRent: 600 }],
		['whose rent nobody has said, for who has a limit', { need: { maxResidualBill: 700 } }, { reletRent: null }],
		['under the least area of the law', {}, { area: 30 }],
		['that its organism keeps out', {}, { blockers: ['sale'] }],
		['promised to a reserver', {}, { reservation: { kind: 'identified', reserver: 'x', agreementRecorded: false } }]
	])('are not linked when the home is %s', (_, seeker, home) => {
		const pairs = pairsOf(graphOf([aListing(1, seeker), aListing(2, { home })]));
		expect(pairs).not.toContain('h1 → d2');
	});

	test('are never linked again once the household said no', () => {
		const refused = [{ householdId: 'h1', dwellingId: 'd2' }];
		expect(pairsOf(graphOf([aListing(1), aListing(2)], refused))).toEqual(['h2 → d1']);
	});
});

describe('a household takes no part', () => {
	test.each<[string, Parameters<typeof aListing>[1]]>([
		['needIncomplete', { need: { communes: [] } }],
		['notYet', { need: { notBefore: '2027-02-01' } }],
		['homeKeptOut', { home: { blockers: ['demolition'] } }],
		['fileBlocked', { household: { lease: { ...aHousehold().lease, kind: 'precarious' } } }],
		['fileBlocked', { household: { hasRightOfResidence: false } }]
	])('when its state is %s', (cause, changes) => {
		const graph = graphOf([aListing(1, changes), aListing(2)]);
		expect(graph.keptOut).toMatchObject([{ listingId: 'l1', cause }]);
		expect(pairsOf(graph)).toEqual([]);
	});

	test('until the day it can move is near enough', () => {
		const graph = graphOf([aListing(1, { need: { notBefore: '2027-01-29' } }), aListing(2)]);
		expect(graph.keptOut).toEqual([]);
	});
});

test('the number of households one accepts to depend on goes with it', () => {
	const graph = graphOf([aListing(1, { need: { maxHouseholds: 2 } }), aListing(2)]);
	expect([...graph.pool.patience!]).toEqual([2, 4]);
});

describe('over an invented territory', () => {
	const { listings, vacancies } = runInputOf({ size: 'XS', seed: 7, today: on });
	const refused = listings.slice(0, 40).map((listing, i) => ({
		householdId: listing.household.id,
		dwellingId: listings[(i * 7 + 3) % listings.length]!.dwelling.id
	}));
	const input = { listings, vacancies, refused };
	let graph: CompatibilityGraph;

	beforeAll(() => {
		graph = compatibilityOf(setting, input).graph(limits);
	});

	test('the same listings give the same pool, in whatever order they came', () => {
		const turned = {
			listings: listings.toReversed(),
			vacancies: vacancies.toReversed(),
			refused: refused.toReversed()
		};
		const again = compatibilityOf(setting, turned).graph(limits);
		expect(poolFingerprint(again.pool)).toBe(poolFingerprint(graph.pool));
		expect(again.vertices).toEqual(graph.vertices);
	});
});
