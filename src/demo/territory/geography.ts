/** Where: the communes of each size, how much social housing each has, and which ones a household would accept. */
import communesFile from '../data/communes.json' with { type: 'json' };
import demand from '../data/demand.json' with { type: 'json' };
import stock from '../data/stock.json' with { type: 'json' };
import { chancesOf, pick, type Chances } from './chances.ts';
import type { Random } from './random.ts';
import type { CommuneRow } from './rows.ts';

/** Cergy-Pontoise, the first territory (EPCI 249500109). */
export const cergyPontoise = '249500109';

/**
 * Three villages of Cergy-Pontoise with next to no social housing. No drawn dwelling is there and no drawn household asks
 * for them: one story of the cast plays there, out of reach of chance.
 */
export const villagesOfTheCast: readonly string[] = ['95074', '95450', '95510'];

export const sizes = ['XS', 'S', 'M', 'L', 'XL'] as const;
export type Size = (typeof sizes)[number];

/** The communes of a size: Cergy-Pontoise, the Val-d'Oise with Maurecourt, or Île-de-France. */
export function communesOf(size: Size): CommuneRow[] {
	const all: CommuneRow[] = communesFile.communes;
	if (size === 'XS' || size === 'S') return all.filter((commune) => commune.grouping === cergyPontoise);
	if (size === 'M') return all.filter((commune) => commune.department === '95' || commune.grouping === cergyPontoise);
	return all;
}

/** Kilometres between the centres of two communes, on a flat map good enough for a region. */
export function kilometres(a: CommuneRow, b: CommuneRow): number {
	const east = (a.lon - b.lon) * 73.1;
	const north = (a.lat - b.lat) * 111.2;
	return Math.sqrt(east * east + north * north);
}

// population ^ 1.25, written with square roots, which give the same digits everywhere.
const pull = (commune: CommuneRow) => commune.population * Math.sqrt(Math.sqrt(commune.population));

const pullByDepartment = new Map<string, number>();
for (const commune of communesFile.communes)
	pullByDepartment.set(commune.department, (pullByDepartment.get(commune.department) ?? 0) + pull(commune));

/** Social dwellings in each commune, about: those of its department shared by population, the larger communes having more each. */
export function stockWeights(communes: readonly CommuneRow[]): number[] {
	const dwellings: Record<string, number> = stock.dwellingsByDepartment.values;
	return communes.map((commune) =>
		villagesOfTheCast.includes(commune.insee)
			? 0
			: (dwellings[commune.department]! * pull(commune)) / pullByDepartment.get(commune.department)!
	);
}

/** How a household answers « where? »: the communes it accepts, the preferred one first. */
export type PlaceWish = (
	home: string,
	mustLeave: boolean,
	random: Random,
	units: { place: number; count: number }
) => string[];

type Surroundings = {
	sameGrouping: Chances<string> | null;
	sameDepartment: Chances<string> | null;
	otherDepartment: Chances<string> | null;
	around: Chances<string> | null;
	grouping: string[];
};

const counts = Object.keys(demand.communesWanted.values);
const countChances = chancesOf(counts, Object.values(demand.communesWanted.values));

/**
 * The answers of a territory. The first commune follows the distances of real moves; the next ones lie around it, large and
 * near ones more often. Wishes for places beyond the territory fold onto the farthest class it has.
 *
 * @param mustLeaveShare share of the households (0 to 1) that must leave their commune; the others stay more often, so
 * that the published share of moves inside one commune holds for all.
 */
export function placeWishes(communes: readonly CommuneRow[], mustLeaveShare: number): PlaceWish {
	const weights = stockWeights(communes);
	const byInsee = new Map(communes.map((commune) => [commune.insee, commune]));
	const known = new Map<string, Surroundings>();
	const shares = demand.placeWanted.values;
	const stay = Math.min(1, shares.sameCommune / 100 / (1 - mustLeaveShare));
	const farther = chancesOf(['sameGrouping', 'sameDepartment', 'otherDepartment'] as const, [
		shares.sameGrouping,
		shares.sameDepartment,
		shares.otherDepartment
	]);

	const surroundingsOf = (home: CommuneRow): Surroundings => {
		const others = communes
			.map((commune, i) => ({ commune, weight: weights[i]!, distance: kilometres(home, commune) }))
			.filter(({ commune, weight }) => weight > 0 && commune !== home)
			.map(({ commune, weight, distance }) => ({ commune, weight: weight / (1 + (distance / 4) ** 2) }))
			.sort((a, b) => b.weight - a.weight);
		const among = (keep: (commune: CommuneRow) => boolean, most = 40) => {
			const kept = others.filter(({ commune }) => keep(commune)).slice(0, most);
			return kept.length > 0
				? chancesOf(
						kept.map(({ commune }) => commune.insee),
						kept.map(({ weight }) => weight)
					)
				: null;
		};
		const sameGrouping = (commune: CommuneRow) => commune.grouping === home.grouping;
		return {
			sameGrouping: among(sameGrouping),
			sameDepartment: among((commune) => !sameGrouping(commune) && commune.department === home.department),
			otherDepartment: among((commune) => !sameGrouping(commune) && commune.department !== home.department),
			around: among(() => true, 30),
			grouping: [home, ...others.map(({ commune }) => commune).filter(sameGrouping)].map(({ insee }) => insee)
		};
	};
	const around = (insee: string) => {
		let found = known.get(insee);
		if (!found) known.set(insee, (found = surroundingsOf(byInsee.get(insee)!)));
		return found;
	};
	const elsewhere = (home: string, random: Random): string => {
		const here = around(home);
		const folded = {
			otherDepartment: here.otherDepartment ?? here.sameDepartment ?? here.sameGrouping,
			sameDepartment: here.sameDepartment ?? here.sameGrouping ?? here.otherDepartment,
			sameGrouping: here.sameGrouping ?? here.sameDepartment ?? here.otherDepartment
		}[pick(farther, random.unit())];
		return folded ? pick(folded, random.unit()) : home;
	};

	return (home, mustLeave, random, units) => {
		const answer = pick(countChances, units.count);
		const { grouping } = around(home);
		if (answer === 'all' && grouping.length > 1) return grouping.slice(mustLeave ? 1 : 0);
		// A commune alone in its grouping: as many communes around it.
		const wanted = answer === 'all' ? 8 : Number(answer);
		const first = !mustLeave && units.place < stay ? home : elsewhere(home, random);
		const list = [first];
		const { around: near } = around(first);
		for (let tries = 0; near && list.length < wanted && tries < 40; tries++) {
			const next = pick(near, random.unit());
			if (!list.includes(next) && !(mustLeave && next === home)) list.push(next);
		}
		return list;
	};
}
