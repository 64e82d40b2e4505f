import { describe, expect, test } from 'vitest';
import { addDays } from '#domain/calendar.ts';
import { costOf } from '#domain/affordability/cost.ts';
import { defaultAffordability } from '#domain/affordability/settings.ts';
import { compileDwelling, compileHousehold, compileRuleSet } from '#domain/eligibility/compile.ts';
import { explain } from '#domain/eligibility/explain.ts';
import { aRuleSet } from '#domain/eligibility/settings.ts';
import { verdictOf, verdictWord, mayBeProposed } from '#domain/eligibility/verdict.ts';
import { playRun } from '#domain/matching/compatibility/run.ts';
import { poolBuilder } from '#domain/matching/pool-builder.ts';
import { solve } from '#domain/matching/solve.ts';
import type { Need } from '#domain/needs/need.ts';
import { castNeeds } from './cast/households.ts';
import {
	asOfRight,
	castRows,
	castStaff,
	castTenants,
	coHolders,
	demoAccounts,
	demoLabels,
	fourWay,
	threeWay,
	vacancyChain
} from './cast.ts';
import { collectTerritory, type Size } from './generate.ts';
import { firstOrganisms } from './organisms.ts';
import type { DwellingRow } from './rows.ts';
import { runInputOf } from './run-input.ts';

const today = '2026-11-21';

/** The widest reading of a need: place, rooms and area, whatever the stairs and the cost. */
const couldSuit = (need: Need, dwelling: DwellingRow) =>
	need.communes.includes(dwelling.commune) &&
	dwelling.rooms >= need.minRooms &&
	dwelling.rooms <= need.maxRooms &&
	(need.minArea === null || dwelling.area >= need.minArea);

/** Who moves into whose home, in the first three stories. */
const possibleMoves = [
	[fourWay.odette, fourWay.henri.dwellingId],
	[fourWay.henri, fourWay.melanie.dwellingId],
	[fourWay.melanie, fourWay.fatou.dwellingId],
	[fourWay.fatou, fourWay.odette.dwellingId],
	[threeWay.coralie, threeWay.nadia.dwellingId],
	[threeWay.coralie, threeWay.gerard.dwellingId],
	[threeWay.nadia, threeWay.gerard.dwellingId],
	[threeWay.gerard, threeWay.coralie.dwellingId],
	[vacancyChain.thuy, vacancyChain.vacantDwellingId],
	[vacancyChain.ismael, vacancyChain.thuy.dwellingId],
	[vacancyChain.simone, vacancyChain.ismael.dwellingId]
] as const;

/** The two who may exchange as of right, whatever the ordinary rules say. */
const movesOfRight = [
	[asOfRight.aminata, asOfRight.lucette.dwellingId],
	[asOfRight.lucette, asOfRight.aminata.dwellingId]
] as const;

const cast = castRows(today);
const dwelling = (id: string) => cast.dwellings.find((row) => row.id === id)!;
const household = (id: string) => cast.households.find((row) => row.id === id)!;
const needOf = (householdId: string) => cast.listings.find((row) => row.householdId === householdId)!.need;

test.each(['XS', 'S', 'M'] as const)(
	'in the size %s no home drawn by chance suits the cast, and each need of the cast has its home',
	(size: Size) => {
		for (const seed of [1, 42, 2026]) {
			const territory = collectTerritory({ size, seed, today });
			const suiting = castTenants
				.filter(({ email }) => !Object.values(coHolders).some((coHolder) => coHolder.email === email))
				.flatMap((tenant) =>
					territory.dwellings
						.filter(({ id }) => id !== tenant.dwellingId)
						.filter((candidate) => couldSuit(needOf(tenant.householdId), candidate))
						.map(({ id }) => `${tenant.email} ${id}`)
				);
			expect(suiting.sort()).toEqual(
				[...possibleMoves, ...movesOfRight].map(([tenant, id]) => `${tenant.email} ${id}`).sort()
			);
		}
	}
);

test('no household drawn by chance asks for the homes of the chain that a vacancy starts', () => {
	const territory = collectTerritory({ size: 'M', seed: 42, today });
	const homes = [vacancyChain.vacantDwellingId, vacancyChain.thuy.dwellingId, vacancyChain.ismael.dwellingId].map(
		dwelling
	);
	const asking = territory.listings
		.slice(castNeeds.length)
		.filter(({ need }) => homes.some((home) => couldSuit(need, home)));
	expect(asking).toEqual([]);
});

