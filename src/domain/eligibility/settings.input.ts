/** What a territory and an organism may set: thresholds and orientations, checked. */
import { z } from 'zod';
import { allowanceDivisors } from '../affordability/effort.ts';
import { dwellingBlockers } from '../dwellings/dwelling.ts';
import { leaseKinds } from '../households/household.ts';
import { linkChanceParts, orderedLevels, priorityKinds } from '../matching/objective-settings.ts';
import { rules } from './catalogue.ts';
import { isWithinPoints, mostCriteriaPoints, type CriteriaList } from './local-criteria.ts';
import { effects } from './rule.ts';
import { ruleIds, type RuleId } from './rule-ids.ts';

export const dayInput = z.iso.date('a day written YYYY-MM-DD');

const name = z.string().trim().min(1).max(120);

const derogationAreaInput = z
	.object({
		id: name,
		basis: z.enum(['R441-1-1', 'R441-1-2']),
		reference: name,
		from: dayInput,
		until: dayInput,
		communes: z.array(z.string()).max(2_000).default([]),
		estates: z.array(z.string()).max(2_000).default([]),
		dwellings: z.array(z.string()).max(10_000).default([]),
		ceilingFactor: z.number().min(1).max(10).nullable()
	})
	.refine((area) => area.from <= area.until, { path: ['until'], message: 'ends before it starts' })
	// CCH R.441-1-2: a delegation agreement raises the ceilings by 30 % at most and never sets them aside.
	.refine((area) => area.basis === 'R441-1-1' || (area.ceilingFactor !== null && area.ceilingFactor <= 1.3), {
		path: ['ceilingFactor'],
		message: 'at most 1.3 under R.441-1-2'
	});

const localRules: readonly RuleId[] = rules.filter((rule) => rule.isEffectLocal).map((rule) => rule.id);

const points = z.int().min(0).max(100);

/** A code is kept in journals: letters, digits and hyphens, never a sentence. */
export const criterionCode = /^[\p{L}\d-]{1,40}$/u;

const objectiveInput = z.strictObject({
	order: z
		.array(z.enum(orderedLevels))
		.refine((order) => order.length === orderedLevels.length && new Set(order).size === order.length, {
			message: 'every level once'
		})
		.readonly(),
	priorityPoints: z.record(z.enum(priorityKinds), points),
	// A chance of nothing would make every move worth nothing, and all as good.
	linkChances: z.record(z.enum(linkChanceParts), z.int().min(1).max(100)),
	qualityPoints: z.strictObject({
		base: points,
		perWish: points,
		eurosPerPoint: z.int().min(1).max(100),
		mostForBill: points,
		perYearWaited: points,
		mostForWait: points,
		toCheck: points
	})
});

const criteriaInput = (list: CriteriaList) =>
	z
		.array(z.object({ code: z.string().regex(criterionCode), labelFr: name, labelEn: name, weight: points }))
		.max(100)
		.refine((criteria) => new Set(criteria.map(({ code }) => code)).size === criteria.length, {
			message: 'every code once'
		})
		.refine((criteria) => isWithinPoints(list, criteria), {
			message: `at most ${mostCriteriaPoints[list]} points together`
		});

/** A charter as the coordinator writes it; its version and first day are given by the use case. */
export const charterInput = z.strictObject({
	useComputedCeilings: z.boolean(),
	proposeDespiteMissing: z.array(z.enum(ruleIds)),
	effects: z
		.partialRecord(z.enum(ruleIds), z.enum(effects))
		.refine((changed) => Object.keys(changed).every((id) => localRules.includes(id as RuleId)), {
			message: 'the effect of this rule is fixed by law'
		}),
	extraRooms: z.int().min(0).max(3),
	countVisitingForArea: z.boolean(),
	interOrganismWaiver: z.enum(['CAL', 'GRANTED', 'DENIED']),
	interOrganismReservation: z.enum(['CAL', 'AGREED']),
	excludedLeases: z.array(z.enum(leaseKinds)),
	excludedDwellings: z.array(z.enum(dwellingBlockers)),
	derogationAreas: z.array(derogationAreaInput).max(500),
	abnormalDelays: z.array(z.object({ department: name, months: z.int().min(1).max(600) })).max(101),
	localCriteria: criteriaInput('localCriteria'),
	firstQuartile: z.object({ year: z.int().min(2017).max(2100), amount: z.number().min(0).max(1_000_000) }).nullable(),
	triennialReviewCommunes: z.array(z.string()).max(40_000).nullable(),
	renewalWarningDays: z.int().min(0).max(120),
	objective: objectiveInput
});
export type CharterInput = z.infer<typeof charterInput>;

/** The settings an organism fills. No reste à vivre is shipped: null until it is set. */
export const affordabilityInput = z.strictObject({
	effortRateMax: z.number().min(0.05).max(1),
	livingAllowanceMin: z.number().min(0).max(10_000).nullable(),
	livingAllowancePer: z.enum(['MONTH', 'DAY']),
	livingAllowanceDivisor: z.enum(allowanceDivisors),
	countVisitingChildren: z.boolean(),
	estimateSpread: z.number().min(0).max(0.5),
	appliesRls: z.boolean()
});
export type AffordabilityInput = z.infer<typeof affordabilityInput>;

/** Everything an organism fills: its thresholds, then its orientations for its own dwellings. */
export const organismRulesInput = affordabilityInput.extend({
	ownExtraRooms: z.int().min(0).max(3).nullable(),
	ownCriteria: criteriaInput('ownCriteria')
});
export type OrganismRulesInput = z.infer<typeof organismRulesInput>;
