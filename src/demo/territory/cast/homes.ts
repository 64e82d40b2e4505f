/** The homes of the cast: five hand-written facts each, the rest as in any well-kept file. */
import { addDays, type Day } from '#domain/calendar.ts';
import type { Accessibility, Financing } from '#domain/dwellings/dwelling.ts';
import { firstOrganisms, type FirstOrganism } from '../organisms.ts';
import type { AddressRow, DwellingRow, EstateRow } from '../rows.ts';
import { fixed } from './people.ts';

type Home = {
	number: number;
	organism: FirstOrganism;
	commune: string;
	postalCode: string;
	estate: string;
	/** The home whose estate it shares. */
	neighbourOf?: number;
	street: string;
	rooms: number;
	area: number;
	floor: number;
	hasLift: boolean;
	accessibility: Accessibility;
	financing: Financing;
	reletRent: number;
	annexRent: number;
	charges: number;
};

const homes: readonly Home[] = [
	{
		number: 1,
		organism: 'hautil',
		commune: '95323',
		postalCode: '95280',
		estate: 'Les Terrasses du Bief',
		street: '4 rue du Héron-Gris',
		rooms: 4,
		area: 90,
		floor: 3,
		hasLift: false,
		accessibility: 'ordinary',
		financing: 'PLA_1977_1999',
		reletRent: 585.4,
		annexRent: 0,
		charges: 204.2
	},
	{
		number: 2,
		organism: 'troisBoucles',
		commune: '95218',
		postalCode: '95610',
		estate: 'Le Carré des Aulnes',
		street: '12 allée des Encres',
		rooms: 2,
		area: 57,
		floor: 2,
		hasLift: false,
		accessibility: 'ordinary',
		financing: 'PLUS',
		reletRent: 421.6,
		annexRent: 0,
		charges: 128.9
	},
	{
		number: 3,
		organism: 'viosne',
		commune: '95500',
		postalCode: '95300',
		estate: 'Résidence de la Boussole',
		street: '27 avenue du Campanile',
		rooms: 2,
		area: 58,
		floor: 4,
		hasLift: true,
		accessibility: 'ordinary',
		financing: 'PLA_1977_1999',
		reletRent: 402.5,
		annexRent: 0,
		charges: 146.2
	},
	{
		number: 4,
		organism: 'belleHeure',
		commune: '95637',
		postalCode: '95490',
		estate: 'Les Jardins du Magnolia',
		street: '8 passage de la Toupie',
		rooms: 3,
		area: 74,
		floor: 0,
		hasLift: true,
		accessibility: 'adapted',
		financing: 'PLUS',
		reletRent: 548.8,
		annexRent: 38,
		charges: 186.5
	},
	{
		number: 5,
		organism: 'impressionnistes',
		commune: '95572',
		postalCode: '95310',
		estate: 'Le Clos des Glaneuses',
		street: '3 rue de la Navette',
		rooms: 2,
		area: 57,
		floor: 1,
		hasLift: false,
		accessibility: 'ordinary',
		financing: 'PLA_1977_1999',
		reletRent: 405.9,
		annexRent: 0,
		charges: 138.6
	},
	{
		number: 6,
		organism: 'quatreRives',
		commune: '95476',
		postalCode: '95520',
		estate: 'Les Allées du Fournil',
		street: '15 mail des Ardoisiers',
		rooms: 3,
		area: 76,
		floor: 2,
		hasLift: true,
		accessibility: 'accessible',
		financing: 'PLUS',
		reletRent: 566.2,
		annexRent: 0,
		charges: 192.4
	},
	{
		number: 7,
		organism: 'toitsPartages',
		commune: '95183',
		postalCode: '95800',
		estate: 'Le Hameau des Vignerons',
		street: '6 chemin du Coquelicot-Tardif',
		rooms: 3,
		area: 78,
		floor: 1,
		hasLift: false,
		accessibility: 'ordinary',
		financing: 'PLA_1977_1999',
		reletRent: 561.7,
		annexRent: 0,
		charges: 176.8
	},
	{
		number: 8,
		organism: 'hautil',
		commune: '95510',
		postalCode: '95650',
		estate: 'Résidence de la Prairie',
		street: '2 rue du Chant-du-Coq',
		rooms: 2,
		area: 47,
		floor: 1,
		hasLift: false,
		accessibility: 'ordinary',
		financing: 'PLA_1977_1999',
		reletRent: 356.1,
		annexRent: 0,
		charges: 118.6
	},
	{
		number: 9,
		organism: 'troisBoucles',
		commune: '95074',
		postalCode: '95000',
		estate: 'Résidence des Noisetiers',
		street: '9 chemin du Puits-Couvert',
		rooms: 1,
		area: 30,
		floor: 0,
		hasLift: false,
		accessibility: 'ordinary',
		financing: 'PLUS',
		reletRent: 247.5,
		annexRent: 0,
		charges: 74.2
	},
	{
		number: 10,
		organism: 'viosne',
		commune: '95127',
		postalCode: '95000',
		estate: 'Les Balcons de la Lanterne',
		street: '31 cours de la Balance-Romaine',
		rooms: 2,
		area: 48,
		floor: 3,
		hasLift: true,
		accessibility: 'ordinary',
		financing: 'PLA_1977_1999',
		reletRent: 373.9,
		annexRent: 26,
		charges: 152.1
	},
	{
		number: 11,
		organism: 'passerelle',
		commune: '95450',
		postalCode: '95000',
		estate: 'Les Jardins de la Clairière',
		street: '5 place des Bateliers-Bleus',
		rooms: 3,
		area: 63,
		floor: 1,
		hasLift: true,
		accessibility: 'accessible',
		financing: 'PLUS',
		reletRent: 492.7,
		annexRent: 0,
		charges: 163.2
	},
	{
		number: 12,
		organism: 'passerelle',
		commune: '95510',
		postalCode: '95650',
		estate: 'Le Clos du Lavoir-Neuf',
		street: '7 rue des Glycines-Bleues',
		rooms: 3,
		area: 64,
		floor: 1,
		hasLift: false,
		accessibility: 'ordinary',
		financing: 'PLUS',
		reletRent: 498.2,
		annexRent: 0,
		charges: 160.4
	},
	{
		number: 13,
		organism: 'passerelle',
		commune: '95510',
		postalCode: '95650',
		estate: 'Le Clos du Lavoir-Neuf',
		neighbourOf: 12,
		street: '9 rue des Glycines-Bleues',
		rooms: 5,
		area: 102,
		floor: 0,
		hasLift: false,
		accessibility: 'ordinary',
		financing: 'PLUS',
		reletRent: 742.6,
		annexRent: 0,
		charges: 229.3
	}
];

