import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addDays, ageAt, daysBetween } from '#domain/calendar.ts';
import { typologieOf } from '#domain/dwellings/dwelling.ts';
import demand from '../data/demand.json' with { type: 'json' };
import stock from '../data/stock.json' with { type: 'json' };
import { villagesOfTheCast } from './geography.ts';
import { collectTerritory, generateTerritory, listingsOf, vacanciesOf, type TerritoryRequest } from './generate.ts';
import { leavingMotives } from './listings.ts';
import { feminineNames } from './names.ts';
import { childrenOf, isCramped, type HouseholdKind } from './profiles.ts';
import type { HouseholdRow } from './rows.ts';

const today = '2026-11-21';

function hashOf(request: TerritoryRequest): string {
	const hash = createHash('sha256');
	for (const batch of generateTerritory(request)) hash.update(JSON.stringify(batch));
	return hash.digest('hex');
}

describe.each(['XS', 'S'] as const)('a territory of size %s', (size) => {
	test('is the same, byte for byte, for the same seed', () => {
		expect(hashOf({ size, seed: 42, today })).toBe(hashOf({ size, seed: 42, today }));
	});

	test('is the same when another one is drawn in between', () => {
		const steps = generateTerritory({ size, seed: 42, today });
		const hash = createHash('sha256');
		for (let step = steps.next(); !step.done; step = steps.next()) {
			hash.update(JSON.stringify(step.value));
			if (step.value.kind === 'estates') hashOf({ size: 'XS', seed: 7, today });
		}
		expect(hash.digest('hex')).toBe(hashOf({ size, seed: 42, today }));
	});

	test('is another one for another seed, another day or another imbalance', () => {
		const hashes = [
			hashOf({ size, seed: 42, today }),
			hashOf({ size, seed: 43, today }),
			hashOf({ size, seed: 42 + 2 ** 32, today }),
			hashOf({ size, seed: 42, today: '2026-11-22' }),
			hashOf({ size, seed: 42, today, imbalance: 5.5 })
		];
		expect(new Set(hashes).size).toBe(5);
	});
});

test.each([
	['a seed that is no whole number', { seed: 1.5, today }],
	['a day not written as one', { seed: 1, today: '21/11/2026' }],
	['a day before the figures', { seed: 1, today: '2019-01-01' }]
])('%s is refused', (_, wrong) => {
	expect(() => [...generateTerritory({ size: 'XS', ...wrong })]).toThrow(RangeError);
});

test.each(['XS', 'S', 'M'] as const)(
	'the size %s has the announced listings, vacancies and one account per lease holder',
	(size) => {
		const territory = collectTerritory({ size, seed: 42, today });
		expect(territory.listings).toHaveLength(listingsOf[size]);
		expect(territory.dwellings.filter(({ startsChains }) => startsChains)).toHaveLength(vacanciesOf(size));
		expect(vacanciesOf(size)).toBeGreaterThanOrEqual(4);
		const holders = territory.households
			.flatMap(({ persons }) => persons)
			.filter(({ role }) => role === 'holder' || role === 'coHolder');
		expect(territory.accounts.filter(({ kind }) => kind === 'tenant')).toHaveLength(holders.length);
	}
);

test('a row only refers to rows already given, so that it can be written at once', () => {
	const given = new Set<string>();
	const check = (id: string) => expect(given.has(id), id).toBe(true);
	for (const batch of generateTerritory({ size: 'S', seed: 3, today })) {
		if (batch.kind === 'organisms') batch.rows.forEach(({ territoryId }) => check(territoryId));
		if (batch.kind === 'committeeMembers')
			batch.rows.forEach(({ organismId, commune }) => [organismId, ...(commune ? [commune] : [])].forEach(check));
		if (batch.kind === 'estates') batch.rows.forEach((row) => [row.organismId, row.commune].forEach(check));
		if (batch.kind === 'dwellings')
			batch.rows.forEach((row) => [row.organismId, row.estateId, row.commune].forEach(check));
		if (batch.kind === 'addresses') batch.rows.forEach((row) => [row.dwellingId, row.organismId].forEach(check));
		if (batch.kind === 'households') batch.rows.forEach((row) => [row.organismId, row.lease.dwellingId].forEach(check));
		if (batch.kind === 'leases' || batch.kind === 'listings')
			batch.rows.forEach((row) => [row.dwellingId, row.householdId, row.organismId].forEach(check));
		if (batch.kind === 'accounts')
			for (const row of batch.rows)
				if (row.kind !== 'helper')
					check(row.kind === 'tenant' ? row.householdId : row.kind === 'staff' ? row.organismId : row.territoryId);
		if (batch.kind === 'mandates') batch.rows.forEach((row) => [row.householdId, row.accountId].forEach(check));
		for (const row of batch.rows) given.add('insee' in row ? row.insee : 'id' in row ? row.id : row.dwellingId);
	}
});