describe.each(['matching', 'cal'] as const)('at the stage %s', (stage) => {
	const rules = compileRuleSet(aRuleSet(), today, stage);

	test.each(possibleMoves)('nothing stands in the way of %o', (tenant, dwellingId) => {
		const facts = compileHousehold(
			household(tenant.householdId),
			{ current: dwelling(tenant.dwellingId), need: needOf(tenant.householdId) },
			rules
		);
		expect(verdictWord(verdictOf(facts, compileDwelling(dwelling(dwellingId), rules), rules))).toBe('fine');
	});
});

test.each(possibleMoves)('%o can pay, inside the limit stated', (tenant, dwellingId) => {
	const cost = costOf({
		household: household(tenant.householdId),
		current: dwelling(tenant.dwellingId),
		target: dwelling(dwellingId),
		on: today,
		settings: defaultAffordability
	});
	expect(cost.missing).toEqual([]);
	expect(cost.after!.effortRate).toBeLessThan(0.33);
	expect(cost.after!.residualBill).toBeLessThanOrEqual(needOf(tenant.householdId).maxResidualBill ?? Infinity);
});

test.each([
	['Odette, who leaves a home too large', fourWay.odette, fourWay.henri],
	['Mélanie, who comes closer to her work', fourWay.melanie, fourWay.fatou],
	['Gérard, who leaves a home too large', threeWay.gerard, threeWay.coralie]
] as const)('%s pays at least 150 € less a month', (_, tenant, other) => {
	const { difference } = costOf({
		household: household(tenant.householdId),
		current: dwelling(tenant.dwellingId),
		target: dwelling(other.dwellingId),
		on: today,
		settings: defaultAffordability
	});
	expect(difference).toBeLessThan(-150);
});

describe('two neighbours with three children on one side', () => {
	const compiled = compileRuleSet(aRuleSet(), today);
	const facts = (tenant: (typeof movesOfRight)[number][0]) =>
		compileHousehold(
			household(tenant.householdId),
			{ current: dwelling(tenant.dwellingId), need: needOf(tenant.householdId) },
			compiled
		);
	const { aminata, lucette } = asOfRight;

	test('could not exchange by the ordinary rules: the family is above the ceiling', () => {
		const answer = explain(facts(aminata), compileDwelling(dwelling(lucette.dwellingId), compiled), compiled);
		expect(answer.results.filter(({ outcome }) => outcome === 'notMet').map(({ code }) => code)).toEqual([
			'INC-01/over'
		]);
	});

	test('have the right to, on both sides, and a run finds it', () => {
		for (const [one, other] of [
			[aminata, lucette],
			[lucette, aminata]
		] as const) {
			const target = compileDwelling(dwelling(other.dwellingId), compiled);
			expect(explain(facts(one), target, compiled, facts(other)).path).toBe('RIGHT_ART9');
		}
		const { exchanges } = playRun({
			...runInputOf({ size: 'XS', seed: 42, today }),
			rules: aRuleSet(),
			on: today,
			leasesBy: addDays(today, 70),
			limits: { maxCycle: 4, maxChain: 4 },
			seed: 1,
			arranged: []
		});
		const names = exchanges.map(({ moves }) => moves.map(({ householdId }) => householdId).sort());
		expect(names).toContainEqual([aminata.householdId, lucette.householdId].sort());
	});
});

test('the four homes of the four-way chain belong to four organisms', () => {
	const owners = Object.values(fourWay).map(({ dwellingId }) => dwelling(dwellingId).organismId);
	expect(new Set(owners).size).toBe(4);
});

