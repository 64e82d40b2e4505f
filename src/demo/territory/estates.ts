/** Estates (résidences): who owns them, where they stand, when they were built; dwellings take most of their looks from them. */
import { typologies, type EnergyClass, type Financing } from '#domain/dwellings/dwelling.ts';
import stock from '../data/stock.json' with { type: 'json' };
import { chancesFrom, chancesOf, fitShares, pick, type Chances } from './chances.ts';
import { stockWeights } from './geography.ts';
import { estateName, streetName, streetNames } from './names.ts';
import type { OrganismShares } from './organisms.ts';
import { evenUnits, idOf, randomFor, streams } from './random.ts';
import type { CommuneRow, EstateRow } from './rows.ts';

/** Three ages of the stock, each with its financing: before the reform of 1977, until 1999, since 2000. */
export const eras = ['old', 'middle', 'recent'] as const;
export type Era = (typeof eras)[number];

export type Estate = EstateRow & {
	number: number;
	street: string;
	/** Its first number in the street. */
	streetNumber: number;
	postalCode: string;
	era: Era;
	builtIn: number;
	isHouses: boolean;
	/** Storeys above the ground floor. */
	levels: number;
	hasLift: boolean;
	hasCollectiveHeating: boolean;
	isInPriorityQuarter: boolean;
};

const shares = stock.eraAndFinancing.values;
const eraShares = {
	old: shares.HLM_BEFORE_1977,
	middle: shares.PLA_1977_1999,
	recent: shares.PLAI + shares.PLUS + shares.PLS + shares.PLI
};

/** How a recent programme was financed. */
export const recentFinancings: Chances<Financing> = chancesOf(
	['PLAI', 'PLUS', 'PLS', 'PLI'],
	[shares.PLAI, shares.PLUS, shares.PLS, shares.PLI]
);

/** The era of a dwelling from its rooms: half of the recent ones are T1 and T2, the eras keep their shares. */
export const eraByRooms: Chances<Era>[] = typologies.map((typologie, place) => {
	const { T1, T2 } = stock.rooms.values;
	const isSmall = place < 2;
	const small = stock.smallHomesInRecentEstates.value / 100;
	const group = isSmall ? T1 + T2 : 100 - T1 - T2;
	const recent = ((isSmall ? small : 1 - small) * eraShares.recent * 100) / group;
	const rest = (100 - recent) / (eraShares.old + eraShares.middle);
	return chancesOf(eras, [eraShares.old * rest, eraShares.middle * rest, recent]);
});

const letters = Object.keys(stock.energyClass.values) as EnergyClass[];

/** The energy class of a dwelling from its era: later is better, and the whole stock keeps its shares. */
export const energyClassByEra: Record<Era, Chances<EnergyClass>> = (() => {
	// What is plausible before the shares are fitted: A to G.
	const plausible = {
		old: [0, 2, 20, 40, 28, 8, 2],
		middle: [0, 2, 22, 48, 22, 5, 1],
		recent: [6, 30, 45, 17, 2, 0, 0]
	};
	const cells = eras.flatMap((era) =>
		letters.map((letter, place) => ({ era, letter, weight: plausible[era][place]! }))
	);
	const weights = fitShares(
		cells.map(({ weight }) => weight),
		[
			{
				classOf: cells.map(({ letter }) => letters.indexOf(letter)),
				wanted: letters.map((letter) => stock.energyClass.values[letter])
			},
			{ classOf: cells.map(({ era }) => eras.indexOf(era)), wanted: eras.map((era) => eraShares[era]) }
		]
	);
	const of = (era: Era) => {
		const start = eras.indexOf(era) * letters.length;
		return chancesOf(letters, weights.subarray(start, start + letters.length));
	};
	return { old: of('old'), middle: of('middle'), recent: of('recent') };
})();

const levelChances = chancesFrom(stock.levels.values);

/** Buildings of five storeys and more have a lift, lower ones do not; those of four share what is missing. */
const liftPercentAtFour = (() => {
	const weights = Object.entries(stock.levels.values);
	const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
	const tall = weights.reduce((sum, [levels, weight]) => sum + (Number(levels) > 4 ? weight : 0), 0);
	return ((stock.lift.value / 100) * total - tall) / (stock.levels.values['4'] / 100);
})();

