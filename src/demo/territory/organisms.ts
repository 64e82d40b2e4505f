/** The organisms, all invented: eight of Cergy-Pontoise, known by their constants, and further ones for larger territories. */
import type { MemberCapacity } from '#domain/commissions/member.ts';
import type { OrganismKind, StaffRole } from '#domain/organisms/organism.ts';
import stock from '../data/stock.json' with { type: 'json' };
import { chancesOf, pick, type Chances } from './chances.ts';
import { kilometres, stockWeights, type Size } from './geography.ts';
import {
	emailOf,
	familyNames,
	feminineNames,
	furtherOrganism,
	landlineOf,
	masculineNames,
	mobileOf,
	plainForm
} from './names.ts';
import { evenUnits, idOf, randomFor, streams, type Random } from './random.ts';
import type { AccountRow, CommitteeMemberRow, CommuneRow, OrganismRow } from './rows.ts';

/**
 * An identifier that no seed changes, readable in a log: « ca57 » (cast), a family of things, a number. Both stand in its
 * first digits, which name an annonce among people.
 */
export const fixedId = (family: number, number: number) =>
	`ca57${family.toString(16)}${String(number).padStart(3, '0')}-0000-8000-8000-${String(number).padStart(12, '0')}`;

const first = (place: number, name: string, kind: OrganismKind, sharePercent: number) => ({
	id: fixedId(1, place),
	name,
	kind,
	sharePercent
});

/** The eight organisms of Cergy-Pontoise. Shares of the stock: an estimate, one dominant pair and a long tail. */
export const firstOrganisms = {
	hautil: first(1, 'Hautil Habitat', 'OPH', 24),
	troisBoucles: first(2, 'Les Trois Boucles Habitat', 'ESH', 20),
	viosne: first(3, 'Logis de la Viosne', 'ESH', 15),
	belleHeure: first(4, 'Belle-Heure Résidences', 'ESH', 12),
	impressionnistes: first(5, 'Coop des Impressionnistes', 'COOP', 10),
	quatreRives: first(6, 'Quatre Rives Logement', 'SEM', 8),
	toitsPartages: first(7, 'Toits Partagés du Vexin', 'ESH', 6),
	passerelle: first(8, 'Passerelle Solidaire Habitat', 'OTHER', 5)
} as const;
export type FirstOrganism = keyof typeof firstOrganisms;

/** The one territory of a generation. */
export const territoryId = fixedId(9, 1);

/** The domain of the addresses of an organism, in the reserved domain `.test`. */
export const domainOf = (name: string) => `${plainForm(name)}.exemple.test`;

function organismRow(id: string, name: string, kind: OrganismKind, number: number): OrganismRow {
	return {
		id,
		territoryId,
		name,
		kind,
		phone: landlineOf(1000 + number),
		email: `contact@${domainOf(name)}`,
		openingHours: 'Du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h',
		quorum: 3,
		allowsExchangeAlone: true
	};
}

export type OrganismShares = {
	rows: OrganismRow[];
	/** Who owns the estates of a commune: shares of the stock, the nearer organisms more often. */
	at(commune: CommuneRow): Chances<OrganismRow>;
};

/** The organisms of a size with where they are. */
export function drawOrganisms(seed: number, size: Size, communes: readonly CommuneRow[]): OrganismShares {
	const count = stock.organisms.values[size];
	const random = randomFor(seed, streams.organism, 0);
	const cergy = communes.find(({ insee }) => insee === '95127')!;
	const homes = chancesOf(communes, stockWeights(communes));
	const homeUnits = evenUnits(count, random);
	const organisms = Array.from({ length: count }, (_, place) => {
		const known = Object.values(firstOrganisms)[place];
		if (known)
			return { row: organismRow(known.id, known.name, known.kind, place), share: known.sharePercent, home: cergy };
		const { name, kind } = furtherOrganism(place - 8);
		const row = organismRow(idOf(seed, streams.organism, place), name, kind, place);
		// A long tail: the ninth owns about as much as the fourth of the first eight, the hundredth ten times less.
		return { row, share: 120 / (place + 2), home: pick(homes, homeUnits[place]!) };
	});
	const known = new Map<string, Chances<OrganismRow>>();
	return {
		rows: organisms.map(({ row }) => row),
		at(commune) {
			let chances = known.get(commune.insee);
			if (!chances) {
				// An organism is present some fifteen kilometres around its home, and here and there farther.
				const weights = organisms.map(({ share, home }) => share / (1 + (kilometres(home, commune) / 15) ** 2));
				chances = chancesOf(
					organisms.map(({ row }) => row),
					weights
				);
				known.set(commune.insee, chances);
			}
			return chances;
		}
	};
}

/** The roles of the people of an organism beyond the first of each role, who are known by name in the cast. */
export function drawStaff(
	seed: number,
	organism: OrganismRow,
	place: number,
	roles: readonly StaffRole[]
): AccountRow[] {
	return roles.map((staffRole, i) => {
		const number = place * 16 + i;
		const random = randomFor(seed, streams.staff, number);
		const person = drawName(random);
		return {
			id: idOf(seed, streams.staff, number),
			kind: 'staff',
			organismId: organism.id,
			staffRole,
			firstName: person.first.text,
			lastName: person.last.text,
			// The number keeps addresses different when names are alike.
			email: emailOf(person.first, person.last, domainOf(organism.name)).replace('@', `.${i + 1}@`),
			phone: mobileOf(random.below(10000))
		};
	});
}

const drawName = (random: Random) => ({
	first: random.one(random.chance(55) ? feminineNames : masculineNames),
	last: random.one(familyNames)
});

/** Who sits beside the mayors (CCH L.441-2): six members elected by the board, one of them for the tenants, the prefect, the EPCI. */
const seats: readonly { capacity: MemberCapacity; isVoting: boolean }[] = [
	{ capacity: 'boardMember', isVoting: true },
	{ capacity: 'boardMember', isVoting: true },
	{ capacity: 'boardMember', isVoting: true },
	{ capacity: 'boardMember', isVoting: true },
	{ capacity: 'boardMember', isVoting: true },
	{ capacity: 'tenantRepresentative', isVoting: true },
	{ capacity: 'prefect', isVoting: true },
	{ capacity: 'epciPresident', isVoting: true },
	{ capacity: 'socialEngineering', isVoting: false }
];

const nameFrom = (random: Random): string => {
	const { first, last } = drawName(random);
	return `${first.text} ${last.text}`;
};

/**
 * The members of the commission of an organism, with the mayor of each commune where it has dwellings: one person, who sits
 * in the commissions of all its organisms.
 *
 * @param communes all those of the territory, in their order
 * @param places INSEE codes of the communes where the organism has dwellings
 */
export function drawCommittee(
	seed: number,
	organism: OrganismRow,
	place: number,
	communes: readonly CommuneRow[],
	places: ReadonlySet<string>
): CommitteeMemberRow[] {
	const others = seats.map((seat, i) => {
		const number = place * 16 + i;
		const name = nameFrom(randomFor(seed, streams.member, number));
		return { id: idOf(seed, streams.member, number), organismId: organism.id, name, commune: null, ...seat };
	});
	const mayors = communes.flatMap(({ insee }, i): CommitteeMemberRow[] => {
		if (!places.has(insee)) return [];
		const id = idOf(seed, streams.mayor, place * communes.length + i);
		const name = nameFrom(randomFor(seed, streams.mayor, i));
		return [{ id, organismId: organism.id, name, capacity: 'mayor', commune: insee, isVoting: true }];
	});
	return [...others, ...mayors];
}
