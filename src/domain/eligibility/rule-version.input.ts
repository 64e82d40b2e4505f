/**
 * A draft of rules as people type it: boxes, lists of a few lines, « 33 » for a share. What is left empty is not
 * decided, never zero.
 */
import { z } from 'zod';
import { allowanceDivisors } from '../affordability/effort.ts';
import { dwellingBlockers } from '../dwellings/dwelling.ts';
import { leaseKinds } from '../households/household.ts';
import { codesOf, oneCodeOf, typedDay, typedNumber, yesOrNo } from '../typed.input.ts';
import {
	defaultObjective,
	linkChanceParts,
	orderedLevels,
	priorityKinds,
	type OrderedLevel,
	qualityParts,
	type LinkChances,
	type PriorityPoints,
	type QualityPart,
	type QualityPoints
} from '../matching/objective-settings.ts';
import { rules } from './catalogue.ts';
import { isWithinPoints, type CriteriaList } from './local-criteria.ts';
import { effects, type Case, type Effect } from './rule.ts';
import { ruleIds, type RuleId } from './rule-ids.ts';
import { criterionCode, type CharterInput, type OrganismRulesInput } from './settings.input.ts';

/** What may be wrong in a draft; each has its sentence. */
export const ruleDraftErrors = [
	'ANSWER_MISSING',
	'PERCENT_WRONG',
	'AMOUNT_WRONG',
	'DAYS_WRONG',
	'QUARTILE_WRONG',
	'COMMUNES_WRONG',
	'AREA_WRONG',
	'AREA_DAYS_WRONG',
	'AREA_FACTOR_WRONG',
	'DELAY_WRONG',
	'CRITERION_WRONG',
	'CRITERION_TWICE',
	'CHARTER_CRITERIA_HEAVY',
	'OWN_CRITERIA_HEAVY',
	'OBJECTIVE_ORDER_WRONG',
	'OBJECTIVE_POINTS_WRONG',
	'OBJECTIVE_CHANCES_WRONG',
	'OBJECTIVE_EUROS_WRONG',
	'REFERENCE_LONG',
	'RULES_DAY_MISSING',
	'RULES_DAY_WRONG'
] as const;
export type RuleDraftError = (typeof ruleDraftErrors)[number];

const code = (error: RuleDraftError): RuleDraftError => error;

/** The rules whose effect a territory may change (the others are fixed by law). */
export const localRules: readonly RuleId[] = rules.filter((rule) => rule.isEffectLocal).map((rule) => rule.id);

/**
 * The rules that keep from searching when they lack an information, and that a charter may leave for later. Never the
 * ceilings: where one is unknown nothing is proposed, a commission decides.
 */
export const rulesThatMayWait = rules
	.filter(({ id, cases }) => id !== 'INC-01' && Object.values(cases).some(keepsFromSearching))
	.map((rule) => rule.id);

function keepsFromSearching({ kind, effect, atMatching }: Case): boolean {
	return kind === 'missing' && (atMatching ?? effect) === 'BLOCK';
}

const blankIsNull = <T extends z.ZodType>(schema: T) =>
	z.preprocess((typed) => (typed === '' || typed === undefined ? null : typed), schema.nullable());

const typedAmount = (max: number, error: RuleDraftError) =>
	typedNumber({ missing: code(error), invalid: code(error) }, { max });

const whole = (error: RuleDraftError, { min, max }: { min: number; max: number }) =>
	typedNumber({ missing: code(error), invalid: code(error) }, { min, max }).pipe(z.number().int(code(error)));

/** A share typed in percent, to the hundredth: 33.3 % must not become 0.33299999. */
const percent = ({ min, max }: { min: number; max: number }) =>
	typedNumber({ missing: code('PERCENT_WRONG'), invalid: code('PERCENT_WRONG') }, { min, max }).transform(
		(typed) => Math.round(typed * 100) / 10_000
	);

/** INSEE codes or identifiers, one a line or between commas. */
const typedList = (pattern: RegExp, error: RuleDraftError) =>
	z.preprocess(
		(typed) => (typeof typed === 'string' ? typed.split(/[\s,;]+/).filter(Boolean) : (typed ?? [])),
		z.array(z.string().regex(pattern, code(error)), code(error)).max(2_000, code(error))
	);

const insee = /^\d[\dAB]\d{3}$/;
const name = z.string(code('AREA_WRONG')).trim().min(1, code('AREA_WRONG')).max(120, code('AREA_WRONG'));