const yearsOfEra: Record<Era, readonly [number, number]> = {
	old: [1956, 1976],
	middle: [1978, 1999],
	recent: [2001, 2023]
};

export type EstateChoice = {
	estates: Estate[];
	/** An estate of this era, of houses or of flats, the larger ones more often. */
	choose(era: Era, isHouse: boolean, unit: number): Estate;
};

/** Draws `count` estates (at least twelve) over the communes and the organisms. */
export function drawEstates(
	seed: number,
	count: number,
	communes: readonly CommuneRow[],
	organisms: OrganismShares
): EstateChoice {
	const communeChances = chancesOf(communes, stockWeights(communes));
	const order = randomFor(seed, streams.order, 1);
	const communeUnits = evenUnits(count, order);
	const organismUnits = evenUnits(count, order);
	const eraUnits = evenUnits(count, order);
	const quarterUnits = evenUnits(count, order);
	const eraChances = chancesFrom(eraShares);
	const quarters = priorityQuarters(communes);

	const estates: Estate[] = [];
	const weights: number[] = [];
	for (let number = 0; number < count; number++) {
		const random = randomFor(seed, streams.estate, number);
		const commune = pick(communeChances, communeUnits[number]!);
		// The first six hold one estate of each era and kind, so that every dwelling finds its place in the smallest territory.
		const era = number < 6 ? eras[number % 3]! : pick(eraChances, eraUnits[number]!);
		const isHouses = number < 6 ? number >= 3 : random.chance(12);
		const [firstYear, lastYear] = yearsOfEra[era];
		const levels = isHouses ? 1 : Number(pick(levelChances, random.unit()));
		estates.push({
			id: idOf(seed, streams.estate, number),
			number,
			organismId: pick(organisms.at(commune), organismUnits[number]!).id,
			commune: commune.insee,
			name: estateName(number),
			street: streetName(number),
			// Streets have the same name again after some two hundred estates; their numbers then differ.
			streetNumber: 1 + 60 * Math.floor(number / streetNames) + random.below(40),
			postalCode: random.one(commune.postalCodes),
			era,
			builtIn: random.between(firstYear, lastYear),
			isHouses,
			levels,
			hasLift: !isHouses && (levels > 4 || (levels === 4 && random.chance(liftPercentAtFour))),
			hasCollectiveHeating: !isHouses && random.chance(stock.collectiveHeating.value),
			isInPriorityQuarter: quarterUnits[number]! * 100 < quarters.percent(commune, era)
		});
		weights.push(Math.max(0.3, 1 + random.bell() * 0.4));
	}
	const groups = new Map<string, Chances<Estate>>();
	for (const era of eras)
		for (const isHouse of [false, true]) {
			const members = estates.filter((estate) => estate.era === era && estate.isHouses === isHouse);
			const chances = chancesOf(
				members,
				members.map(({ number }) => weights[number]!)
			);
			groups.set(`${era} ${isHouse}`, chances);
		}
	return { estates, choose: (era, isHouse, unit) => pick(groups.get(`${era} ${isHouse}`)!, unit) };
}

/** Where the priority quarters are, so that their share of the dwellings is the published one. */
function priorityQuarters(communes: readonly CommuneRow[]) {
	const listed = stock.communesWithPriorityQuarter.values;
	const has = (commune: CommuneRow) => listed.includes(commune.insee) || commune.population > 15_000;
	const weights = stockWeights(communes);
	const total = weights.reduce((a, b) => a + b, 0);
	const inside = communes.reduce((sum, commune, i) => sum + (has(commune) ? weights[i]! : 0), 0);
	// Older estates are in them more often; on the whole stock the three factors average to one.
	const factors = { old: 1.4, middle: 1.05, recent: 0.45 };
	return {
		percent: (commune: CommuneRow, era: Era) =>
			has(commune) ? ((stock.priorityQuarter.value * total) / inside) * factors[era] : 0
	};
}
