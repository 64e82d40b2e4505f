/** Every rule of the book, in the order of the book. */
import type { Day } from '../calendar.ts';
import type { Rule } from './rule.ts';
import { ruleIds, type RuleId } from './rule-ids.ts';
import type { DwellingFacts, HouseholdFacts, Pair } from './facts.ts';
import * as admissibility from './rules/admissibility.ts';
import * as exchange from './rules/exchange.ts';
import { adaptedLeft, derogationArea, underOccupant } from './rules/ceiling-waivers.ts';
import { incomeRead, underCeiling } from './rules/income.ts';
import * as occupancy from './rules/occupancy.ts';
import * as priorities from './rules/priorities.ts';
import { programmeQuotas } from './rules/programme-quotas.ts';
import * as reservations from './rules/reservations.ts';
import * as solvency from './rules/solvency.ts';
import { surcharge } from './rules/surcharge.ts';

const written = [
	admissibility.uniqueNumber,
	admissibility.renewal,
	admissibility.rightOfResidence,
	admissibility.mainResidence,
	admissibility.ownership,
	admissibility.documents,
	underCeiling,
	incomeRead,
	underOccupant,
	adaptedLeft,
	derogationArea,
	programmeQuotas,
	surcharge,
	solvency.effort,
	solvency.livingAllowance,
	solvency.beforeAndAfter,
	solvency.arrears,
	solvency.leaseDuties,
	occupancy.roomsForPersons,
	occupancy.areaForPersons,
	occupancy.decency,
	occupancy.wishedHome,
	occupancy.adaptedHome,
	priorities.priorityGroups,
	priorities.dalo,
	priorities.localCriteria,
	priorities.waiting,
	priorities.score,
	priorities.balance,
	reservations.reservation,
	reservations.reserverDelay,
	exchange.asOfRight,
	exchange.keptOut,
	exchange.reciprocity,
	exchange.mutation,
	exchange.triennialReview,
	exchange.advertised
] as const;

type Written = (typeof written)[number];

/** A rule and one of its cases, as in INC-01/over: what every sentence is written for. */
export type CaseCode = Written extends infer R
	? R extends { id: infer Id extends string; cases: infer Cases }
		? `${Id}/${Extract<keyof Cases, string>}`
		: never
	: never;

/** A rule of the book, whatever it is about. */
export type AnyRule =
	| (Rule<HouseholdFacts, RuleId, string> & { scope: 'household' })
	| (Rule<DwellingFacts, RuleId, string> & { scope: 'dwelling' })
	| (Rule<Pair, RuleId, string> & { scope: 'pair' });

export const rules: readonly AnyRule[] = written as unknown as readonly AnyRule[];

/** The rules in force on a day: one whose text came later is not read. */
export const rulesOn = (day: Day): readonly AnyRule[] => rules.filter(({ from }) => from === null || from <= day);

/** The rule of an identifier. */
export const ruleOf = (id: RuleId): AnyRule => rules[ruleIds.indexOf(id)]!;

/** Every case of every rule. */
export const caseCodes: readonly CaseCode[] = rules.flatMap((rule) =>
	Object.keys(rule.cases).map((name) => `${rule.id}/${name}` as CaseCode)
);
