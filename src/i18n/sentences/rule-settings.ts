/** What a territory and an organism decide, setting by setting: names, values, sources, and what is wrong in a draft. */
import { rules, ruleOf } from '#domain/eligibility/catalogue.ts';
import type { CeilingGrade } from '#domain/eligibility/ceilings.ts';
import {
	defaultSettings,
	isUnset,
	rulesReading,
	type ActivationRefusal,
	type RuleScope,
	type SettingName,
	type SettingsOf
} from '#domain/eligibility/rule-version.ts';
import { mostCriteriaPoints } from '#domain/eligibility/local-criteria.ts';
import type { RuleDraftError } from '#domain/eligibility/rule-version.input.ts';
import type { Effect } from '#domain/eligibility/rule.ts';
import type { RuleId } from '#domain/eligibility/rule-ids.ts';
import type { LocalCriterion } from '#domain/eligibility/settings.ts';
import type { CharterInput, OrganismRulesInput } from '#domain/eligibility/settings.input.ts';
import { defaultObjective, linkChanceParts, priorityKinds, qualityParts } from '#domain/matching/objective-settings.ts';
import * as m from '../paraglide/messages.js';
import * as format from './format.ts';
import { criterionName } from './local-criteria.ts';
import { levelNames, linkChanceNames, priorityNames, qualityPartNames } from './matching.ts';
import { blockerNames, leaseKindNames, ownerNames, waiverNames } from './rule-words.ts';
import { ruleTitles } from './rules.ts';

type Sentences<Code extends string> = Record<Code, () => string>;

export const settingNames: Sentences<SettingName> = {
	useComputedCeilings: m.regles_set_use_computed_ceilings,
	proposeDespiteMissing: m.regles_set_propose_despite_missing,
	effects: m.regles_set_effects,
	extraRooms: m.regles_set_extra_rooms,
	countVisitingForArea: m.regles_set_count_visiting,
	interOrganismWaiver: m.regles_set_inter_waiver,
	interOrganismReservation: m.regles_set_inter_reservation,
	excludedLeases: m.regles_set_excluded_leases,
	excludedDwellings: m.regles_set_excluded_dwellings,
	derogationAreas: m.regles_set_derogation_areas,
	abnormalDelays: m.regles_set_abnormal_delays,
	localCriteria: m.regles_set_local_criteria,
	firstQuartile: m.regles_set_first_quartile,
	triennialReviewCommunes: m.regles_set_triennial,
	renewalWarningDays: m.regles_set_renewal_days,
	objective: m.regles_set_objective,
	effortRateMax: m.regles_set_effort,
	livingAllowanceMin: m.regles_set_allowance,
	livingAllowancePer: m.regles_set_allowance_per,
	livingAllowanceDivisor: m.regles_set_allowance_divisor,
	countVisitingChildren: m.regles_set_visiting_children,
	estimateSpread: m.regles_set_spread,
	appliesRls: m.regles_set_rls,
	ownExtraRooms: m.regles_set_own_rooms,
	ownCriteria: m.regles_set_own_criteria
};

/** One more sentence under the name, where the name is not enough. */
export const settingHints: Partial<Sentences<SettingName>> = {
	useComputedCeilings: m.regles_set_use_computed_ceilings_hint,
	proposeDespiteMissing: m.regles_set_propose_despite_missing_hint,
	effects: m.regles_set_effects_hint,
	extraRooms: m.regles_set_extra_rooms_hint,
	interOrganismWaiver: m.regles_set_inter_waiver_hint,
	interOrganismReservation: m.regles_set_inter_reservation_hint,
	derogationAreas: m.regles_set_derogation_areas_hint,
	abnormalDelays: m.regles_set_abnormal_delays_hint,
	localCriteria: m.regles_set_local_criteria_hint,
	firstQuartile: m.regles_set_first_quartile_hint,
	triennialReviewCommunes: m.regles_set_triennial_hint,
	renewalWarningDays: m.regles_set_renewal_days_hint,
	objective: m.regles_set_objective_hint,
	effortRateMax: m.regles_set_effort_hint,
	livingAllowanceMin: m.regles_set_allowance_hint,
	estimateSpread: m.regles_set_spread_hint,
	appliesRls: m.regles_set_rls_hint,
	ownExtraRooms: m.regles_set_own_rooms_hint,
	ownCriteria: m.regles_set_own_criteria_hint
};

