/** What a household looks for: what it requires, and what would please it. */
import { addDays, type Day } from '#domain/calendar.ts';
import { typologies } from '#domain/dwellings/dwelling.ts';
import type { MoveMotive, Need, Wish } from '#domain/needs/need.ts';
import demand from '../data/demand.json' with { type: 'json' };
import stock from '../data/stock.json' with { type: 'json' };
import { chancesFrom, pick } from './chances.ts';
import type { DrawnPersons } from './persons.ts';
import { isCramped, type Profile } from './profiles.ts';
import type { Random } from './random.ts';
import type { DwellingRow } from './rows.ts';

const chainLengths = chancesFrom(demand.chainLength.values);

/**
 * Draws the need of a household.
 *
 * @param residualBill what its present home costs once the aids are taken off, €/month
 * @param communes the communes it accepts, the preferred one first
 */
export function drawNeed(
	profile: Profile,
	drawn: DrawnPersons,
	dwelling: DwellingRow,
	residualBill: number,
	communes: string[],
	today: Day,
	random: Random
): Need {
	const { change, kind, size, rooms, motive } = profile;
	const wanted = rooms + change;
	let minRooms = wanted;
	let maxRooms = wanted;
	if (change >= 0 && wanted < 6 && wanted <= size && random.chance(30)) maxRooms = wanted + 1;
	if (change < 0 && wanted > 1 && !isCramped(kind, size, wanted - 1) && random.chance(20)) minRooms = wanted - 1;
	const mustNotClimb = drawn.accessNeeds.some((need) => need !== 'adaptedBathroom');
	const canClimbOne = drawn.accessNeeds.length === 1 && drawn.accessNeeds[0] === 'lift' && random.chance(35);
	return {
		minRooms,
		maxRooms,
		communes,
		maxResidualBill: drawLimit(motive, change, residualBill, random),
		minArea: drawLeastArea(change, minRooms, dwelling.area, random),
		maxFloorWithoutLift: mustNotClimb ? (canClimbOne ? 1 : 0) : random.chance(20) ? random.between(2, 4) : null,
		wishes: drawWishes(profile, drawn, communes, random),
		maxHouseholds: Number(pick(chainLengths, random.unit())) as Need['maxHouseholds'],
		notBefore: random.chance(8) ? addDays(today, random.between(30, 150)) : null
	};
}

/**
 * The limit people state, in tens of euros: below today's bill for those who find it too high or want a smaller home, a
 * little above for as large a home, more for a larger one. One in five states none.
 */
function drawLimit(motive: MoveMotive, change: number, residualBill: number, random: Random): number | null {
	const tens = (amount: number) => Math.max(120, Math.floor(amount / 10) * 10);
	const unit = random.unit();
	if (motive === 'tooExpensive') return tens(residualBill * (0.8 + 0.15 * unit));
	if (random.chance(20)) return null;
	return tens(residualBill * (change > 0 ? 1.15 + 0.35 * unit : change === 0 ? 1.02 + 0.18 * unit : 0.85 + 0.2 * unit));
}

/** The least area people state, never above what homes of that size usually have: more than today, or hardly less. */
function drawLeastArea(change: number, minRooms: number, area: number, random: Random): number | null {
	const usual = stock.area.values[typologies[minRooms - 1]!].mean;
	if (change > 0 && random.chance(60)) return Math.min(area + random.between(3, 10), usual);
	if (change === 0 && random.chance(60)) return Math.min(area - random.between(0, 6), usual);
	if (change < 0 && random.chance(25)) return usual - random.between(0, 6);
	return null;
}

function drawWishes(profile: Profile, drawn: DrawnPersons, communes: string[], random: Random): Wish[] {
	const { motive, change, ageClass } = profile;
	const wishes: Wish[] = [];
	if (communes.length > 1 && random.chance(50)) wishes.push({ kind: 'commune', value: communes[0]! });
	if (drawn.accessNeeds.includes('lift') || random.chance(ageClass >= 60 ? 45 : 15)) wishes.push({ kind: 'lift' });
	if (drawn.accessNeeds.includes('groundFloor') || random.chance(5)) wishes.push({ kind: 'groundFloor' });
	else if (random.chance(8)) wishes.push({ kind: 'highFloor' });
	if (motive === 'tooExpensive' || change < 0 || random.chance(15)) wishes.push({ kind: 'lowerBill' });
	if (change > 0 && random.chance(40)) wishes.push({ kind: 'moreArea' });
	if (random.chance(25)) wishes.push({ kind: 'goodEnergyClass' });
	return wishes;
}
