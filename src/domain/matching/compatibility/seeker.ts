/** A household that searches, made ready for verdicts, and the homes found for it. */
import type { Day } from '../../calendar.ts';
import { compileDwelling, compileHousehold, type CompiledRuleSet } from '../../eligibility/compile.ts';
import type { DwellingFacts, HouseholdFacts } from '../../eligibility/facts.ts';
import { BLOCKED, MISSING_BLOCKING } from '../../eligibility/rule.ts';
import type { Need } from '../../needs/need.ts';
import { wishCounter } from '../../needs/wishes.ts';
import { placeKey, roomsClass, type Home } from './homes.ts';
import { searchableNeed, type PoolListing } from './listing.ts';

/** Why a household takes no part in a run, before any home is looked at. */
export type KeptOut = 'needIncomplete' | 'notYet' | 'fileBlocked' | 'fileIncomplete' | 'homeKeptOut';

export type Seeker = {
	listing: PoolListing;
	facts: HouseholdFacts;
	need: Need;
	/** The home it brings. */
	home: Home;
	/** Points for the time it has waited. */
	waiting: number;
	countWishes: ReturnType<typeof wishCounter>;
	/** Homes inside its need, before the rules. */
	suited: number;
	/** Homes that the rules allow among them: see `FoundHomes`. */
	found: FoundHomes;
};

/** What a move counts at the levels of a run that have a number for each move. */
export type MoveNumbers = { priority: number; robustness: number; quality: number };

/**
 * Homes found for a household, four numbers each: the slot of the home, then those of the move: points of priority,
 * what it takes off the moves expected (in hundredths), points of quality.
 */
export type FoundHomes = Int32Array;
export const numbersPerFound = 4;

/** Writes a home found at its place in the list. */
export function writeFound(found: FoundHomes, at: number, slot: number, numbers: MoveNumbers): void {
	found[at] = slot;
	found[at + 1] = numbers.priority;
	found[at + 2] = numbers.robustness;
	found[at + 3] = numbers.quality;
}

/** What the home found at a place of the list counts. */
export const numbersAt = (found: FoundHomes, at: number): MoveNumbers => ({
	priority: found[at + 1]!,
	robustness: found[at + 2]!,
	quality: found[at + 3]!
});

/** Homes that may be added to a list before it is copied: a home in demand comes and goes for thousands of households. */
const roomToSpare = 8 * numbersPerFound;

/** The homes found without the one of a slot, in the place of those given; in another order. */
export function withoutSlot(found: FoundHomes, slot: number): FoundHomes {
	for (let i = 0; i < found.length; i += numbersPerFound) {
		if (found[i] !== slot) continue;
		const rest = found.length - numbersPerFound;
		found.copyWithin(i, rest);
		return found.subarray(0, rest);
	}
	return found;
}

/** The homes found and one more, in the place of those given. */
export function withFound(found: FoundHomes, slot: number, numbers: MoveNumbers): FoundHomes {
	const count = found.length + numbersPerFound;
	let buffer = found.buffer;
	if (buffer.byteLength < count * found.BYTES_PER_ELEMENT) {
		const wider = new Int32Array(count + roomToSpare);
		wider.set(found);
		buffer = wider.buffer;
	}
	const more = new Int32Array(buffer, 0, count);
	writeFound(more, found.length, slot, numbers);
	return more;
}

/** A household and its home ready for verdicts, or why it takes no part. */
export function readied(
	listing: PoolListing,
	compiled: CompiledRuleSet,
	leasesBy: Day
): { facts: HouseholdFacts; need: Need; sheet: DwellingFacts } | KeptOut {
	const need = searchableNeed(listing.need);
	if (!need) return 'needIncomplete';
	if (need.notBefore !== null && need.notBefore > leasesBy) return 'notYet';
	const facts = compileHousehold(listing.household, { current: listing.dwelling, need }, compiled);
	if (facts.isCurrentExcluded) return 'homeKeptOut';
	if (facts.isLeaseExcluded || facts.bits & BLOCKED) return 'fileBlocked';
	if (facts.bits & MISSING_BLOCKING) return 'fileIncomplete';
	return { facts, need, sheet: compileDwelling(listing.dwelling, compiled) };
}

/**
 * The same households, those who ask for the same rooms in the same communes one after the other: they look at the same homes,
 * which the processor then still has at hand. Linking a region takes a fifth less of its time, and more on a busy machine.
 */
export function byNeed(seekers: Iterable<Seeker>): Seeker[] {
	const alike = Map.groupBy(
		seekers,
		({ need: { minRooms, maxRooms, communes } }) => `${minRooms} ${maxRooms} ${communes.join(' ')}`
	);
	return [...alike.keys()].sort().flatMap((need) => alike.get(need)!);
}

/** Every place that a need asks for: a commune and a number of rooms. */
export function* placesOf(need: Need): Generator<string> {
	for (const commune of need.communes)
		for (let rooms = roomsClass(need.minRooms); rooms <= roomsClass(need.maxRooms); rooms++)
			yield placeKey(commune, rooms);
}
