/** What a rule is, what it answers, and how answers add up to a verdict. */
import type { Day } from '../calendar.ts';
import type { Financing } from '../dwellings/dwelling.ts';
import type { Provenance } from '../households/household.ts';
import type { RuleId } from './rule-ids.ts';

/**
 * What a failed rule does. BLOCK: the pair is not proposed. WARN: shown to the agent, lowers the ranking. CAL: left to
 * the commission's judgement. INFO: stored and shown, no effect.
 */
export const effects = ['BLOCK', 'WARN', 'CAL', 'INFO'] as const;
export type Effect = (typeof effects)[number];

/** Who fixes the threshold. */
export type RuleOwner = 'law' | 'territory' | 'organism' | 'reserver';

/** When the rules are read: to look for exchanges, or to present a file to the commission. */
export const stages = ['matching', 'cal'] as const;
export type Stage = (typeof stages)[number];

/** Who may set a failed rule aside. */
export type Waiver = 'nobody' | 'prefect' | 'commission' | 'agent' | 'organism' | 'reserver' | 'territory';

/** How well the source was read; see docs/rules.md. */
export type SourceGrade = 'text' | 'excerpt' | 'formalised' | 'sheet' | 'web' | 'usage';

/** What a rule answered. */
export type Outcome = 'met' | 'waived' | 'toCheck' | 'notMet' | 'missing' | 'info' | 'notConcerned';

/** The nature of a case of a rule; with an effect it makes the outcome. */
export type CaseKind = 'met' | 'waived' | 'fails' | 'missing' | 'info' | 'notConcerned';

/** One answer a rule can give. */
export type Case = {
	kind: CaseKind;
	/** For `fails` and `missing`; the same at both stages unless `atMatching` says otherwise. */
	effect?: Effect;
	atMatching?: Effect;
};

/** Figures of a result, by name; a sentence takes the ones it needs. €, m², fractions, days as the name says. */
export type Figures = Readonly<Record<string, number | string | null | undefined | readonly string[]>>;

/** A figure of the file that the rule read, with where it comes from. */
export type Input = {
	name: InputName;
	value: number | string | boolean | null;
	from: Provenance | null;
	on: Day | null;
};

/** What a rule may read. */
export type InputName =
	| 'uniqueNumber'
	| 'rightOfResidence'
	| 'mainResidence'
	| 'ownsDwelling'
	| 'documents'
	| 'referenceTaxIncome'
	| 'composition'
	| 'principalRent'
	| 'reletRent'
	| 'charges'
	| 'presentCharges'
	| 'monthlyResources'
	| 'aplResources'
	| 'arrears'
	| 'lease'
	| 'currentDwelling'
	| 'targetDwelling'
	| 'rooms'
	| 'area'
	| 'decency'
	| 'accessibility'
	| 'accessNeeds'
	| 'need'
	| 'reservation'
	| 'priorityGroups'
	| 'localCriteria'
	| 'score'
	| 'programme';

/** What would make the rule pass, computed on this very pair. */
export type Remedy =
	| { kind: 'provide'; input: InputName; by: Provenance }
	| { kind: 'renewBefore'; day: Day }
	| { kind: 'incomeAtMost'; amount: number; lessBy: number }
	| { kind: 'provenRecentIncomeAtMost'; amount: number }
	| { kind: 'rentBelow'; amount: number }
	| { kind: 'reletRentAtMost'; amount: number }
	| { kind: 'resourcesAtLeast'; amount: number }
	| { kind: 'otherFinancings'; financings: Financing[] }
	| { kind: 'areaAtLeast'; squareMetres: number }
	| { kind: 'roomsAtMost'; rooms: number }
	| { kind: 'payArrears'; amount: number }
	| { kind: 'followPlan' }
	| { kind: 'endOf'; what: 'litigation' | 'notice' | 'breach' }
	| { kind: 'reserverAgreement'; reserver: string | null }
	| { kind: 'sendDocuments'; codes: readonly string[] }
	| { kind: 'derogationArea' }
	| { kind: 'setByOrganism'; setting: string }
	| { kind: 'widenNeed'; field: string; to: number | string };

/** The threshold a value was compared with. */
export type Threshold = {
	value: number;
	unit: 'eurPerYear' | 'eurPerMonth' | 'eurPerDay' | 'fraction' | 'squareMetres' | 'rooms' | 'days' | 'day';
	/** legal: a text fixes it; local: the territory or the organism does. */
	kind: 'legal' | 'local';
	/** Recomputed by the indexation rule, not read in a published table: shown « calculé ». */
	isComputed: boolean;
	/** Since when it is in force. */
	since: Day | null;
};

/** The article a rule comes from and how well it was read. */
export type Source = { text: string; grade: SourceGrade };

/** One rule of the book, applied to a household, to a dwelling or to both. */
export type Rule<Subject, Id extends RuleId = RuleId, Name extends string = string> = {
	id: Id;
	owner: RuleOwner;
	source: Source;
	/** Since when the text says it; null when the source read gives no date. */
	from: Day | null;
	/** The territory may change the effect of a failure. */
	isEffectLocal: boolean;
	waivableBy: readonly Waiver[];
	/** The condition, as written in docs/rules.md. */
	formula: string;
	/** The default of its local parameters, as written in docs/rules.md. */
	defaults: string;
	cases: Readonly<Record<Name, Case>>;
	/** The case that applies. Called by the million: builds nothing. */
	decide(subject: Subject): Name;
	/** What follows is built only for an explanation. */
	figures(subject: Subject): Figures;
	inputs(subject: Subject): Input[];
	threshold?(subject: Subject): Threshold | null;
	remedies?(subject: Subject, name: Name): Remedy[];
};

/** Bits of a verdict; zero is fine. */
export const FINE = 0;
/** Something is left to the agent or to the commission. */
export const CHECK = 1;
/** Some information lacks, none of it bars the proposal. */
export const MISSING = 2;
/** A rule that blocks cannot be answered. */
export const MISSING_BLOCKING = 4;
/** A rule that blocks has failed. */
export const BLOCKED = 8;

/**
 * Quick verdicts only: a rent debt is left to a person (SOL-04). Told apart from CHECK because it does not lower a
 * cheaper home, which may be the remedy to the debt.
 */
export const DEBT = 16;

/** The outcome of a case under an effect. */
export function outcomeOf(kind: CaseKind, effect: Effect): Outcome {
	if (kind !== 'fails') return kind;
	if (effect === 'BLOCK') return 'notMet';
	return effect === 'INFO' ? 'info' : 'toCheck';
}

/** The bits a case adds to the verdict under an effect. */
export function bitsOf(kind: CaseKind, effect: Effect): number {
	if (kind === 'fails') return effect === 'BLOCK' ? BLOCKED : effect === 'INFO' ? FINE : CHECK;
	if (kind === 'missing') return effect === 'BLOCK' ? MISSING_BLOCKING : effect === 'INFO' ? FINE : MISSING;
	return FINE;
}
