/** Who the households of the cast are, what they live on and what they look for. */
import type { AccessNeed } from '#domain/households/household.ts';
import type { MoveMotive, Need } from '#domain/needs/need.ts';
import type { PersonRow } from '../rows.ts';

export type Member = {
	firstName: string;
	lastName: string;
	age: number;
	birthday: string;
	role: PersonRow['role'];
	hasDisabilityCard?: boolean;
};

export type Role = {
	number: number;
	members: readonly Member[];
	isCouple?: boolean;
	/** Tax income of the last but one year, €/year, stable over three years. */
	taxIncome: number;
	/** €/month, all resources. */
	resources: number;
	accessNeeds?: AccessNeed[];
	receivesAah?: boolean;
	/** Years since they moved in. */
	years: number;
	/** Rent of the present lease, €/month. */
	rent: number;
	disabledOccupantLeft?: boolean;
	motive: MoveMotive;
	need: Partial<Need> & Pick<Need, 'minRooms' | 'maxRooms' | 'communes'>;
	description: string;
};

const holder = (firstName: string, lastName: string, age: number, birthday: string): Member => ({
	firstName,
	lastName,
	age,
	birthday,
	role: 'holder'
});
const coHolder = (firstName: string, lastName: string, age: number, birthday: string): Member => ({
	...holder(firstName, lastName, age, birthday),
	role: 'coHolder'
});
const child = (firstName: string, lastName: string, age: number, birthday: string): Member => ({
	...holder(firstName, lastName, age, birthday),
	role: 'child'
});

