import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runInputOf } from '#demo/territory/run-input.ts';
import type { Dwelling } from '#domain/dwellings/dwelling.ts';
import {
	aRuleSet,
	defaultCharter,
	defaultOrganismRules,
	type LocalCriterion,
	type RuleSet,
	type TerritoryCharter
} from '#domain/eligibility/settings.ts';
import type { Household } from '#domain/households/household.ts';
import { defaultObjective } from '../objective-settings.ts';
import { poolFingerprint } from '../pool-fingerprint.ts';
import { compatibilityOf, type CompatibilityInput } from './compatibility.ts';
import { pairsWithPoints, slowPairs } from './slow-graph.test-support.ts';

const on = '2026-11-21';
const leasesBy = '2027-01-29';
const limits = { maxCycle: 3, maxChain: 3 };

const territories = [1, 2, 3].map((seed) => runInputOf({ size: 'XS', seed, today: on }));

/** Sheets as a stock may hold them, far more mixed than any real one. */
const dwellingChanges = fc.record(
	{
		area: fc.integer({ min: 8, max: 110 }),
		rooms: fc.integer({ min: 1, max: 8 }),
		reletRent: fc.option(fc.double({ min: 120, max: 1_400, noNaN: true })),
		charges: fc.option(fc.double({ min: 0, max: 300, noNaN: true })),
		isDecent: fc.constantFrom(true, false, null),
		hasAplAgreement: fc.boolean(),
		financing: fc.constantFrom<Dwelling['financing']>('PLAI', 'PLUS', 'PLS', 'PLI', 'HLM_BEFORE_1977'),
		programme: fc.constantFrom(
			{ id: 'p', dwellings: 20, above100Percent: 0, upTo60Percent: 9 },
			{ id: 'q', dwellings: 20, above100Percent: 2, upTo60Percent: 2 }
		),
		reservation: fc.constantFrom<Dwelling['reservation']>(
			{ kind: 'none', reserver: null, agreementRecorded: false },
			{ kind: 'identified', reserver: 'r', agreementRecorded: true },
			{ kind: 'identified', reserver: 'r', agreementRecorded: false },
			{ kind: 'flow', reserver: 'r', agreementRecorded: false }
		),
		accessibility: fc.constantFrom<Dwelling['accessibility']>('ordinary', 'adapted'),
		floor: fc.integer({ min: 0, max: 12 }),
		hasLift: fc.boolean()
	},
	{ requiredKeys: [] }
);

const needChanges = fc.record(
	{
		maxResidualBill: fc.option(fc.integer({ min: 100, max: 900 })),
		minArea: fc.option(fc.integer({ min: 10, max: 90 })),
		maxFloorWithoutLift: fc.option(fc.integer({ min: 0, max: 6 })),
		minRooms: fc.integer({ min: 1, max: 4 }),
		maxRooms: fc.integer({ min: 4, max: 7 })
	},
	{ requiredKeys: [] }
);

const criterion = (code: string, weight: number) => ({ code, labelFr: code, labelEn: code, weight });

const charters = fc.record({
	localCriteria: fc.constantFrom<LocalCriterion[]>([], [criterion('key-worker', 4)]),
	extraRooms: fc.integer({ min: 0, max: 1 }),
	countVisitingForArea: fc.boolean(),
	useComputedCeilings: fc.boolean(),
	interOrganismWaiver: fc.constantFrom<TerritoryCharter['interOrganismWaiver']>('CAL', 'GRANTED', 'DENIED'),
	interOrganismReservation: fc.constantFrom<TerritoryCharter['interOrganismReservation']>('CAL', 'AGREED'),
	effects: fc.constantFrom<TerritoryCharter['effects']>(
		{},
		{ 'SOL-01': 'BLOCK' },
		{ 'OCC-01': 'BLOCK', 'OCC-05': 'BLOCK' }
	),
	derogationAreas: fc.constantFrom<TerritoryCharter['derogationAreas']>(
		[],
		[
			{
				id: 'a',
				basis: 'R441-1-2',
				reference: 'a',
				from: '2026-01-01',
				until: '2027-12-31',
				communes: ['95127', '95500'],
				estates: [],
				dwellings: [],
				ceilingFactor: 1.3
			}
		]
	)
});

const scene = fc.record({
	place: fc.nat(territories.length - 1),
	homes: fc.array(dwellingChanges, { minLength: 6, maxLength: 12 }),
	needs: fc.array(needChanges, { minLength: 4, maxLength: 9 }),
	charter: charters,
	effortRateMax: fc.constantFrom(0.2, 0.33, 0.5),
	livingAllowanceMin: fc.constantFrom(null, 300),
	ownExtraRooms: fc.constantFrom(null, 0, 2),
	ownCriteria: fc.constantFrom<LocalCriterion[]>([], [criterion('carer', 7), criterion('key-worker', 2)])
});

type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

/** Some households have had their criteria checked, some not; some meet them, some not. */
const reviewed = (i: number, organismId: string): Pick<Household, 'localCriteria'> =>
	i % 3 === 0
		? {}
		: {
				localCriteria: [
					{ organismId: null, code: 'key-worker', isMet: i % 2 === 0, proof: 'document', on, by: null },
					{ organismId, code: i % 5 === 0 ? 'carer' : 'key-worker', isMet: true, proof: null, on, by: null }
				]
			};

