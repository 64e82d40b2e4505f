/** The persons of a household: ages that hold together, names, and what they need to reach their door. */
import type { Day } from '#domain/calendar.ts';
import type { AccessNeed } from '#domain/households/household.ts';
import demand from '../data/demand.json' with { type: 'json' };
import { chancesOf, pick } from './chances.ts';
import { familyNames, feminineNames, masculineNames, type Name } from './names.ts';
import { childrenOf, type HouseholdKind, type Profile } from './profiles.ts';
import { idOf, streams, type Random } from './random.ts';
import type { PersonRow } from './rows.ts';

export type DrawnPersons = {
	persons: PersonRow[];
	ages: number[];
	isCouple: boolean;
	holder: { first: Name; last: Name };
	/** Second lease holder, when the partner is one. */
	coHolder: { first: Name; last: Name } | null;
	accessNeeds: AccessNeed[];
	receivesAah: boolean;
	receivesAeeh: boolean;
};

/** A birth date of somebody of this age, in completed years, on a day. */
export function bornAtAge(age: number, monthAndDay: string, today: Day): Day {
	const birthdayPassed = monthAndDay <= today.slice(5);
	return `${Number(today.slice(0, 4)) - age - (birthdayPassed ? 0 : 1)}-${monthAndDay}`;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

const { holders, aloneWithChildrenAmongThem } = demand.womenHolders.values;
const motherShare = (holders * aloneWithChildrenAmongThem) / 100;
const womanPercent: Record<'singleParent' | 'anyOther', number> = {
	singleParent: (100 * motherShare) / demand.householdKinds.values.singleParent,
	anyOther: (100 * (holders - motherShare)) / (100 - demand.householdKinds.values.singleParent)
};

const accessByMotive = {
	disability: chancesOf<AccessNeed[]>(
		[
			['stepFree', 'adaptedBathroom', 'wheelchair'],
			['lift', 'adaptedBathroom'],
			['stepFree'],
			['groundFloor'],
			['adaptedBathroom']
		],
		[30, 30, 15, 15, 10]
	),
	health: chancesOf<AccessNeed[]>(
		[['lift'], ['groundFloor'], ['lift', 'adaptedBathroom'], ['stepFree'], []],
		[45, 15, 10, 8, 22]
	)
};

function drawAccessNeeds(profile: Profile, random: Random): AccessNeed[] {
	if (profile.motive === 'disability' || profile.motive === 'health')
		return [...pick(accessByMotive[profile.motive], random.unit())];
	const percent = profile.ageClass === 70 ? 20 : 1.5;
	return random.chance(percent) ? ['lift'] : [];
}

/** Ages of the children, the eldest first: at most 18 years below the younger parent, at least 44 when it can be. */
function drawChildren(count: number, youngerParent: number, random: Random): number[] {
	const most = Math.max(0, Math.min(23, youngerParent - 19));
	const least = Math.max(0, youngerParent - 44);
	return Array.from({ length: count }, () =>
		least <= most ? random.between(least, most) : random.between(least, least + 3)
	).sort((a, b) => b - a);
}

function drawHolderAge(profile: Profile, random: Random): number {
	if (profile.ageClass === 70) return 70 + Math.floor(22 * Math.min(random.unit(), random.unit()));
	if (profile.ageClass === 18) return random.between(20 + Math.min(childrenOf(profile.kind, profile.size), 5), 29);
	return random.between(profile.ageClass, profile.ageClass + 9);
}

const sizeFrom = (size: number, random: Random) =>
	size < 6 ? size : 6 + pick(chancesOf([0, 1, 2], [70, 22, 8]), random.unit());

const isParent = (kind: HouseholdKind) => kind === 'singleParent' || kind === 'coupleWithChildren';

/** Draws the persons of a listing; `number` is the number of the listing. */
export function drawPersons(seed: number, number: number, profile: Profile, today: Day, random: Random): DrawnPersons {
	const { kind, motive } = profile;
	const size = sizeFrom(profile.size, random);
	const isCouple = kind === 'couple' || kind === 'coupleWithChildren';
	const holderIsWoman = random.chance(womanPercent[kind === 'singleParent' ? 'singleParent' : 'anyOther']);
	const partnerIsWoman = random.chance(4) ? holderIsWoman : !holderIsWoman;
	const given = (isWoman: boolean) => random.one(isWoman ? feminineNames : masculineNames);
	const last = random.one(familyNames);
	const holderAge = drawHolderAge(profile, random);
	const persons: PersonRow[] = [];
	const ages: number[] = [];
	const add = (role: PersonRow['role'], age: number, first: Name, lastName: Name, more?: Partial<PersonRow>) => {
		persons.push({
			id: idOf(seed, streams.person, number * 10 + persons.length),
			firstName: first.text,
			lastName: lastName.text,
			birthDate: bornAtAge(age, `${twoDigits(random.between(1, 12))}-${twoDigits(random.between(1, 28))}`, today),
			role,
			hasDisabilityCard: false,
			isCeilingDependant: null,
			isAplDependant: null,
			...more
		});
		ages.push(age);
	};

	const holder = { first: given(holderIsWoman), last };
	add('holder', holderAge, holder.first, holder.last);
	let coHolder: DrawnPersons['coHolder'] = null;
	let youngerParent = holderAge;
	if (isCouple) {
		const least = 20 + Math.min(childrenOf(kind, size), 5);
		const partnerAge = Math.max(least, holderAge + random.between(-6, 6));
		youngerParent = Math.min(holderAge, partnerAge);
		const partner = { first: given(partnerIsWoman), last: random.chance(60) ? last : random.one(familyNames) };
		// Partners not married and absent from the lease are the exception.
		if (random.chance(85)) coHolder = partner;
		add(coHolder ? 'coHolder' : 'partner', partnerAge, partner.first, partner.last);
	}
	if (isParent(kind)) {
		const separated = motive === 'separation';
		const alternating = kind === 'singleParent' && random.chance(separated ? 30 : 6);
		const visiting = separated && !alternating && random.chance(15);
		const custody = alternating ? 'alternating' : visiting ? 'visiting' : 'full';
		for (const age of drawChildren(size - persons.length, youngerParent, random))
			add('child', age, given(random.chance(50)), last, { custody });
	}
	if (kind === 'other') {
		const withAscendant = holderAge <= 62 && random.chance(40);
		for (let i = 1; i < size; i++) {
			if (i === 1 && withAscendant)
				add('ascendant', holderAge + random.between(20, 32), given(random.chance(65)), last);
			else
				add(
					'other',
					random.between(20, 66),
					given(random.chance(50)),
					random.chance(50) ? last : random.one(familyNames)
				);
		}
	}

	const cardPercent = motive === 'disability' ? 85 : motive === 'health' ? 12 : profile.ageClass === 70 ? 8 : 2.5;
	let receivesAah = false;
	let receivesAeeh = false;
	if (random.chance(cardPercent)) {
		const youngest = persons.length - 1;
		const forChild = persons[youngest]!.role === 'child' && ages[youngest]! < 20 && random.chance(50);
		const place = forChild ? youngest : isCouple && random.chance(40) ? 1 : 0;
		persons[place]!.hasDisabilityCard = true;
		receivesAeeh = forChild && random.chance(70);
		receivesAah = !forChild && ages[place]! < 62 && random.chance(60);
	}
	return {
		persons,
		ages,
		isCouple,
		holder,
		coHolder,
		accessNeeds: drawAccessNeeds(profile, random),
		receivesAah,
		receivesAeeh
	};
}