describe.each([
	['S', 42],
	['M', 7]
] as const)('in a territory of size %s and seed %i', (size, seed) => {
	const territory = collectTerritory({ size, seed, today });
	const dwellings = new Map(territory.dwellings.map((row) => [row.id, row]));
	const households = new Map(territory.households.map((row) => [row.id, row]));
	const estates = new Map(territory.estates.map((row) => [row.id, row]));
	const homeOf = ({ lease }: HouseholdRow) => dwellings.get(lease.dwellingId)!;

	const kindOf = ({ persons, isCouple }: HouseholdRow): HouseholdKind => {
		if (persons.some(({ role }) => role === 'child')) return isCouple ? 'coupleWithChildren' : 'singleParent';
		if (isCouple) return 'couple';
		return persons.length === 1 ? 'single' : 'other';
	};

	test('no identifier, address, reference, lease number, unique number or e-mail is given twice', () => {
		const all = [
			territory.dwellings.map(({ id }) => id),
			territory.households.map(({ id }) => id),
			territory.households.flatMap(({ persons }) => persons.map(({ id }) => id)),
			territory.listings.map(({ id }) => id),
			territory.listings.map(({ householdId }) => householdId),
			territory.listings.map(({ dwellingId }) => dwellingId),
			territory.leases.map(({ number }) => number),
			territory.addresses.map(({ dwellingId }) => dwellingId),
			territory.addresses.map(({ reference }) => reference),
			territory.addresses.map(({ street, postalCode, door }) => `${street} ${postalCode} ${door}`),
			territory.households.flatMap(({ uniqueNumber }) => uniqueNumber?.number ?? []),
			territory.accounts.map(({ email }) => email),
			territory.accounts.map(({ id }) => id),
			territory.organisms.map(({ name }) => name),
			territory.committeeMembers.map(({ id }) => id)
		];
		for (const values of all) expect(new Set(values).size).toBe(values.length);
	});

	test('the mayor of each commune where an organism has dwellings sits in its commission, once', () => {
		const placeOf = ({ organismId, commune }: { organismId: string; commune: string | null }) =>
			`${organismId} ${commune}`;
		const mayors = territory.committeeMembers.filter(({ capacity }) => capacity === 'mayor');
		expect(mayors.map(placeOf).sort()).toEqual([...new Set(territory.estates.map(placeOf))].sort());
	});

	test('each occupied dwelling has exactly one lease, each vacant one none', () => {
		const leased = territory.leases.map(({ dwellingId }) => dwellingId).sort();
		const occupied = territory.dwellings.filter(({ vacantFrom }) => vacantFrom === null).map(({ id }) => id);
		expect(leased).toEqual(occupied.sort());
		expect(territory.addresses).toHaveLength(territory.dwellings.length);
	});

	test('household, lease, listing, dwelling and estate say the same organism and place', () => {
		for (const lease of territory.leases) {
			const dwelling = dwellings.get(lease.dwellingId)!;
			const household = households.get(lease.householdId)!;
			const { id: _id, number: _number, householdId: _householdId, ...terms } = lease;
			expect(household.lease).toEqual(terms);
			expect([lease.organismId, household.organismId]).toEqual([dwelling.organismId, dwelling.organismId]);
		}
		for (const dwelling of territory.dwellings) {
			const { organismId, commune } = estates.get(dwelling.estateId)!;
			expect([dwelling.organismId, dwelling.commune]).toEqual([organismId, commune]);
		}
	});

	test('every child is at least eighteen years younger than its parents, every ascendant older', () => {
		for (const { persons } of territory.households) {
			const parents = persons.filter(({ role }) => role === 'holder' || role === 'coHolder' || role === 'partner');
			const youngest = Math.min(...parents.map(({ birthDate }) => ageAt(birthDate, today)));
			for (const { role, birthDate } of persons) {
				if (role === 'child') expect(youngest - ageAt(birthDate, today)).toBeGreaterThanOrEqual(18);
				if (role === 'ascendant') expect(ageAt(birthDate, today)).toBeGreaterThan(youngest + 18);
			}
		}
	});

	test('lease holders are adults, were when they signed, and nobody is born after today', () => {
		for (const { persons, lease } of territory.households) {
			expect(ageAt(persons[0]!.birthDate, lease.since)).toBeGreaterThanOrEqual(18);
			for (const { birthDate } of persons) expect(birthDate <= today).toBe(true);
		}
	});

	test('who says too small is cramped, who says too large has a room more than the law expects', () => {
		for (const { householdId, motive } of territory.listings) {
			const household = households.get(householdId)!;
			const { rooms } = homeOf(household);
			const { length } = household.persons;
			if (motive === 'tooSmall') expect(isCramped(kindOf(household), length, rooms)).toBe(true);
			if (motive === 'tooLarge') expect(rooms).toBeGreaterThan(length + 1);
		}
	});

	test('motives agree with the dwelling and the household that give them', () => {
		for (const { householdId, motive, need } of territory.listings) {
			const household = households.get(householdId)!;
			const home = homeOf(household);
			if (motive === 'indecent') expect(home.isDecent).toBe(false);
			if (motive === 'demolition') expect(home.blockers).toContain('demolition');
			if (motive === 'disability') expect(household.accessNeeds.length).toBeGreaterThan(0);
			if (motive === 'separation') expect(household.isCouple).toBe(false);
			if (motive === 'coupleForming') expect(household.isCouple).toBe(true);
			if (motive === 'childminder') expect(childrenOf(kindOf(household), household.persons.length)).toBeGreaterThan(0);
			if (leavingMotives.includes(motive)) expect(need.communes).not.toContain(home.commune);
		}
	});

	test('an adapted home in the exchange is one whose disabled occupant has left', () => {
		const adapted = [...households.values()].filter((household) => homeOf(household).accessibility === 'adapted');
		expect(adapted.length).toBeGreaterThan(0);
		expect(adapted.length / households.size).toBeLessThan(0.04);
		const isKept = ({ accessNeeds, lease }: (typeof adapted)[number]) =>
			accessNeeds.length > 0 || lease.disabledOccupantLeft === true;
		expect(adapted.filter((household) => !isKept(household))).toEqual([]);
	});

	test('who cannot climb does not live behind stairs that a lift serves, and asks for none', () => {
		const cannotClimb = territory.listings.filter(({ householdId }) =>
			households.get(householdId)!.accessNeeds.some((need) => need !== 'adaptedBathroom')
		);
		expect(cannotClimb.length).toBeGreaterThan(territory.listings.length / 20);
		const behindStairs = cannotClimb.filter(({ householdId }) => {
			const { hasLift, floor } = homeOf(households.get(householdId)!);
			return !hasLift && floor > 0;
		});
		expect(behindStairs.length / cannotClimb.length).toBeGreaterThan(0.9);
		for (const { need } of cannotClimb) expect(need.maxFloorWithoutLift).toBeLessThanOrEqual(1);
	});

	test('needs can be met: rooms in order, known communes, an area that homes of that size have', () => {
		const known = new Set(territory.communes.map(({ insee }) => insee));
		for (const { need } of territory.listings) {
			expect(need.minRooms).toBeGreaterThanOrEqual(1);
			expect(need.maxRooms).toBeGreaterThanOrEqual(need.minRooms);
			expect(need.maxRooms).toBeLessThanOrEqual(6);
			expect(need.communes.length).toBeGreaterThan(0);
			expect(need.communes.every((insee) => known.has(insee))).toBe(true);
			const { most } = stock.area.values[typologieOf(need.maxRooms)];
			if (need.minArea !== null) expect(need.minArea).toBeLessThan(most);
			if (need.notBefore !== null) expect(need.notBefore > today).toBe(true);
		}
	});

	test('nobody who wants a smaller home would be cramped there', () => {
		for (const { householdId, need } of territory.listings) {
			const household = households.get(householdId)!;
			if (need.maxRooms < homeOf(household).rooms)
				expect(isCramped(kindOf(household), household.persons.length, need.minRooms)).toBe(false);
		}
	});

	test('rent bills are plausible: rent per square metre, charges, and a bill near the one asked from a newcomer', () => {
		for (const lease of territory.leases) {
			const dwelling = dwellings.get(lease.dwellingId)!;
			const perSquareMetre = lease.principalRent / dwelling.area;
			expect(perSquareMetre).toBeGreaterThan(3.5);
			expect(perSquareMetre).toBeLessThan(16);
			expect(lease.charges / dwelling.area).toBeGreaterThan(0.6);
			expect(lease.charges / dwelling.area).toBeLessThan(5.2);
			if (dwelling.reletRent !== null) expect(lease.principalRent).toBeLessThanOrEqual(dwelling.reletRent + 0.01);
			expect(
				[lease.principalRent, lease.charges].every((amount) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6)
			).toBe(true);
		}
	});

	test('the base of the aids and the resources of the month agree with the tax income', () => {
		for (const { referenceTaxIncomes, aplResources, monthlyResources } of territory.households) {
			const lastYear = referenceTaxIncomes.find(({ year }) => year === 2025)?.amount.value;
			if (lastYear === undefined) continue;
			if (aplResources) {
				expect(aplResources.value).toBeGreaterThanOrEqual(lastYear);
				expect(aplResources.value).toBeLessThanOrEqual(lastYear * 1.03 + 1);
			}
			// Resources hold everything: never less than the income taxed, spread over twelve months.
			if (monthlyResources) expect(monthlyResources.value * 12).toBeGreaterThanOrEqual(lastYear - 12);
		}
	});

	test('dates are in order: lease, demand of the register, listing, today', () => {
		for (const { householdId, publishedOn } of territory.listings) {
			const { lease, uniqueNumber } = households.get(householdId)!;
			expect(lease.since < publishedOn && publishedOn <= today).toBe(true);
			if (!uniqueNumber) continue;
			expect(
				uniqueNumber.firstDepositedOn > lease.since && uniqueNumber.firstDepositedOn < uniqueNumber.validUntil
			).toBe(true);
			expect(uniqueNumber.firstDepositedOn <= today).toBe(true);
			expect(uniqueNumber.validUntil <= addDays(today, 366)).toBe(true);
			expect(uniqueNumber.number).toMatch(/^999\d{10}G9999$/);
		}
	});

	test('vacant dwellings can start chains: nothing keeps them out, and they are free about now', () => {
		for (const { vacantFrom, blockers, isDecent, startsChains } of territory.dwellings) {
			if (vacantFrom === null) continue;
			expect(startsChains).toBe(true);
			expect(blockers).toEqual([]);
			expect(isDecent).toBe(true);
			expect(Math.abs(daysBetween(today, vacantFrom))).toBeLessThanOrEqual(60);
		}
	});

	test('nothing drawn stands in the villages kept for the cast', () => {
		const drawn = territory.dwellings.filter(({ id }) => !id.startsWith('ca57'));
		expect(drawn.some(({ commune }) => villagesOfTheCast.includes(commune))).toBe(false);
	});

	test('no row says the sex, the nationality or the birthplace of anybody', () => {
		const fields = new Set(
			territory.households.flatMap(({ persons }) => persons.flatMap((person) => Object.keys(person)))
		);
		expect([...fields].sort()).toEqual(
			[
				'birthDate',
				'custody',
				'firstName',
				'hasDisabilityCard',
				'id',
				'isAplDependant',
				'isCeilingDependant',
				'lastName',
				'role'
			].sort()
		);
	});
});