const derogationArea = z
	.object({
		basis: oneCodeOf(['R441-1-1', 'R441-1-2'], code('AREA_WRONG')),
		reference: name,
		from: typedDay({ missing: code('AREA_DAYS_WRONG'), invalid: code('AREA_DAYS_WRONG') }),
		until: typedDay({ missing: code('AREA_DAYS_WRONG'), invalid: code('AREA_DAYS_WRONG') }),
		communes: typedList(insee, 'AREA_WRONG'),
		estates: typedList(/^[\w-]{1,60}$/, 'AREA_WRONG'),
		dwellings: typedList(/^[\w-]{1,60}$/, 'AREA_WRONG').default([]),
		/** How far above the ceiling, %; empty: the ceiling is not opposable at all. */
		abovePercent: blankIsNull(
			typedNumber({ missing: code('AREA_FACTOR_WRONG'), invalid: code('AREA_FACTOR_WRONG') }, { min: 0, max: 900 })
		)
	})
	.refine((area) => area.from <= area.until, code('AREA_DAYS_WRONG'))
	.refine((area) => area.communes.length + area.estates.length + area.dwellings.length > 0, code('AREA_WRONG'))
	// CCH R.441-1-2: a delegation agreement raises the ceilings by 30 % at most and never sets them aside.
	.refine(
		(area) => area.basis === 'R441-1-1' || (area.abovePercent !== null && area.abovePercent <= 30),
		code('AREA_FACTOR_WRONG')
	)
	.transform(({ abovePercent, ...area }) => ({
		...area,
		id: area.reference,
		ceilingFactor: abovePercent === null ? null : Math.round(10_000 + abovePercent * 100) / 10_000
	}));

const abnormalDelay = z.object({
	department: z
		.string(code('DELAY_WRONG'))
		.trim()
		.regex(/^(\d{2,3}|2[AB])$/, code('DELAY_WRONG')),
	months: whole('DELAY_WRONG', { min: 1, max: 600 })
});

const criterionText = z
	.string(code('CRITERION_WRONG'))
	.trim()
	.min(1, code('CRITERION_WRONG'))
	.max(120, code('CRITERION_WRONG'));

const typedCriteria = z
	.array(
		z.object({
			code: z.string(code('CRITERION_WRONG')).trim().regex(criterionCode, code('CRITERION_WRONG')),
			labelFr: criterionText,
			labelEn: criterionText,
			weight: whole('CRITERION_WRONG', { min: 0, max: 100 })
		})
	)
	.max(100)
	.default([])
	.refine(
		(criteria) => new Set(criteria.map((criterion) => criterion.code)).size === criteria.length,
		code('CRITERION_TWICE')
	);

const criteriaHeavy: Record<CriteriaList, RuleDraftError> = {
	localCriteria: 'CHARTER_CRITERIA_HEAVY',
	ownCriteria: 'OWN_CRITERIA_HEAVY'
};
const criteriaOf = (list: CriteriaList) =>
	typedCriteria.refine((criteria) => isWithinPoints(list, criteria), criteriaHeavy[list]);

/** Empty means « as in the rule book ». */
const typedEffects = z.preprocess(
	(typed) =>
		typeof typed === 'object' && typed !== null
			? Object.fromEntries(Object.entries(typed).filter(([, effect]) => effect !== ''))
			: {},
	z
		.partialRecord(z.enum(ruleIds), z.enum(effects))
		.refine((changed) => Object.keys(changed).every((id) => localRules.includes(id as RuleId)), code('ANSWER_MISSING'))
);

const reference = z.string().trim().max(200, code('REFERENCE_LONG')).default('');
/** The draft as it was when its form was made; absent for a first draft. */
const revision = z.preprocess(
	(typed) => (typed === '' || typed === undefined ? null : typed),
	z.coerce.number().int().min(1).nullable()
);

const ranks = ['1', '2', '3', '4', '5'] as const satisfies { length: (typeof orderedLevels)['length'] };

/** The levels by their rank, each once; a draft that does not speak of them keeps the order of the rule book. */
const objectiveOrder = z
	.record(z.enum(ranks), z.enum(orderedLevels, code('OBJECTIVE_ORDER_WRONG')))
	.transform((byRank) => ranks.map((rank) => byRank[rank]))
	.refine((order) => new Set(order).size === orderedLevels.length, code('OBJECTIVE_ORDER_WRONG'))
	.default([...defaultObjective.order]);

const priorityPoints = z
	.record(z.enum(priorityKinds), whole('OBJECTIVE_POINTS_WRONG', { min: 0, max: 100 }))
	.default({ ...defaultObjective.priorityPoints });

const linkChances = z
	.record(z.enum(linkChanceParts), whole('OBJECTIVE_CHANCES_WRONG', { min: 1, max: 100 }))
	.default({ ...defaultObjective.linkChances });

const qualityPoint = whole('OBJECTIVE_POINTS_WRONG', { min: 0, max: 100 });
const qualityPoints = z
	.object({
		...(Object.fromEntries(qualityParts.map((part) => [part, qualityPoint])) as Record<
			QualityPart,
			typeof qualityPoint
		>),
		// What is saved is divided by it.
		eurosPerPoint: whole('OBJECTIVE_EUROS_WRONG', { min: 1, max: 100 })
	})
	.default({ ...defaultObjective.qualityPoints });

const settingsTyped = <
	T extends {
		objectiveOrder: OrderedLevel[];
		priorityPoints: PriorityPoints;
		linkChances: LinkChances;
		qualityPoints: QualityPoints;
	}