describe('a run over the smallest territory', () => {
	const territory = collectTerritory({ size: 'XS', seed: 42, today });
	const rules = compileRuleSet(aRuleSet(), today);
	const homeOf = new Map(territory.dwellings.map((row) => [row.id, row]));
	const households = new Map(territory.households.map((row) => [row.id, row]));
	const vacant = territory.dwellings.filter(({ startsChains }) => startsChains);
	const listings = territory.listings;
	const homes = [...listings.map(({ dwellingId }) => homeOf.get(dwellingId)!), ...vacant];

	/** Runs the engine without the listings of these households; gives the chains that have a home of the cast, by name. */
	function run(withdrawn: readonly string[] = []) {
		const builder = poolBuilder({
			households: listings.length,
			vacancies: vacant.length,
			levels: [{ name: 'moves', kind: 'count' }]
		});
		const given = homes.map((home) => compileDwelling(home, rules));
		for (const [v, { householdId, need }] of listings.entries()) {
			builder.patience(v, need.maxHouseholds);
			if (withdrawn.includes(householdId)) continue;
			const facts = compileHousehold(households.get(householdId)!, { current: homes[v]!, need }, rules);
			for (const [u, home] of homes.entries()) {
				const isWithdrawn = u < listings.length && withdrawn.includes(listings[u]!.householdId);
				const climbs = home.hasLift ? 0 : home.floor;
				if (u === v || isWithdrawn || !couldSuit(need, home)) continue;
				if (need.maxFloorWithoutLift !== null && climbs > need.maxFloorWithoutLift) continue;
				if (mayBeProposed(verdictOf(facts, given[u]!, rules))) builder.arc(u, v);
			}
		}
		const answer = solve(builder.build(), { maxCycle: 4, maxChain: 4 });
		expect(answer.optimal).toBe(true);
		const nameOf = (vertex: number) =>
			vertex < listings.length ? households.get(listings[vertex]!.householdId)!.name : 'vacant';
		return [...answer.cycles, ...answer.chains]
			.filter((exchange) => exchange.some((vertex) => cast.dwellings.some(({ id }) => id === homes[vertex]!.id)))
			.map((exchange) => exchange.map(nameOf).join(' → '));
	}

	test('finds the three stories', () => {
		// An arrow says « the home of … goes to … ».
		expect(run()).toEqual([
			'Valcrain → Sidibékar → Tirouan → Plessandre',
			'Jolivard → Moulinasse → Benkaldi',
			'vacant → Hoangmai → Fadigara → Dupralon'
		]);
	});

	test('lets the two others change places when the second of the three declines', () => {
		expect(run([threeWay.nadia.householdId])).toContain('Jolivard → Moulinasse');
	});

	test('finds nothing for the other three when one of the four declines', () => {
		for (const { householdId } of Object.values(fourWay))
			expect(run([householdId]).filter((story) => /Valcrain|Sidibékar|Tirouan|Plessandre/.test(story))).toEqual([]);
	});
});

test('every lease holder of the cast has an account of his or her own', () => {
	const holders = cast.households.flatMap(({ id, persons }) =>
		persons.filter(({ role }) => role === 'holder' || role === 'coHolder').map(({ firstName }) => `${id} ${firstName}`)
	);
	const accounts = cast.accounts.flatMap((account) =>
		account.kind === 'tenant' ? [`${account.householdId} ${account.firstName}`] : []
	);
	expect(accounts.sort()).toEqual(holders.sort());
});

test('each organism has one known person in each role, at an address nobody can receive', () => {
	expect(Object.keys(castStaff)).toEqual(Object.keys(firstOrganisms));
	const staff = Object.values(castStaff).flatMap((team) => Object.values(team));
	expect(staff).toHaveLength(48);
	expect(new Set(cast.accounts.map(({ email }) => email)).size).toBe(cast.accounts.length);
	for (const { email } of cast.accounts) expect(email).toMatch(/^[a-z.-]+@([a-z-]+\.)?exemple\.test$/);
});

test('every account of the cast has a label for the sign-in page, and the ones shown first exist', () => {
	expect([...demoLabels.keys()].sort()).toEqual(cast.accounts.map(({ email }) => email).sort());
	for (const email of Object.values(demoAccounts)) expect(demoLabels.has(email)).toBe(true);
});

test('the identifiers of the cast change with no seed', () => {
	const one = collectTerritory({ size: 'XS', seed: 1, today });
	const two = collectTerritory({ size: 'XS', seed: 2, today });
	for (const kind of ['dwellings', 'households', 'leases', 'listings'] as const)
		expect(one[kind].slice(0, 10)).toEqual(two[kind].slice(0, 10));
});
