/**
 * Invented territories for measurements: pools with the shape of a housing market, of any size, from a seed. Nothing in them comes
 * from a real household. The imbalance (five and a half households want more rooms for one that wants fewer) is the published one.
 */
import { arcList, pushArc } from './instances/arcs.ts';
import { chanceOf } from '../domain/matching/chance.ts';
import type { AdditivePool } from '../domain/matching/pool.ts';
import { poolFromArcs } from '../domain/matching/pool-builder.ts';

export type Territory = {
	listings: number;
	/** Homes that suit each household, at most. */
	homesEach: number;
	/** Vacant dwellings put in, per thousand listings. */
	vacanciesPerThousand: number;
	seed: number;
};

const LARGEST_ROOMS = 5;
const ROOM_SHARES = [0.08, 0.22, 0.35, 0.27, 0.08];
/** Wants more rooms, fewer, or as many elsewhere: 27 %, 4.9 % and the rest of the motives for asking a transfer. */
const WANTS_MORE = 0.5;
const WANTS_FEWER = 0.09;

/** The pool of an invented territory. Weights go from 1 to about 1 000: priority of the household and how well the home suits. */
export function territoryPool({ listings, homesEach, vacanciesPerThousand, seed }: Territory): AdditivePool {
	const random = chanceOf(seed);
	const vacancies = Math.round((listings * vacanciesPerThousand) / 1000);
	const homes = listings + vacancies;
	const communes = Math.max(4, Math.round(Math.sqrt(listings) / 4));
	const x = Array.from({ length: communes }, random);
	const y = Array.from({ length: communes }, random);
	const nearby = x.map((_, a) => {
		const distance = (b: number) => (x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2;
		return Array.from({ length: communes }, (_, b) => b).sort((b, c) => distance(b) - distance(c));
	});
	// A few communes hold most of the stock.
	const attraction = x.map(() => random() ** 3 + 0.02);
	const drawCommune = drawer(attraction, random);
	const drawRooms = drawer(ROOM_SHARES, random);

	const commune = new Int32Array(homes);
	const rooms = new Int8Array(homes);
	const rent = new Float32Array(homes);
	const isReachable = new Uint8Array(homes);
	const cells = Array.from({ length: communes * (LARGEST_ROOMS + 1) }, (): number[] => []);
	for (let home = 0; home < homes; home++) {
		commune[home] = drawCommune();
		rooms[home] = 1 + drawRooms();
		rent[home] = (150 + 95 * rooms[home]!) * (0.75 + 0.5 * random());
		isReachable[home] = random() < 0.55 ? 1 : 0;
		cells[commune[home]! * (LARGEST_ROOMS + 1) + rooms[home]!]!.push(home);
	}

	const arcs = arcList(listings * homesEach);
	const candidates: number[] = [];
	for (let household = 0; household < listings; household++) {
		const whim = random();
		const step = whim < WANTS_MORE ? 1 : whim < WANTS_MORE + WANTS_FEWER ? -1 : 0;
		const wanted = Math.min(LARGEST_ROOMS, Math.max(1, rooms[household]! + step));
		const flexible = wanted < LARGEST_ROOMS && random() < 0.3 ? wanted + 1 : wanted;
		const around = random() < 0.7 ? commune[household]! : drawCommune();
		const width = 1 + Math.floor(random() * Math.min(12, communes));
		const budget = (150 + 95 * wanted) * (0.85 + 0.45 * random());
		const needsAccess = random() < 0.15;
		const priority = random() < 0.15 ? 300 : Math.floor(random() * 100);
		candidates.length = 0;
		for (let i = 0; i < width; i++) {
			for (let size = wanted; size <= flexible; size++) {
				for (const home of cells[nearby[around]![i]! * (LARGEST_ROOMS + 1) + size]!) {
					if (home !== household && rent[home]! <= budget && (!needsAccess || isReachable[home])) candidates.push(home);
				}
			}
		}
		const kept = Math.min(homesEach, candidates.length);
		for (let i = 0; i < kept; i++) {
			const j = i + Math.floor(random() * (candidates.length - i));
			const home = candidates[j]!;
			candidates[j] = candidates[i]!;
			candidates[i] = home;
			const comfort = Math.floor((200 * (budget - rent[home]!)) / budget) + Math.floor(random() * 200);
			pushArc(arcs, home, household, 100 + priority + comfort);
		}
	}
	return poolFromArcs(
		{ households: listings, vacancies, levels: [{ name: 'worth', kind: 'sum' }] },
		{ count: arcs.count, from: arcs.from, to: arcs.to, numbers: [arcs.weight] }
	);
}

/** Draws indexes in proportion to weights. */
function drawer(weights: readonly number[], random: () => number): () => number {
	const sums: number[] = [];
	let total = 0;
	for (const weight of weights) sums.push((total += weight));
	return () => {
		const drawn = random() * total;
		let low = 0;
		let high = sums.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (sums[middle]! > drawn) high = middle;
			else low = middle + 1;
		}
		return low;
	};
}
