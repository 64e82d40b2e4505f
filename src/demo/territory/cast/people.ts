/**
 * The people of the demo, known by name and by constants that no seed changes. Everything here is invented.
 *
 * Four stories, each closed on itself: no home drawn by chance suits these households, so a run finds their moves
 * or none. A four-way chain over four organisms; a three-way one whose second household may decline, the two others then
 * changing places; a chain started by a vacant home; two neighbours who may exchange as of right.
 */
import type { GivenDuty, StaffRole } from '#domain/organisms/organism.ts';
import { emailOf, plainForm, type Name } from '../names.ts';
import { domainOf, firstOrganisms, fixedId, type FirstOrganism } from '../organisms.ts';

/** The families of things that have a fixed identifier. */
export const fixed = {
	estate: (number: number) => fixedId(2, number),
	dwelling: (number: number) => fixedId(3, number),
	household: (number: number) => fixedId(4, number),
	person: (number: number) => fixedId(5, number),
	listing: (number: number) => fixedId(6, number),
	lease: (number: number) => fixedId(7, number),
	account: (number: number) => fixedId(8, number),
	request: (number: number) => fixedId(10, number),
	mandate: (number: number) => fixedId(11, number),
	seat: (number: number) => fixedId(12, number)
} as const;

const name = (text: string): Name => ({ text, plain: plainForm(text) });

/** A lease holder with an account; the label, in French, says on the sign-in page who this is. */
const tenant = (number: number, first: string, last: string, account: number, label: string) => ({
	firstName: first,
	lastName: last,
	email: emailOf(name(first), name(last), 'exemple.test'),
	accountId: fixed.account(account),
	householdId: fixed.household(number),
	dwellingId: fixed.dwelling(number),
	listingId: fixed.listing(number),
	label
});

export type CastTenant = ReturnType<typeof tenant>;

/** Four households, four organisms, one possibility: each one's need is met by the home of the next and by no other. */
export const fourWay = {
	/** 78, alone in a T4 on the third floor without lift, Jouy-le-Moutier; looks for a T2 with a lift in Pontoise. */
	odette: tenant(
		1,
		'Odette',
		'Valcrain',
		1,
		'78 ans, seule dans un T4 à Jouy-le-Moutier, cherche un T2 avec ascenseur à Pontoise'
	),
	/** Wheelchair user and his wife, T2 with a lift too narrow, Pontoise; look for an adapted T3 in Vauréal. */
	henri: tenant(3, 'Henri', 'Plessandre', 5, 'en fauteuil roulant, T2 à Pontoise, cherche un T3 adapté à Vauréal'),
	/** Nurse, alone in the adapted T3 her father left, Vauréal; looks for a T2 near her work in Éragny, for less. */
	melanie: tenant(
		4,
		'Mélanie',
		'Tirouan',
		7,
		'seule dans un T3 adapté à Vauréal, cherche un T2 moins cher près de son travail, à Éragny'
	),
	/** Five in a T2, Éragny; look for a T4 in Jouy-le-Moutier. */
	fatou: tenant(2, 'Fatou', 'Sidibékar', 2, 'cinq dans un T2 à Éragny, cherche un T4 à Jouy-le-Moutier')
} as const;

/** Three households; if the second declines, the first and the third change places. */
export const threeWay = {
	/** Couple with a baby in a T2, Saint-Ouen-l'Aumône; a T3 in Osny or Courdimanche. */
	coralie: tenant(
		5,
		'Coralie',
		'Jolivard',
		9,
		'couple avec un bébé, T2 à Saint-Ouen-l’Aumône, cherche un T3 à Osny ou Courdimanche'
	),
	/** Mother with a daughter in a T3, Osny; a T3 in Courdimanche. */
	nadia: tenant(
		6,
		'Nadia',
		'Benkaldi',
		11,
		'mère et fille, T3 à Osny, cherche un T3 à Courdimanche ; son refus laisse un échange à deux'
	),
	/** Alone in a T3, Courdimanche; a T2 in Saint-Ouen-l'Aumône. */
	gerard: tenant(7, 'Gérard', 'Moulinasse', 12, 'seul dans un T3 à Courdimanche, cherche un T2 à Saint-Ouen-l’Aumône')
} as const;

/** A vacant T3 in Neuville-sur-Oise lets three households move one after the other. */
export const vacancyChain = {
	vacantDwellingId: fixed.dwelling(11),
	/** Couple with a child in a T2, Puiseux-Pontoise; takes the vacant T3. */
	thuy: tenant(8, 'Thuy', 'Hoangmai', 13, 'trois dans un T2 à Puiseux-Pontoise, cherche un T3 à Neuville-sur-Oise'),
	/** Alone in a T1, Boisemont; takes the T2 of Puiseux-Pontoise. */
	ismael: tenant(9, 'Ismaël', 'Fadigara', 15, 'seul dans un T1 à Boisemont, cherche un T2 à Puiseux-Pontoise'),
	/** Alone in a T2, Cergy; takes the T1 of Boisemont, next door to her son. */
	simone: tenant(10, 'Simone', 'Dupralon', 16, 'seule dans un T2 à Cergy, cherche un T1 à Boisemont, près de son fils')
} as const;

