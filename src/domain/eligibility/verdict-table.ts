/**
 * Verdicts of one household over many homes. The rules that need no cost read few things of a home: homes alike in all
 * of them are of one class, and get one answer. Only what is left to pay is then asked home by home.
 */
import type { CompiledRuleSet } from './compile.ts';
import type { DwellingFacts, HouseholdFacts } from './facts.ts';
import { BLOCKED } from './rule.ts';
import { bitsFor } from './verdict.ts';

export type VerdictTable = {
	/** The class of a home, a small number. */
	classOf(d: DwellingFacts): number;
	/** The number of an organism: equal numbers for equal identifiers. */
	organismOf(organismId: string): number;
	/** Turns to a household: the answers that follow are about it. */
	turnTo(h: HouseholdFacts): void;
	/**
	 * The verdict for a home, as `verdictOf` gives it.
	 * @param residual what the home would leave to pay, as `residualOf` gives it
	 */
	verdict(d: DwellingFacts, dwellingClass: number, organism: number, residual: number): number;
};

/**
 * Everything that the rules without cost read of a home, but three things that each household cuts in two or three: its
 * organism (theirs or not), its area (enough for them or not), its rent (under theirs, not under, unknown).
 */
function likenessOf({
	source,
	derogation,
	bits,
	ceilingIndex,
	rooms,
	extraRooms,
	accessMask,
	isAdapted,
	isExcluded
}: DwellingFacts) {
	const { financing, programme, reservation } = source;
	const quotas = programme && [programme.dwellings, programme.above100Percent, programme.upTo60Percent];
	const { kind, agreementRecorded } = reservation;
	const area = derogation && [derogation.id, derogation.ceilingFactor];
	return JSON.stringify([
		bits,
		ceilingIndex,
		financing,
		quotas ?? null,
		area,
		rooms,
		extraRooms,
		accessMask,
		isAdapted,
		isExcluded,
		kind,
		agreementRecorded
	]);
}

/** Answers by class: 2 organisms × 2 areas × 3 rents. */
const sides = 12;
const unknown = 255;

/** An empty table for a rule set. */
export function verdictTable(compiled: CompiledRuleSet): VerdictTable {
	const classes = new Map<string, number>();
	const organisms = new Map<string, number>();
	const numberIn = (numbers: Map<string, number>, key: string): number => {
		const known = numbers.get(key);
		if (known !== undefined) return known;
		numbers.set(key, numbers.size);
		return numbers.size - 1;
	};
	let answers = new Uint8Array(0);
	let household: HouseholdFacts;
	let ownOrganism = -1;
	return {
		classOf: (d) => numberIn(classes, likenessOf(d)),
		organismOf: (organismId) => numberIn(organisms, organismId),
		turnTo(h) {
			household = h;
			ownOrganism = numberIn(organisms, h.organismId);
			if (answers.length < classes.size * sides) answers = new Uint8Array(2 * classes.size * sides);
			answers.fill(unknown);
		},
		verdict(d, dwellingClass, organism, residual) {
			const isOwn = organism === ownOrganism ? 1 : 0;
			const isTooSmall = d.area < household.leastArea ? 1 : 0;
			const { reletRent } = d;
			const rent = reletRent < household.principalRent ? 0 : reletRent === reletRent ? 1 : 2;
			const place = dwellingClass * sides + isOwn * 6 + isTooSmall * 3 + rent;
			let bits = answers[place]!;
			if (bits === unknown) {
				bits = household.bits | d.bits;
				if (!(bits & BLOCKED)) bits |= bitsFor(household, d, NaN, compiled.first);
				answers[place] = bits;
			}
			return bits & BLOCKED ? bits : bits | bitsFor(household, d, residual, compiled.costed);
		}
	};
}
