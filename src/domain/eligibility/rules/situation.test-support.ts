/** A household before a home of which only what matters is told, and what the rules answer of them. */
import { aDwelling, aHousehold, anAdult } from '../../../../tests/factories/housing.ts';
import type { Dwelling } from '../../dwellings/dwelling.ts';
import type { Household, Stated } from '../../households/household.ts';
import type { Need } from '../../needs/need.ts';
import { compileDwelling, compileHousehold, compileRuleSet } from '../compile.ts';
import { explain, type Explained } from '../explain.ts';
import type { Stage } from '../rule.ts';
import type { RuleId } from '../rule-ids.ts';
import {
	aRuleSet,
	defaultCharter,
	defaultOrganismRules,
	type OrganismSettings,
	type TerritoryCharter
} from '../settings.ts';

export type Situation = {
	household?: Partial<Household>;
	lease?: Partial<Household['lease']>;
	dwelling?: Partial<Dwelling>;
	current?: Partial<Dwelling> | null;
	need?: Need;
	charter?: Partial<TerritoryCharter>;
	organism?: Partial<OrganismSettings>;
	stage?: Stage;
	on?: string;
};

/** A figure that staff have checked. */
export const known = <T>(value: T): Stated<T> => ({ value, from: 'staff', on: '2026-01-01' });
/** Tax incomes of the year that a lease of 2026 reads. */
export const income = (value: number) => [{ year: 2024, amount: known(value) }];

/** Everything that the book answers. */
export function answers({ household, lease, dwelling, current = {}, need, charter, organism, stage, on }: Situation) {
	const settings: OrganismSettings = {
		...defaultOrganismRules,
		organismId: 'organism-1',
		version: '1',
		from: '2026-01-01',
		...organism
	};
	const rules = aRuleSet({ ...defaultCharter, ...charter }, { 'organism-1': settings });
	const compiled = compileRuleSet(rules, on ?? '2026-06-01', stage ?? 'matching');
	const base = aHousehold();
	const h = compileHousehold(
		{ ...base, ...household, lease: { ...base.lease, ...lease } },
		{ current: current && aDwelling({ id: 'dwelling-1', ...current }), need: need ?? null },
		compiled
	);
	return explain(h, compileDwelling(aDwelling(dwelling), compiled), compiled);
}

/** The answer of one rule. */
export function answerOf(rule: RuleId, situation: Situation): Explained {
	return answers(situation).results.find((result) => result.rule === rule)!;
}

export const alone = { persons: [anAdult()], isCouple: false };