const estateOf = ({ number, neighbourOf }: Home) => fixed.estate(neighbourOf ?? number);

export const castEstates: readonly EstateRow[] = homes
	.filter(({ neighbourOf }) => neighbourOf === undefined)
	.map((home) => ({
		id: estateOf(home),
		organismId: firstOrganisms[home.organism].id,
		commune: home.commune,
		name: home.estate
	}));

/** The dwellings of the cast; the eleventh is vacant since twelve days. */
export const castDwellings = (today: Day): DwellingRow[] =>
	homes.map((home) => ({
		id: fixed.dwelling(home.number),
		organismId: firstOrganisms[home.organism].id,
		estateId: estateOf(home),
		commune: home.commune,
		rooms: home.rooms,
		area: home.area,
		floor: home.floor,
		hasLift: home.hasLift,
		accessibility: home.accessibility,
		financing: home.financing,
		reletRent: home.reletRent,
		annexRent: home.annexRent,
		charges: home.charges,
		energyClass: home.financing === 'PLUS' ? 'C' : 'D',
		isDecent: true,
		hasAplAgreement: true,
		isInPriorityQuarter: false,
		reservation: { kind: 'none', reserver: null, agreementRecorded: false },
		blockers: [],
		isFurnished: false,
		vacantFrom: home.number === 11 ? addDays(today, -12) : null,
		recordedOn: addDays(today, -9),
		startsChains: home.number === 11
	}));

export const castAddresses: readonly AddressRow[] = homes.map((home) => ({
	dwellingId: fixed.dwelling(home.number),
	organismId: firstOrganisms[home.organism].id,
	reference: `D${String(home.number).padStart(5, '0')}`,
	street: home.street,
	postalCode: home.postalCode,
	door: home.floor === 0 ? 'rez-de-chaussée, porte 2' : `étage ${home.floor}, porte ${home.floor}1`
}));