/** The settings by what they are about, in the order they are read. */
export const settingThemes: Record<RuleScope, readonly { title: () => string; settings: readonly SettingName[] }[]> = {
	territory: [
		{
			title: m.regles_theme_ceilings,
			settings: ['useComputedCeilings', 'derogationAreas', 'interOrganismWaiver']
		},
		{ title: m.regles_theme_homes, settings: ['extraRooms', 'countVisitingForArea'] },
		{
			title: m.regles_theme_entry,
			settings: ['excludedLeases', 'excludedDwellings', 'interOrganismReservation', 'proposeDespiteMissing']
		},
		{ title: m.regles_theme_priorities, settings: ['localCriteria', 'abnormalDelays', 'firstQuartile'] },
		{ title: m.regles_theme_follow, settings: ['renewalWarningDays', 'triennialReviewCommunes'] },
		{ title: m.regles_theme_objective, settings: ['objective'] },
		{ title: m.regles_theme_effects, settings: ['effects'] }
	],
	organism: [
		{
			title: m.regles_theme_effort,
			settings: [
				'effortRateMax',
				'livingAllowanceMin',
				'livingAllowancePer',
				'livingAllowanceDivisor',
				'countVisitingChildren'
			]
		},
		{ title: m.regles_theme_aids, settings: ['appliesRls', 'estimateSpread'] },
		{ title: m.regles_theme_orientations, settings: ['ownExtraRooms', 'ownCriteria'] }
	]
};

/** Thresholds that somebody must fill in: no text gives them, and nothing stands for them meanwhile. */
export const fillable: readonly SettingName[] = [
	'livingAllowanceMin',
	'firstQuartile',
	'triennialReviewCommunes',
	'abnormalDelays'
];

export const effectNames: Sentences<Effect> = {
	BLOCK: m.regles_effect_block,
	WARN: m.regles_effect_warn,
	CAL: m.regles_effect_cal,
	INFO: m.regles_effect_info
};

export const interWaiverNames: Sentences<CharterInput['interOrganismWaiver']> = {
	CAL: m.regles_inter_waiver_cal,
	GRANTED: m.regles_inter_waiver_granted,
	DENIED: m.regles_inter_waiver_denied
};

export const interReservationNames: Sentences<CharterInput['interOrganismReservation']> = {
	CAL: m.regles_inter_reservation_cal,
	AGREED: m.regles_inter_reservation_agreed
};

export const allowancePeriods: Sentences<OrganismRulesInput['livingAllowancePer']> = {
	DAY: m.regles_per_day,
	MONTH: m.regles_per_month
};

export const allowanceUnits: Sentences<OrganismRulesInput['livingAllowanceDivisor']> = {
	UC: m.regles_unit_uc,
	PERSONS: m.regles_unit_persons
};

/** How well the ceilings of a family are known, and as the territory uses them. */
export const ceilingGradeNames = (grade: CeilingGrade, usesComputed: boolean): string =>
	grade === 'computed' && !usesComputed
		? m.regles_grade_computed_off()
		: {
				published: m.regles_grade_published,
				derived: m.regles_grade_derived,
				computed: m.regles_grade_computed,
				unknown: m.regles_grade_unknown
			}[grade]();

const yesOrNo = (value: boolean): string => (value ? m.regles_yes() : m.regles_no());
const list = (items: readonly string[]): string[] => (items.length > 0 ? [...items] : [m.regles_none()]);
const ruleName = (id: RuleId): string => `${id} ${ruleTitles[id]()}`;

type Says = { [Name in keyof CharterInput]: (value: CharterInput[Name]) => string | string[] } & {
	[Name in keyof OrganismRulesInput]: (value: OrganismRulesInput[Name]) => string | string[];
};

