/**
 * Who could move into which home: the graph that the engine works on, kept up to date as listings, vacant dwellings
 * and refusals come and go. Every arc has passed the limits of the household's need and the rules of the book; no pair
 * outside the shelves that a need points at is ever looked at.
 */
import type { Day } from '../../calendar.ts';
import type { Dwelling } from '../../dwellings/dwelling.ts';
import { blockingRules } from '../../eligibility/blocking-rules.ts';
import { compileDwelling, compileRuleSet } from '../../eligibility/compile.ts';
import { localPoints, residualOf, type DwellingFacts } from '../../eligibility/facts.ts';
import type { RuleId } from '../../eligibility/rule-ids.ts';
import type { RuleSet } from '../../eligibility/settings.ts';
import { verdictTable } from '../../eligibility/verdict-table.ts';
import { mayBeProposed, verdictOf } from '../../eligibility/verdict.ts';
import { wishCounter, wishesMetBy } from '../../needs/wishes.ts';
import { movesAround, type HomeMoves } from './home-moves.ts';
import { homesOnShelves, placeKey, roomsClass, suits, type Home } from './homes.ts';
import { layOut, type CompatibilityGraph } from './lay-out.ts';
import type { PoolListing, RefusedPair } from './listing.ts';
import { priorityScorer, qualityOf, robustnessScorer, waitingPoints } from './objective.ts';
import {
	byNeed,
	numbersPerFound,
	placesOf,
	readied,
	withFound,
	withoutSlot,
	writeFound,
	type KeptOut,
	type MoveNumbers,
	type Seeker
} from './seeker.ts';

export type CompatibilitySetting = {
	rules: RuleSet;
	/** The day the rules are read. */
	on: Day;
	/** The day leases could be signed if all goes well: who cannot move by then waits for a later run. */
	leasesBy: Day;
};

export type Compatibility = {
	/** Puts a listing in, or puts it in again as it is now. */
	putListing(listing: PoolListing): void;
	removeListing(listingId: string): void;
	putVacancy(dwelling: Dwelling): void;
	removeVacancy(dwellingId: string): void;
	/** The household will not be proposed this home any more. */
	refuse(pair: RefusedPair): void;
	/** A household asks for the home of another by name: whatever its need, the rules alone decide. */
	ask(pair: { listingId: string; homeOf: string }): void;
	/** Other rules for the same day. Only what the settings of some organisms change is looked at again. */
	adoptRules(rules: RuleSet): void;
	/** The moves into a home and out of it; null when it is not there, or its household takes no part. */
	movesAt(dwellingId: string): HomeMoves | null;
	/** Whether the household of an annonce takes part. */
	isSearching(listingId: string): boolean;
	/** What a household would find with such an annonce among the homes that are there; nothing is put in. */
	look(listing: PoolListing): Look | KeptOut;
	/**
	 * The pool of the engine. The same listings give the same pool, in whatever order they came.
	 * @param isForRepairs with the level that counts whom a repair houses again, at zero
	 */
	graph(limits: { maxCycle: number; maxChain: number }, isForRepairs?: boolean): CompatibilityGraph;
};

/** The homes inside a need: those that the rules allow, and the others with the rules that stand in the way. */
export type Look = { allowed: string[]; blocked: { dwellingId: string; by: RuleId[] }[] };

export type CompatibilityInput = {
	listings: readonly PoolListing[];
	vacancies: readonly Dwelling[];
	refused: readonly RefusedPair[];
};

/** A graph with everything in it at once: each household searches the shelves a single time. */
export function compatibilityOf(setting: CompatibilitySetting, input: CompatibilityInput): Compatibility {
	let linked = linkedUnder(setting, input);
	return {
		putListing: (listing) => linked.putListing(listing),
		removeListing: (listingId) => linked.removeListing(listingId),
		putVacancy: (dwelling) => linked.putVacancy(dwelling),
		removeVacancy: (dwellingId) => linked.removeVacancy(dwellingId),
		refuse: (pair) => linked.refuse(pair),
		ask: (pair) => linked.ask(pair),
		adoptRules(rules) {
			// Every verdict reads the charter; the settings of an organism only weigh on its homes and tenants.
			if (sameContent(rules.charter, linked.rules().charter)) linked.adoptSettings(rules);
			else linked = linkedUnder({ ...setting, rules }, linked.held());
		},
		movesAt: (dwellingId) => linked.movesAt(dwellingId),
		isSearching: (listingId) => linked.isSearching(listingId),
		look: (listing) => linked.look(listing),
		graph: (limits, isForRepairs) => linked.graph(limits, isForRepairs)
	};
}

const sameContent = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type Linked = Omit<Compatibility, 'adoptRules'> & {
	rules(): RuleSet;
	held(): CompatibilityInput;
	/** Takes the settings of the organisms from a rule set with the same charter. */
	adoptSettings(rules: RuleSet): void;
};