/**
 * Two households of one estate, in Puiseux-Pontoise: three children on one side, more area for them on the other. The
 * income of the family is above the ceiling, so only article 9 of the law of 6 July 1989 lets them change places.
 */
export const asOfRight = {
	/** Couple with three children in a T3; the T5 of the same estate. */
	aminata: tenant(
		12,
		'Aminata',
		'Coulindé',
		17,
		'cinq dans un T3 à Puiseux-Pontoise, cherche le T5 de sa résidence : échange de droit, sans commission'
	),
	/** Couple whose children have left, in the T5; the T3 of the same estate. */
	lucette: tenant(
		13,
		'Lucette',
		'Pérouvert',
		19,
		'deux dans un T5 à Puiseux-Pontoise, cherche un T3 sans quitter sa résidence : échange de droit avec Aminata Coulindé'
	)
} as const;

/** Other lease holders of the cast, each with an account of their own. */
export const coHolders = {
	boubacar: tenant(2, 'Boubacar', 'Sidibékar', 3, 'cotitulaire du bail de Fatou Sidibékar'),
	gisele: tenant(3, 'Gisèle', 'Plessandre', 6, 'cotitulaire du bail de Henri Plessandre'),
	mathis: tenant(5, 'Mathis', 'Jolivard', 10, 'cotitulaire du bail de Coralie Jolivard'),
	minh: tenant(8, 'Minh', 'Hoangmai', 14, 'cotitulaire du bail de Thuy Hoangmai'),
	ibrahim: tenant(12, 'Ibrahim', 'Coulindé', 18, 'cotitulaire du bail d’Aminata Coulindé'),
	marcel: tenant(13, 'Marcel', 'Pérouvert', 20, 'cotitulaire du bail de Lucette Pérouvert')
} as const;

/** Who helps a household of the cast, with an account of her own. */
export const helpers = {
	/** Niece of Odette Valcrain. */
	clairene: {
		mandateId: fixed.mandate(1),
		accountId: fixed.account(51),
		householdId: fourWay.odette.householdId,
		firstName: 'Clairène',
		lastName: 'Moustadil',
		email: emailOf(name('Clairène'), name('Moustadil'), 'exemple.test'),
		label: 'sa nièce, aide Odette Valcrain à remplir et à lire, sans rien décider'
	}
} as const;

export type CastStaff = {
	accountId: string;
	label: string;
	organismId: string;
	staffRole: StaffRole;
	firstName: string;
	lastName: string;
	email: string;
};

const offices: Record<GivenDuty, string> = {
	officer: 'gestion des dossiers',
	manager: 'responsable',
	calSecretary: 'secrétariat de la commission',
	organismAdmin: 'administration des comptes',
	auditor: 'contrôle interne',
	dataProtectionOfficer: 'protection des données'
};

const team = (organism: FirstOrganism, place: number, people: Record<GivenDuty, readonly [string, string]>) => {
	const { id, name: organismName } = firstOrganisms[organism];
	const person = (staffRole: GivenDuty, position: number): CastStaff => {
		const [firstName, lastName] = people[staffRole];
		return {
			accountId: fixed.account(100 + place * 10 + position),
			organismId: id,
			staffRole,
			firstName,
			lastName,
			email: emailOf(name(firstName), name(lastName), domainOf(organismName)),
			label: `${organismName}, ${offices[staffRole]}`
		};
	};
	return {
		officer: person('officer', 1),
		manager: person('manager', 2),
		calSecretary: person('calSecretary', 3),
		organismAdmin: person('organismAdmin', 4),
		auditor: person('auditor', 5),
		dataProtectionOfficer: person('dataProtectionOfficer', 6)
	} satisfies Record<GivenDuty, CastStaff>;
};