/** A territory with sheets and needs mixed anew. */
function inputOf({ place, homes, needs }: Scene): CompatibilityInput {
	const { listings, vacancies } = territories[place]!;
	const mixed = listings.map((listing, i) => ({
		...listing,
		household: { ...listing.household, ...reviewed(i, listings[0]!.dwelling.organismId) },
		dwelling: { ...listing.dwelling, ...homes[i % homes.length] },
		need: { ...listing.need, ...needs[i % needs.length] }
	}));
	const refused = mixed.slice(0, 20).map(({ household }, i) => ({
		householdId: household.id,
		dwellingId: mixed[(i * 7 + 3) % mixed.length]!.dwelling.id
	}));
	return { listings: mixed, vacancies, refused };
}

function rulesOf({ charter, place, homes: _, needs: __, ...decided }: Scene): RuleSet {
	const organismId = territories[place]!.listings[0]!.dwelling.organismId;
	const settings = { ...defaultOrganismRules, ...decided, organismId, version: '1', from: on };
	return aRuleSet({ ...defaultCharter, ...charter }, { [organismId]: settings });
}

test('shelves and classes hide no pair and change no point: looking at everything finds the same', () => {
	let pairs = 0;
	fc.assert(
		fc.property(scene, (drawn) => {
			const setting = { rules: rulesOf(drawn), on, leasesBy };
			const input = inputOf(drawn);
			const expected = slowPairs(setting, input);
			pairs += expected.length;
			expect(pairsWithPoints(compatibilityOf(setting, input).graph(limits))).toEqual(expected);
		}),
		{ numRuns: 25 }
	);
	// However the draw falls, what was compared was never next to nothing.
	expect(pairs).toBeGreaterThan(300);
});

describe('kept up to date', () => {
	const change = fc.oneof(
		fc.record({ kind: fc.constant('putListing' as const), at: fc.nat(79), home: dwellingChanges, need: needChanges }),
		fc.record({ kind: fc.constant('removeListing' as const), at: fc.nat(79) }),
		fc.record({ kind: fc.constant('putVacancy' as const), at: fc.nat(79) }),
		fc.record({ kind: fc.constant('removeVacancy' as const), at: fc.nat(79) }),
		fc.record({ kind: fc.constant('refuse' as const), at: fc.nat(79), other: fc.nat(79) }),
		fc.record({
			kind: fc.constant('adoptRules' as const),
			charter: charters,
			effortRateMax: fc.constantFrom(0.2, 0.33, 0.5)
		})
	);

	test('one change after another, it is to the byte the graph made anew', () => {
		fc.assert(
			fc.property(scene, fc.array(change, { minLength: 1, maxLength: 12 }), (drawn, changes) => {
				let rules = rulesOf(drawn);
				const input = inputOf(drawn);
				const kept = compatibilityOf({ rules, on, leasesBy }, input);
				const listings = new Map(input.listings.map((listing) => [listing.listingId, listing]));
				const vacancies = new Map(input.vacancies.map((dwelling) => [dwelling.id, dwelling]));
				const refused = [...input.refused];
				const vacancyAt = (at: number) => input.vacancies[at % input.vacancies.length]!;
				for (const one of changes) {
					if (one.kind === 'adoptRules') {
						// A change of settings alone keeps the charter: both ways of adopting are walked.
						const charter = one.effortRateMax === 0.2 ? drawn.charter : one.charter;
						rules = rulesOf({ ...drawn, charter, effortRateMax: one.effortRateMax });
						kept.adoptRules(rules);
						continue;
					}
					const listing = input.listings[one.at % input.listings.length]!;
					if (one.kind === 'putListing') {
						const changed = {
							...listing,
							dwelling: { ...listing.dwelling, ...one.home },
							need: { ...listing.need, ...one.need }
						};
						listings.set(changed.listingId, changed);
						kept.putListing(changed);
					} else if (one.kind === 'removeListing') {
						listings.delete(listing.listingId);
						kept.removeListing(listing.listingId);
					} else if (one.kind === 'putVacancy') {
						vacancies.set(vacancyAt(one.at).id, vacancyAt(one.at));
						kept.putVacancy(vacancyAt(one.at));
					} else if (one.kind === 'removeVacancy') {
						vacancies.delete(vacancyAt(one.at).id);
						kept.removeVacancy(vacancyAt(one.at).id);
					} else {
						const pair = {
							householdId: listing.household.id,
							dwellingId: input.listings[one.other % input.listings.length]!.dwelling.id
						};
						refused.push(pair);
						kept.refuse(pair);
					}
				}
				const anew = compatibilityOf(
					{ rules, on, leasesBy },
					{ listings: [...listings.values()], vacancies: [...vacancies.values()], refused }
				).graph(limits);
				const graph = kept.graph(limits);
				expect(poolFingerprint(graph.pool)).toBe(poolFingerprint(anew.pool));
				expect(graph.vertices).toEqual(anew.vertices);
				expect([...graph.suited]).toEqual([...anew.suited]);
				expect(graph.keptOut).toEqual(anew.keptOut);
			}),
			{ numRuns: 40 }
		);
	});

	test('a charter with other points gives other points, for the same pairs', () => {
		const input = { ...territories[0]!, refused: [] };
		const objective = { ...defaultObjective, priorityPoints: { ...defaultObjective.priorityPoints, tooDear: 9 } };
		const kept = compatibilityOf({ rules: aRuleSet(), on, leasesBy }, input);
		const rules = aRuleSet({ ...defaultCharter, objective });
		kept.adoptRules(rules);
		expect(pairsWithPoints(kept.graph(limits))).toEqual(slowPairs({ rules, on, leasesBy }, input));
	});
});