const criteriaSaid = (criteria: readonly LocalCriterion[]) =>
	list(
		criteria.map((criterion) =>
			m.regles_criterion_said({ label: criterionName(criterion), weight: format.number(criterion.weight) })
		)
	);

const says: Says = {
	useComputedCeilings: yesOrNo,
	proposeDespiteMissing: (ids) => list(ids.map(ruleName)),
	effects: (changed) =>
		list(
			Object.entries(changed).map(([id, effect]) =>
				m.regles_effect_pair({ rule: ruleName(id as RuleId), effect: effectNames[effect as Effect]() })
			)
		),
	extraRooms: format.number,
	countVisitingForArea: yesOrNo,
	interOrganismWaiver: (value) => interWaiverNames[value](),
	interOrganismReservation: (value) => interReservationNames[value](),
	excludedLeases: (kinds) => list(kinds.map((kind) => leaseKindNames[kind]())),
	excludedDwellings: (blockers) => list(blockers.map((blocker) => blockerNames[blocker]())),
	derogationAreas: (areas) =>
		list(
			areas.map(({ reference, from, until, ceilingFactor }) =>
				m.regles_area_said({
					reference,
					from: format.day(from),
					until: format.day(until),
					reach:
						ceilingFactor === null
							? m.regles_area_no_ceiling()
							: m.regles_area_above({ percent: format.percent(ceilingFactor - 1) })
				})
			)
		),
	abnormalDelays: (delays) => list(delays.map((delay) => m.regles_delay_said(delay))),
	localCriteria: criteriaSaid,
	firstQuartile: (quartile) =>
		quartile ? m.regles_quartile_said({ amount: format.euros(quartile.amount), year: quartile.year }) : [],
	triennialReviewCommunes: (communes) => (communes ? m.regles_triennial_said({ count: communes.length }) : []),
	renewalWarningDays: (count) => m.regles_days({ count }),
	// A version written before runs had an order of their own follows the rule book.
	objective: (objective = defaultObjective) => [
		...objective.order.map((level, i) => m.regles_objective_rank({ rank: i + 1, level: levelNames[level]() })),
		...priorityKinds.map((kind) =>
			m.regles_objective_points({ situation: priorityNames[kind](), points: objective.priorityPoints[kind] })
		),
		...linkChanceParts.map((part) =>
			m.regles_objective_chance({
				part: linkChanceNames[part](),
				percent: format.percent(objective.linkChances[part] / 100)
			})
		),
		...qualityParts.map((part) =>
			m.regles_objective_points({ situation: qualityPartNames[part](), points: objective.qualityPoints[part] })
		)
	],
	effortRateMax: (share) => format.percent(share, 1),
	livingAllowanceMin: (amount) => (amount === null ? [] : format.euros(amount, { cents: true })),
	livingAllowancePer: (per) => allowancePeriods[per](),
	livingAllowanceDivisor: (unit) => allowanceUnits[unit](),
	countVisitingChildren: yesOrNo,
	estimateSpread: (share) => format.percent(share, 1),
	appliesRls: yesOrNo,
	ownExtraRooms: (rooms) => (rooms === null ? m.regles_as_charter() : format.number(rooms)),
	ownCriteria: criteriaSaid
};

/** The value of a setting, one line or several; empty when it is to be filled in. */
export function settingValue(name: SettingName, settings: SettingsOf[RuleScope]): string[] {
	const value = (settings as Record<string, unknown>)[name];
	if (fillable.includes(name) && isUnset(value)) return [];
	// The name fixes the type of its value.
	const said = (says[name] as (given: unknown) => string | string[])(value);
	return typeof said === 'string' ? [said] : said;
}

export type SettingRow = {
	name: SettingName;
	title: string;
	/** Empty: to be filled in. */
	value: string[];
	/** The value of the rule book: null when it is the one in force, empty when the book has none. */
	byDefault: string[] | null;
	/** The rules of the book that read it, with their article. */
	source: string | null;
	owner: string | null;
	waiver: string | null;
};