// The areas asked for are above those of the drawn dwellings of the same commune and rooms (see largestAreaDrawn).
export const roles: readonly Role[] = [
	{
		number: 1,
		members: [holder('Odette', 'Valcrain', 78, '03-12')],
		taxIncome: 19_200,
		resources: 1_780,
		accessNeeds: ['lift'],
		years: 34,
		rent: 561.3,
		motive: 'tooLarge',
		need: {
			minRooms: 2,
			maxRooms: 2,
			communes: ['95500'],
			minArea: 54,
			maxFloorWithoutLift: 0,
			wishes: [{ kind: 'lift' }, { kind: 'lowerBill' }]
		},
		description: 'Grand logement familial, 3e étage sans ascenseur, écoles au bout de la rue, vue sur les jardins.'
	},
	{
		number: 2,
		members: [
			holder('Fatou', 'Sidibékar', 34, '06-21'),
			coHolder('Boubacar', 'Sidibékar', 37, '01-30'),
			child('Awa', 'Sidibékar', 8, '09-04'),
			child('Idriss', 'Sidibékar', 5, '02-17'),
			child('Bintou', 'Sidibékar', 1, '07-09')
		],
		isCouple: true,
		taxIncome: 27_800,
		resources: 2_930,
		years: 7,
		rent: 402.1,
		motive: 'tooSmall',
		need: {
			minRooms: 4,
			maxRooms: 4,
			communes: ['95323'],
			minArea: 84,
			maxFloorWithoutLift: 3,
			wishes: [{ kind: 'moreArea' }]
		},
		description: 'Logement clair, 2e étage, à cinq minutes à pied de la gare et de l’hôpital de jour.'
	},
	{
		number: 3,
		members: [
			{ ...holder('Henri', 'Plessandre', 60, '10-02'), hasDisabilityCard: true },
			coHolder('Gisèle', 'Plessandre', 61, '04-25')
		],
		isCouple: true,
		taxIncome: 14_200,
		resources: 2_080,
		accessNeeds: ['stepFree', 'adaptedBathroom', 'wheelchair'],
		receivesAah: true,
		years: 15,
		rent: 384.6,
		motive: 'disability',
		need: {
			minRooms: 3,
			maxRooms: 3,
			communes: ['95637'],
			minArea: 70,
			maxFloorWithoutLift: 0,
			wishes: [{ kind: 'groundFloor' }]
		},
		description: 'Logement au 4e étage avec ascenseur, commerces et marché au pied de la résidence.'
	},
	{
		number: 4,
		members: [holder('Mélanie', 'Tirouan', 36, '11-14')],
		taxIncome: 22_300,
		resources: 2_060,
		years: 11,
		rent: 541.2,
		disabledOccupantLeft: true,
		motive: 'closerToWork',
		need: {
			minRooms: 2,
			maxRooms: 2,
			communes: ['95218'],
			minArea: 53,
			maxResidualBill: 620,
			wishes: [{ kind: 'lowerBill' }]
		},
		description: 'Rez-de-chaussée adapté, douche sans ressaut, jardin partagé, place de stationnement.'
	},
	{
		number: 5,
		members: [
			holder('Coralie', 'Jolivard', 31, '05-06'),
			coHolder('Mathis', 'Jolivard', 32, '12-19'),
			child('Zoé', 'Jolivard', 1, '08-27')
		],
		isCouple: true,
		taxIncome: 31_200,
		resources: 2_890,
		years: 4,
		rent: 398.2,
		motive: 'tooSmall',
		need: {
			minRooms: 3,
			maxRooms: 3,
			communes: ['95476', '95183'],
			minArea: 72,
			wishes: [{ kind: 'commune', value: '95476' }, { kind: 'lift' }],
			maxHouseholds: 3
		},
		description: 'Logement calme, 1er étage, à deux pas du parc et de la gare.'
	},
	{
		number: 6,
		members: [holder('Nadia', 'Benkaldi', 44, '02-08'), child('Lina', 'Benkaldi', 12, '03-31')],
		taxIncome: 21_900,
		resources: 2_190,
		years: 9,
		rent: 551.9,
		motive: 'closerToFamily',
		need: {
			minRooms: 3,
			maxRooms: 3,
			communes: ['95183'],
			minArea: 74,
			wishes: [{ kind: 'goodEnergyClass' }],
			maxHouseholds: 3
		},
		description: 'Logement lumineux, 2e étage avec ascenseur, collège et médiathèque tout près.'
	},
	{
		number: 7,
		members: [holder('Gérard', 'Moulinasse', 67, '09-23')],
		taxIncome: 19_300,
		resources: 1_790,
		years: 22,
		rent: 539.4,
		motive: 'tooLarge',
		need: {
			minRooms: 2,
			maxRooms: 2,
			communes: ['95572'],
			minArea: 54,
			wishes: [{ kind: 'lowerBill' }],
			maxHouseholds: 3
		},
		description: 'Logement traversant, 1er étage, au cœur du village, bus pour la gare.'
	},
	{
		number: 8,
		members: [
			holder('Thuy', 'Hoangmai', 33, '07-16'),
			coHolder('Minh', 'Hoangmai', 35, '03-03'),
			child('Linh', 'Hoangmai', 3, '11-20')
		],
		isCouple: true,
		taxIncome: 29_400,
		resources: 2_760,
		years: 5,
		rent: 349.2,
		motive: 'tooSmall',
		need: {
			minRooms: 3,
			maxRooms: 3,
			communes: ['95450'],
			wishes: [{ kind: 'goodEnergyClass' }],
			maxHouseholds: 3
		},
		description: 'Logement au 1er étage, face aux champs, école du village à deux cents mètres.'
	},
	{
		number: 9,
		members: [holder('Ismaël', 'Fadigara', 27, '01-11')],
		taxIncome: 17_900,
		resources: 1_660,
		years: 3,
		rent: 244.8,
		motive: 'closerToWork',
		need: {
			minRooms: 2,
			maxRooms: 2,
			communes: ['95510'],
			wishes: [{ kind: 'moreArea' }],
			maxHouseholds: 3
		},
		description: 'Studio de plain-pied, entrée indépendante, forêt à cinq minutes.'
	},
	{
		number: 10,
		members: [holder('Simone', 'Dupralon', 71, '08-05')],
		taxIncome: 14_900,
		resources: 1_390,
		years: 18,
		rent: 361,
		motive: 'closerToFamily',
		need: {
			minRooms: 1,
			maxRooms: 1,
			communes: ['95074'],
			maxFloorWithoutLift: 1,
			wishes: [{ kind: 'groundFloor' }, { kind: 'lowerBill' }],
			maxHouseholds: 3
		},
		description: 'Logement au 3e étage avec ascenseur, commerces et RER à dix minutes à pied.'
	},
	{
		number: 12,
		members: [
			holder('Aminata', 'Coulindé', 38, '04-18'),
			coHolder('Ibrahim', 'Coulindé', 41, '11-02'),
			child('Moussa', 'Coulindé', 13, '06-07'),
			child('Kadidia', 'Coulindé', 10, '01-23'),
			child('Seydou', 'Coulindé', 6, '08-15')
		],
		isCouple: true,
		// Above the PLUS ceiling of a household of five: an ordinary exchange would be refused.
		taxIncome: 71_900,
		resources: 6_050,
		years: 8,
		rent: 486.3,
		motive: 'tooSmall',
		need: {
			minRooms: 5,
			maxRooms: 5,
			communes: ['95510'],
			wishes: [{ kind: 'moreArea' }],
			maxHouseholds: 2
		},
		description: 'Logement au 1er étage, balcon sur le lavoir, école du village en face.'
	},
	{
		number: 13,
		members: [holder('Lucette', 'Pérouvert', 69, '02-27'), coHolder('Marcel', 'Pérouvert', 71, '10-09')],
		isCouple: true,
		taxIncome: 24_600,
		resources: 2_260,
		years: 24,
		rent: 702.5,
		motive: 'tooLarge',
		need: {
			minRooms: 3,
			maxRooms: 3,
			communes: ['95510'],
			wishes: [{ kind: 'lowerBill' }],
			maxHouseholds: 2
		},
		description: 'Grand logement de plain-pied, jardinet, à deux pas de la mairie.'
	}
];