>({
	objectiveOrder: order,
	priorityPoints: situations,
	linkChances: chances,
	qualityPoints: quality,
	...settings
}: T) => ({
	...settings,
	objective: { order, priorityPoints: { ...situations }, linkChances: { ...chances }, qualityPoints: { ...quality } }
});

/** Whether both fields were read, whatever is wrong with the others. */
const isRead = (value: unknown, names: readonly string[]): boolean =>
	typeof value === 'object' &&
	value !== null &&
	names.every((name) => (value as Record<string, unknown>)[name] !== undefined);

/** A draft of the charter of a territory. */
export const charterDraftInput = z
	.object({
		reference,
		revision,
		useComputedCeilings: yesOrNo(code('ANSWER_MISSING')),
		proposeDespiteMissing: codesOf(ruleIds, code('ANSWER_MISSING')).refine(
			(ids) => ids.every((id) => rulesThatMayWait.includes(id)),
			code('ANSWER_MISSING')
		),
		effects: typedEffects,
		extraRooms: whole('ANSWER_MISSING', { min: 0, max: 3 }),
		countVisitingForArea: yesOrNo(code('ANSWER_MISSING')),
		interOrganismWaiver: oneCodeOf(['CAL', 'GRANTED', 'DENIED'], code('ANSWER_MISSING')),
		interOrganismReservation: oneCodeOf(['CAL', 'AGREED'], code('ANSWER_MISSING')),
		excludedLeases: codesOf(leaseKinds, code('ANSWER_MISSING')),
		excludedDwellings: codesOf(dwellingBlockers, code('ANSWER_MISSING')),
		derogationAreas: z.array(derogationArea).max(500).default([]),
		abnormalDelays: z.array(abnormalDelay).max(101).default([]),
		localCriteria: criteriaOf('localCriteria'),
		firstQuartileYear: blankIsNull(whole('QUARTILE_WRONG', { min: 2017, max: 2100 })),
		firstQuartileAmount: blankIsNull(typedAmount(1_000_000, 'QUARTILE_WRONG')),
		triennialReviewCommunes: typedList(insee, 'COMMUNES_WRONG'),
		renewalWarningDays: whole('DAYS_WRONG', { min: 0, max: 120 }),
		objectiveOrder,
		priorityPoints,
		linkChances,
		qualityPoints
	})
	.refine((draft) => (draft.firstQuartileYear === null) === (draft.firstQuartileAmount === null), {
		path: ['firstQuartileAmount'],
		error: code('QUARTILE_WRONG'),
		// Said together with what is wrong elsewhere, and not after.
		when: ({ value }) => isRead(value, ['firstQuartileYear', 'firstQuartileAmount'])
	})
	.transform(({ reference, revision, firstQuartileYear: year, firstQuartileAmount: amount, ...typed }) => ({
		reference,
		revision,
		settings: {
			...settingsTyped(typed),
			effects: typed.effects as Partial<Record<RuleId, Effect>>,
			firstQuartile: year === null || amount === null ? null : { year, amount },
			triennialReviewCommunes: typed.triennialReviewCommunes.length > 0 ? typed.triennialReviewCommunes : null
		} satisfies CharterInput
	}));
export type CharterDraft = z.infer<typeof charterDraftInput>;

/** A draft of the thresholds and orientations of an organism. */
export const thresholdsDraftInput = z
	.object({
		reference,
		revision,
		effortPercent: percent({ min: 5, max: 100 }),
		/** €; empty: the organism has set none. */
		livingAllowanceMin: blankIsNull(typedAmount(10_000, 'AMOUNT_WRONG')),
		livingAllowancePer: oneCodeOf(['MONTH', 'DAY'], code('ANSWER_MISSING')),
		livingAllowanceDivisor: oneCodeOf(allowanceDivisors, code('ANSWER_MISSING')),
		countVisitingChildren: yesOrNo(code('ANSWER_MISSING')),
		spreadPercent: percent({ min: 0, max: 50 }),
		appliesRls: yesOrNo(code('ANSWER_MISSING')),
		/** Empty: as the charter says. */
		ownExtraRooms: blankIsNull(whole('ANSWER_MISSING', { min: 0, max: 3 })),
		ownCriteria: criteriaOf('ownCriteria')
	})
	.transform(({ reference, revision, effortPercent, spreadPercent, ...draft }) => ({
		reference,
		revision,
		settings: {
			effortRateMax: effortPercent,
			...draft,
			estimateSpread: spreadPercent
		} satisfies OrganismRulesInput
	}));
export type ThresholdsDraft = z.infer<typeof thresholdsDraftInput>;

/** What is asked to put a draft in force. */
export const activateInput = z.object({
	/** The draft as it was looked at. */
	revision: z.coerce.number().int().min(1),
	from: typedDay({ missing: code('RULES_DAY_MISSING'), invalid: code('RULES_DAY_WRONG') })
});