/** A setting as a page shows it: value, default, source, who decides, who may waive. */
export function settingRow<S extends RuleScope>(scope: S, name: SettingName, settings: SettingsOf[S]): SettingRow {
	const value = settingValue(name, settings);
	const byDefault = settingValue(name, defaultSettings[scope]);
	const isDefault = value.join('\n') === byDefault.join('\n');
	const read = rulesReading[name].map(ruleOf);
	const waivers = [...new Set(read.flatMap((rule) => rule.waivableBy))].filter((who) => who !== 'nobody');
	return {
		name,
		title: settingNames[name](),
		value,
		byDefault: isDefault && value.length > 0 ? null : byDefault,
		source: read.length > 0 ? format.list(read.map((rule) => `${rule.id} (${rule.source.text})`)) : null,
		owner: read.length > 0 ? ownerNames[scope === 'territory' ? 'territory' : 'organism']() : null,
		waiver: waivers.length > 0 ? format.list(waivers.map((who) => waiverNames[who]())) : null
	};
}

/** Every rule of the book in a line: what it asks, its effect under a charter, who sets it and who may waive. */
export const bookRows = (effects: CharterInput['effects']) =>
	rules.map((rule) => {
		const failures = Object.values(rule.cases).filter(({ kind }) => kind === 'fails');
		const written = [...new Set(failures.map(({ effect }) => effect ?? 'INFO'))];
		const local = rule.isEffectLocal ? effects[rule.id] : undefined;
		return {
			id: rule.id,
			effect: format.list(
				(local ? [local] : written.length > 0 ? written : (['INFO'] as const)).map((one) => effectNames[one]())
			),
			isEffectChanged: local !== undefined,
			source: rule.source.text,
			owner: ownerNames[rule.owner](),
			waiver: format.list(rule.waivableBy.map((who) => waiverNames[who]()))
		};
	});

/** What is wrong in a draft. */
export const ruleDraftErrorSentences: Sentences<RuleDraftError> = {
	ANSWER_MISSING: m.regles_error_answer,
	PERCENT_WRONG: m.regles_error_percent,
	AMOUNT_WRONG: m.regles_error_amount,
	DAYS_WRONG: m.regles_error_days,
	QUARTILE_WRONG: m.regles_error_quartile,
	COMMUNES_WRONG: m.regles_error_communes,
	AREA_WRONG: m.regles_error_area,
	AREA_DAYS_WRONG: m.regles_error_area_days,
	AREA_FACTOR_WRONG: m.regles_error_area_factor,
	DELAY_WRONG: m.regles_error_delay,
	CRITERION_WRONG: m.regles_error_criterion,
	CRITERION_TWICE: m.regles_error_criterion_twice,
	CHARTER_CRITERIA_HEAVY: () => m.regles_error_charter_criteria({ most: mostCriteriaPoints.localCriteria }),
	OWN_CRITERIA_HEAVY: () => m.regles_error_own_criteria({ most: mostCriteriaPoints.ownCriteria }),
	OBJECTIVE_ORDER_WRONG: m.regles_error_objective_order,
	OBJECTIVE_POINTS_WRONG: m.regles_error_objective_points,
	OBJECTIVE_CHANCES_WRONG: m.regles_error_objective_chances,
	OBJECTIVE_EUROS_WRONG: m.regles_error_objective_euros,
	REFERENCE_LONG: m.regles_error_reference,
	RULES_DAY_MISSING: m.regles_error_day_missing,
	RULES_DAY_WRONG: m.regles_error_day
};

/** Why a draft is not kept, given up or put in force. */
export const ruleRefusalSentences: Sentences<ActivationRefusal | 'KEY_REUSED'> = {
	RULES_NO_DRAFT: m.regles_refusal_no_draft,
	RULES_DRAFT_CHANGED: m.regles_refusal_changed,
	RULES_REFERENCE_MISSING: m.regles_refusal_reference,
	RULES_IN_THE_PAST: m.regles_refusal_past,
	RULES_UNCHANGED: m.regles_refusal_unchanged,
	KEY_REUSED: m.regles_refusal_key
};
