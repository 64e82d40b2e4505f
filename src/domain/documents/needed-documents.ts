/**
 * The documents that the situation of a household calls for, on the list of the arrêté of 22 December 2020, and why. The
 * organism chooses from it; what it already holds about a tenant of its own is not asked again.
 */
import { ageAt, type Day } from '../calendar.ts';
import type { Household } from '../households/household.ts';
import type { AskedDocument, DocumentCode } from './document.ts';

export const documentWhys = [
	'adults',
	'taxNotice',
	'incomeFallen',
	'ownIncome',
	'couple',
	'children',
	'custody',
	'resources',
	'otherLandlord',
	'aid'
] as const;
export type DocumentWhy = (typeof documentWhys)[number];

/** Documents of which one is enough, and what of the household calls for them. */
export type NeededDocument = { oneOf: readonly DocumentCode[]; why: DocumentWhy };

export type Situation = {
	household: Pick<Household, 'persons' | 'isCouple' | 'incomeAlternatives' | 'monthlyResources'>;
	/** The organism that asks lets it its home today: it has its lease and its rent account. */
	isOwnTenant: boolean;
	today: Day;
};

type Need = NeededDocument & { isCalledFor: (situation: Situation) => boolean };

const majority = 18;
const children = ({ household }: Situation) => household.persons.filter(({ role }) => role === 'child');
const claims = ({ household }: Situation, ...kinds: string[]) =>
	household.incomeAlternatives?.some(({ kind }) => kinds.includes(kind)) ?? false;
const isShared = (situation: Situation) => children(situation).some(({ custody }) => custody && custody !== 'full');

/** In the order in which they are asked: those no file goes without, those a rule asked for needs, the others. */
const needs: readonly Need[] = [
	{
		oneOf: ['ID-FR', 'ID-ET'],
		why: 'adults',
		isCalledFor: ({ household, today }) => household.persons.some((one) => ageAt(one.birthDate, today) >= majority)
	},
	{ oneOf: ['FI-AV'], why: 'taxNotice', isCalledFor: () => true },
	{
		oneOf: ['FI-BA'],
		why: 'incomeFallen',
		isCalledFor: (situation) => claims(situation, 'yearBefore', 'lastTwelveMonths')
	},
	{ oneOf: ['FI-SE'], why: 'ownIncome', isCalledFor: (situation) => claims(situation, 'ownIncomeOnly') },
	{ oneOf: ['SF-MA', 'SF-PA'], why: 'couple', isCalledFor: ({ household }) => household.isCouple },
	{ oneOf: ['SF-EN'], why: 'custody', isCalledFor: isShared },
	{
		oneOf: ['SF-EN'],
		why: 'children',
		isCalledFor: (situation) => children(situation).length > 0 && !isShared(situation)
	},
	{
		oneOf: ['RM-SA', 'RM-NS', 'RM-RE', 'RM-CH', 'RM-IJ', 'RM-PA', 'RM-PS', 'RM-BO'],
		why: 'resources',
		isCalledFor: ({ household }) => household.monthlyResources !== null
	},
	{ oneOf: ['LO-AC'], why: 'otherLandlord', isCalledFor: ({ isOwnTenant }) => !isOwnTenant },
	{ oneOf: ['PT-DH'], why: 'aid', isCalledFor: () => true }
];

/** What the situation calls for, in the order in which it is asked. */
export const neededDocuments = (situation: Situation): NeededDocument[] =>
	needs.filter(({ isCalledFor }) => isCalledFor(situation)).map(({ oneOf, why }) => ({ oneOf, why }));

/** Of what is needed, that which nobody has asked: to be asked in one go. */
export const neededAndNotAsked = (
	needed: readonly NeededDocument[],
	asked: readonly Pick<AskedDocument, 'code'>[]
): NeededDocument[] => needed.filter(({ oneOf }) => !asked.some(({ code }) => oneOf.includes(code)));
