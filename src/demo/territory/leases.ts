/** The lease a household lives under, and its demand in the national register. */
import { addDays, type Day } from '#domain/calendar.ts';
import type { CurrentLease, LeaseKind, UniqueNumber } from '#domain/households/household.ts';
import demand from '../data/demand.json' with { type: 'json' };
import { classesFrom } from './chances.ts';
import type { DrawnDwelling } from './dwellings.ts';
import type { DrawnPersons } from './persons.ts';
import { idOf, streams, type Random } from './random.ts';
import type { LeaseRow } from './rows.ts';

const situations = demand.situations.values;
const yearsInPlace = classesFrom(demand.yearsInTheDwelling.values, 38);
const yearsWaiting = classesFrom(demand.waiting.values, 9);

const otherLeases: readonly LeaseKind[] = ['precarious', 'jobTied', 'association', 'shared', 'specialUnit'];

/** The later of two days. */
export const latest = (a: Day, b: Day): Day => (a > b ? a : b);

/** What the household knows of its lease. */
export const leaseTerms = ({ id: _id, number: _number, householdId: _householdId, ...terms }: LeaseRow): CurrentLease =>
	terms;

/** Draws the lease of a dwelling; a special unit becomes one in the sheet of the dwelling too. */
export function drawLease(
	seed: number,
	number: number,
	householdId: string,
	{ dwelling, estate, rent }: DrawnDwelling,
	drawn: DrawnPersons,
	today: Day,
	random: Random
): LeaseRow {
	// Nobody signs before nineteen, nor before the building stands.
	const years = Math.min(yearsInPlace(random.unit()), drawn.ages[0]! - 19);
	const drawnDay = addDays(today, -Math.max(120, Math.floor(years * 365.25)));
	const since = latest(drawnDay, `${estate.builtIn + 1}-01-15`);
	const kind = random.chance(situations.otherLease) ? random.one(otherLeases) : 'ordinary';
	if (kind === 'specialUnit') dwelling.blockers.push('specialUnit');
	// Older leases rose with the index, a little less than the rents asked from newcomers.
	const principalRent = Math.round(rent * (1 - Math.min(0.09, years * 0.004)) * 100) / 100;
	return {
		id: idOf(seed, streams.lease, number),
		number: `B${since.slice(0, 4)}-${String(number + 1).padStart(6, '0')}`,
		householdId,
		dwellingId: dwelling.id,
		organismId: dwelling.organismId,
		kind,
		since,
		principalRent,
		annexRent: dwelling.annexRent,
		charges: dwelling.charges,
		noticeGiven: random.chance(situations.noticeGiven),
		hasLitigation: random.chance(situations.litigation),
		isMainResidence: random.chance(92) ? true : null,
		disabledOccupantLeft: dwelling.accessibility === 'adapted' && drawn.accessNeeds.length === 0 ? true : null,
		isInsured: random.chance(90) ? true : null,
		hasDutyBreach: random.chance(situations.dutyBreach),
		recordedOn: addDays(today, -random.between(1, 60))
	};
}

/** What admission asks: the demand of the national register, the right of residence, other homes. */
export function drawAdmission(number: number, lease: LeaseRow, today: Day, random: Random) {
	const uniqueNumber = drawUniqueNumber(number, lease.since, today, random);
	const owns = random.unit() * 100;
	return {
		uniqueNumber,
		hasNoUniqueNumber: uniqueNumber === null,
		hasRightOfResidence: random.chance(situations.residenceNotChecked) ? null : true,
		ownsSuitableDwelling: owns < situations.ownsADwelling ? true : owns < 4 ? null : false,
		hasDalo: random.chance(situations.dalo)
	};
}

/** Never the number of anybody: « 999 » is the code of no territory. The rest follows the shape seen on attestations. */
export function inventedNumber(number: number, depositedOn: Day): string {
	const sequence = String(number % 1_000_000).padStart(6, '0');
	return `999${depositedOn.slice(5, 7)}${depositedOn.slice(2, 4)}${sequence}G9999`;
}

function drawUniqueNumber(number: number, since: Day, today: Day, random: Random): UniqueNumber | null {
	const aim = random.unit() * 100;
	const { noUniqueNumber, expiredNumber, expiringNumber } = situations;
	if (aim < noUniqueNumber) return null;
	const years = Math.floor(yearsWaiting(random.unit()));
	// Days left until the number must be renewed: past, within the month of the notice, or later in the year.
	const left =
		aim < noUniqueNumber + expiredNumber
			? -random.between(1, 200)
			: aim < noUniqueNumber + expiredNumber + expiringNumber
				? random.between(1, 29)
				: random.between(31, 365);
	const validUntil = addDays(today, left);
	// Renewed every year from the day of deposit.
	let deposited = 365;
	while (deposited < 365 * (years + 1) && addDays(validUntil, -(deposited + 365)) > since) deposited += 365;
	const firstDepositedOn = addDays(validUntil, -deposited);
	if (firstDepositedOn > since)
		return { number: inventedNumber(number, firstDepositedOn), firstDepositedOn, validUntil };
	// A demand to move comes after moving in: who moved in less than a year ago asked soon after, and has not renewed yet.
	const asked = addDays(since, 20);
	return { number: inventedNumber(number, asked), firstDepositedOn: asked, validUntil: addDays(asked, 365) };
}