function linkedUnder(setting: CompatibilitySetting, input: CompatibilityInput): Linked {
	let compiled = compileRuleSet(setting.rules, setting.on);
	const objective = setting.rules.charter.objective;
	const priorityOf = priorityScorer(objective.priorityPoints);
	const robustnessOf = robustnessScorer(objective.linkChances);
	const table = verdictTable(compiled);
	const shelves = homesOnShelves();
	const seekers = new Map<string, Seeker>();
	const seekersByHousehold = new Map<string, Seeker>();
	const vacancies = new Map<string, Home>();
	const homes = new Map<string, Home>();
	const keptOut = new Map<string, { listing: PoolListing; cause: KeptOut }>();
	/** Who asks for each place: the question of the shelves, the other way round. */
	const asking = new Map<string, Set<Seeker>>();
	const refusedBy = refusals(input.refused);
	/** The dwelling of each slot there has been. */
	const slots: string[] = [];

	const newHome = (facts: DwellingFacts, householdId: string | null): Home => ({
		facts,
		householdId,
		isGone: false,
		slot: slots.push(facts.source.id) - 1,
		dwellingClass: table.classOf(facts),
		organism: table.organismOf(facts.organismId),
		wishesMet: wishesMetBy(facts.source)
	});

	/** Its own home is never proposed to a household, nor one it will not have. */
	const isRefused = ({ facts, home: own }: Seeker, home: Home) =>
		home === own || refusedBy.homesOf(facts.source.id)?.has(home.facts.source.id) === true;

	const numbersOf = (seeker: Seeker, home: Home, residual: number, verdict: number): MoveNumbers => {
		const { facts, home: own, countWishes, waiting } = seeker;
		const move = { today: facts.residualToday, after: residual, verdict, waiting, wishesMet: 0 };
		move.wishesMet = countWishes(home.facts.source, home.wishesMet, facts.current, move);
		return {
			priority: priorityOf(facts, home.facts, own.facts, residual) + localPoints(facts, home.facts),
			robustness: robustnessOf(move),
			quality: qualityOf(move, objective.qualityPoints)
		};
	};

	/** One home more for a household that searched already. */
	const link = (seeker: Seeker, home: Home, residual: number) => {
		if (isRefused(seeker, home)) return;
		seeker.suited++;
		const verdict = verdictOf(seeker.facts, home.facts, compiled);
		if (!mayBeProposed(verdict)) return;
		seeker.found = withFound(seeker.found, home.slot, numbersOf(seeker, home, residual, verdict));
	};

	const shelve = (home: Home) => {
		homes.set(home.facts.source.id, home);
		shelves.add(home);
	};

	const enter = (listing: PoolListing): Seeker | null => {
		const ready = readied(listing, compiled, setting.leasesBy);
		if (typeof ready === 'string') {
			keptOut.set(listing.listingId, { listing, cause: ready });
			return null;
		}
		const { facts, need, sheet } = ready;
		const seeker: Seeker = {
			listing,
			facts,
			need,
			home: newHome(sheet, listing.household.id),
			waiting: waitingPoints(listing.publishedOn, setting.on, objective.qualityPoints),
			countWishes: wishCounter(need.wishes),
			suited: 0,
			found: new Int32Array(0)
		};
		seekers.set(listing.listingId, seeker);
		seekersByHousehold.set(listing.household.id, seeker);
		shelve(seeker.home);
		for (const place of placesOf(need)) {
			const there = asking.get(place);
			if (there) there.add(seeker);
			else asking.set(place, new Set([seeker]));
		}
		return seeker;
	};

	let found = new Int32Array(numbersPerFound * 1_024);
	const search = (seeker: Seeker) => {
		let count = 0;
		table.turnTo(seeker.facts);
		seeker.suited = 0;
		const refused = refusedBy.homesOf(seeker.facts.source.id);
		shelves.search(seeker.facts, seeker.need, (home, residual) => {
			if (home === seeker.home || refused?.has(home.facts.source.id)) return;
			seeker.suited++;
			const verdict = table.verdict(home.facts, home.dwellingClass, home.organism, residual);
			if (!mayBeProposed(verdict)) return;
			if (count === found.length) {
				const wider = new Int32Array(2 * count);
				wider.set(found);
				found = wider;
			}
			writeFound(found, count, home.slot, numbersOf(seeker, home, residual, verdict));
			count += numbersPerFound;
		});
		seeker.found = found.slice(0, count);
	};

	const look = (listing: PoolListing): Look | KeptOut => {
		const ready = readied(listing, compiled, setting.leasesBy);
		if (typeof ready === 'string') return ready;
		const { facts, need } = ready;
		const refused = refusedBy.homesOf(facts.source.id);
		const found: Look = { allowed: [], blocked: [] };
		table.turnTo(facts);
		shelves.search(facts, need, (home, residual) => {
			const dwellingId = home.facts.source.id;
			if (dwellingId === listing.dwelling.id || refused?.has(dwellingId)) return;
			if (mayBeProposed(table.verdict(home.facts, home.dwellingClass, home.organism, residual)))
				found.allowed.push(dwellingId);
			else found.blocked.push({ dwellingId, by: blockingRules(facts, home.facts, residual, compiled) });
		});
		return found;
	};

	const askersOf = ({ facts: { source, rooms } }: Home): Iterable<Seeker> =>
		asking.get(placeKey(source.commune, roomsClass(rooms))) ?? [];

	const offer = (home: Home) => {
		for (const seeker of askersOf(home)) {
			const suited = suits(seeker.facts, seeker.need, home);
			if (suited) link(seeker, home, suited.residual);
		}
	};

	const leave = (listingId: string) => {
		keptOut.delete(listingId);
		const seeker = seekers.get(listingId);
		if (!seeker) return;
		seekers.delete(listingId);
		seekersByHousehold.delete(seeker.listing.household.id);
		for (const place of placesOf(seeker.need)) asking.get(place)!.delete(seeker);
		withdraw(seeker.home);
	};

	const unlink = (seeker: Seeker, home: Home) => {
		if (isRefused(seeker, home) || !suits(seeker.facts, seeker.need, home)) return;
		seeker.suited--;
		seeker.found = withoutSlot(seeker.found, home.slot);
	};

	/** The home is for nobody any more. */
	const withdraw = (home: Home) => {
		home.isGone = true;
		homes.delete(home.facts.source.id);
		for (const seeker of askersOf(home)) unlink(seeker, home);
	};

	const vacate = (dwelling: Dwelling): Home => {
		const home = newHome(compileDwelling(dwelling, compiled), null);
		vacancies.set(dwelling.id, home);
		shelve(home);
		return home;
	};

	const unvacate = (dwellingId: string) => {
		const home = vacancies.get(dwellingId);
		if (!home) return;
		vacancies.delete(dwellingId);
		withdraw(home);
	};

	for (const dwelling of input.vacancies) vacate(dwelling);
	for (const listing of input.listings) enter(listing);
	for (const seeker of byNeed(seekers.values())) search(seeker);

	const putListing = (listing: PoolListing) => {
		leave(listing.listingId);
		const seeker = enter(listing);
		if (!seeker) return;
		search(seeker);
		offer(seeker.home);
	};
	const putVacancy = (dwelling: Dwelling) => {
		unvacate(dwelling.id);
		offer(vacate(dwelling));
	};
	const allListings = () => [
		...[...seekers.values()].map(({ listing }) => listing),
		...[...keptOut.values()].map(({ listing }) => listing)
	];
	const allVacancies = () => [...vacancies.values()].map(({ facts }) => facts.source);

	return {
		putListing,
		removeListing: leave,
		putVacancy,
		removeVacancy: unvacate,
		refuse(pair) {
			const seeker = seekersByHousehold.get(pair.householdId);
			const home = homes.get(pair.dwellingId);
			if (seeker && home) unlink(seeker, home);
			refusedBy.add(pair);
		},
		ask({ listingId, homeOf }) {
			const seeker = seekers.get(listingId);
			const home = seekers.get(homeOf)?.home;
			if (!seeker || !home || suits(seeker.facts, seeker.need, home)) return;
			link(seeker, home, residualOf(seeker.facts, home.facts));
		},
		movesAt(dwellingId) {
			const home = homes.get(dwellingId);
			const seeker = home?.householdId == null ? null : seekersByHousehold.get(home.householdId)!;
			return home ? movesAround(home, seeker, askersOf(home), (slot) => slots[slot]!) : null;
		},
		isSearching: (listingId) => seekers.has(listingId),
		look,
		rules: () => compiled.rules,
		held: () => ({ listings: allListings(), vacancies: allVacancies(), refused: refusedBy.pairs() }),
		adoptSettings(rules) {
			const before = compiled.rules.organisms;
			compiled = compileRuleSet(rules, setting.on);
			const isTouched = (organismId: string) => !sameContent(before[organismId], rules.organisms[organismId]);
			for (const dwelling of allVacancies()) if (isTouched(dwelling.organismId)) putVacancy(dwelling);
			for (const listing of allListings())
				if (isTouched(listing.dwelling.organismId) || isTouched(listing.household.lease.organismId))
					putListing(listing);
		},
		graph: (limits, isForRepairs = false) =>
			layOut({ seekers, vacancies, keptOut, slots: slots.length }, limits, objective, isForRepairs)
	};
}

/** Homes that households will not have. */
function refusals(pairs: readonly RefusedPair[]) {
	const all = new Map<string, Set<string>>();
	const add = ({ householdId, dwellingId }: RefusedPair) => {
		const homes = all.get(householdId);
		if (homes) homes.add(dwellingId);
		else all.set(householdId, new Set([dwellingId]));
	};
	pairs.forEach(add);
	return {
		add,
		homesOf: (householdId: string): ReadonlySet<string> | undefined => all.get(householdId),
		pairs: (): RefusedPair[] =>
			[...all].flatMap(([householdId, homes]) => [...homes].map((dwellingId) => ({ householdId, dwellingId })))
	};
}