test('the imbalance asked for is the one found', () => {
	for (const imbalance of [2, 3.5, 5.5] as const) {
		const { listings, dwellings } = collectTerritory({ size: 'M', seed: 1, today, imbalance });
		const rooms = new Map(dwellings.map((row) => [row.id, row.rooms]));
		const bigger = listings.filter(({ need, dwellingId }) => need.minRooms > rooms.get(dwellingId)!).length;
		const smaller = listings.filter(({ need, dwellingId }) => need.maxRooms < rooms.get(dwellingId)!).length;
		expect(Math.abs(bigger / smaller / imbalance - 1)).toBeLessThan(0.08);
	}
});

test('women hold their published share of the leases, and most of those of single parents', () => {
	const { households } = collectTerritory({ size: 'M', seed: 1, today });
	const women = new Set(feminineNames.map(({ text }) => text));
	const shareOfWomen = (rows: readonly HouseholdRow[]) =>
		(100 * rows.filter(({ persons }) => women.has(persons[0]!.firstName)).length) / rows.length;
	const alone = households.filter(({ isCouple, persons }) => !isCouple && persons.some(({ role }) => role === 'child'));
	const { holders, aloneWithChildrenAmongThem } = demand.womenHolders.values;
	expect(Math.abs(shareOfWomen(households) - holders)).toBeLessThan(2.5);
	const mothers = (shareOfWomen(alone) * alone.length) / (shareOfWomen(households) * households.length);
	expect(Math.abs(100 * mothers - aloneWithChildrenAmongThem)).toBeLessThan(2.5);
});

test('the largest size comes batch by batch, never more than some thousand rows at once', () => {
	let listings = 0;
	for (const { kind, rows } of generateTerritory({ size: 'XL', seed: 42, today })) {
		if (kind === 'listings') listings += rows.length;
		if (kind === 'households' || kind === 'listings') expect(rows.length).toBeLessThanOrEqual(2_000);
		if (listings > 6_000) break;
	}
	expect(listings).toBeGreaterThan(6_000);
});