/** One person of each role in each of the eight organisms. */
export const castStaff = {
	hautil: team('hautil', 1, {
		officer: ['Samia', 'Delvaire'],
		manager: ['Hervé', 'Quénardel'],
		calSecretary: ['Pauline', 'Abrelin'],
		organismAdmin: ['Bruno', 'Vialardot'],
		auditor: ['Agnès', 'Toulmonde'],
		dataProtectionOfficer: ['Bénédicte', 'Sorlanges']
	}),
	troisBoucles: team('troisBoucles', 2, {
		officer: ['Loïc', 'Brézalin'],
		manager: ['Véronique', 'Landrevie'],
		calSecretary: ['Karim', 'Zemmourate'],
		organismAdmin: ['Anouk', 'Chalopart'],
		auditor: ['Marius', 'Kérouzel'],
		dataProtectionOfficer: ['Aurélien', 'Tisserande']
	}),
	viosne: team('viosne', 3, {
		officer: ['Inès', 'Verdalon'],
		manager: ['Denis', 'Escaravel'],
		calSecretary: ['Aurore', 'Pelletrac'],
		organismAdmin: ['Rayan', 'Ouzzarine'],
		auditor: ['Salomé', 'Varandier'],
		dataProtectionOfficer: ['Nawel', 'Kerrouane']
	}),
	belleHeure: team('belleHeure', 4, {
		officer: ['Théo', 'Garandel'],
		manager: ['Mireille', 'Castanhol'],
		calSecretary: ['Hélène', 'Fontalirant'],
		organismAdmin: ['Cyril', 'Domenjac'],
		auditor: ['Idriss', 'Benhamadi'],
		dataProtectionOfficer: ['Fabrice', 'Montargol']
	}),
	impressionnistes: team('impressionnistes', 5, {
		officer: ['Djamila', 'Ghazrani'],
		manager: ['Olivier', 'Larmandel'],
		calSecretary: ['Sylvie', 'Roumégoux'],
		organismAdmin: ['Quentin', 'Bourlandin'],
		auditor: ['Corinne', 'Lesparrat'],
		dataProtectionOfficer: ['Solène', 'Arvezanne']
	}),
	quatreRives: team('quatreRives', 6, {
		officer: ['Ousmane', 'Keitamba'],
		manager: ['Florence', 'Vauquelane'],
		calSecretary: ['Rémi', 'Sallandreau'],
		organismAdmin: ['Nadège', 'Lachenault'],
		auditor: ['Yannick', 'Orvalois'],
		dataProtectionOfficer: ['Moussa', 'Diallorac']
	}),
	toitsPartages: team('toitsPartages', 7, {
		officer: ['Maëlle', 'Poulangère'],
		manager: ['Tariq', 'Haddouzi'],
		calSecretary: ['Irène', 'Malbranel'],
		organismAdmin: ['Gaël', 'Mesrinot'],
		auditor: ['Fanta', 'Doumbarel'],
		dataProtectionOfficer: ['Clotilde', 'Perrignat']
	}),
	passerelle: team('passerelle', 8, {
		officer: ['Coralie', 'Sanogolé'],
		manager: ['Alain', 'Chevaldin'],
		calSecretary: ['Leïla', 'Amrouzine'],
		organismAdmin: ['Victor', 'Teixandro'],
		auditor: ['Gilles', 'Rochemaure'],
		dataProtectionOfficer: ['Étienne', 'Vaugrenard']
	})
} as const satisfies Record<FirstOrganism, Record<GivenDuty, CastStaff>>;

/** Who sits for the tenants in the commission of one organism, with an account of their own. */
export const castMember = {
	accountId: fixed.account(190),
	committeeMemberId: fixed.seat(1),
	organismId: firstOrganisms.viosne.id,
	staffRole: 'commissionMember',
	firstName: 'Solène',
	lastName: 'Marquestaut',
	email: emailOf(name('Solène'), name('Marquestaut'), 'exemple.test'),
	label: `${firstOrganisms.viosne.name}, membre de la commission`
} as const satisfies CastStaff & { committeeMemberId: string };

const coordinator = (account: number, first: string, last: string) => ({
	accountId: fixed.account(account),
	firstName: first,
	lastName: last,
	email: emailOf(name(first), name(last), 'territoire.exemple.test'),
	label: 'coordination du territoire'
});

/** Who coordinates the territory. */
export const coordinators = [
	coordinator(901, 'Solange', 'Maillancourt'),
	coordinator(902, 'Yacine', 'Lestrangel')
] as const;

/** The tenants of the four stories, lease holder after lease holder. */
export const castTenants: readonly CastTenant[] = [
	...Object.values(fourWay),
	...Object.values(threeWay),
	vacancyChain.thuy,
	vacancyChain.ismael,
	vacancyChain.simone,
	...Object.values(asOfRight),
	...Object.values(coHolders)
];

/** Everybody who holds the lease of a household of the cast, the one told of first. */
export const holdersOf = ({ householdId }: CastTenant): CastTenant[] =>
	castTenants.filter((one) => one.householdId === householdId);

/**
 * One account per role, to show at the start: a tenant of the four-way chain, who helps her, the people of the organism
 * that receives her.
 */
export const demoAccounts = {
	tenant: fourWay.odette.email,
	helper: helpers.clairene.email,
	officer: castStaff.viosne.officer.email,
	manager: castStaff.viosne.manager.email,
	calSecretary: castStaff.viosne.calSecretary.email,
	organismAdmin: castStaff.viosne.organismAdmin.email,
	auditor: castStaff.viosne.auditor.email,
	dataProtectionOfficer: castStaff.viosne.dataProtectionOfficer.email,
	commissionMember: castMember.email,
	coordinator: coordinators[0].email
} as const;
