/**
 * The dated versions of what a territory (its charter) and an organism (its thresholds) decide. A version is written as
 * a draft, then put in force from a day that is not past; from then on nobody changes it, so that whatever used it can
 * be computed again.
 */
import type { Day } from '../calendar.ts';
import { completedObjective } from '../matching/objective-settings.ts';
import { err, ok, type Result } from '../result.ts';
import type { RuleId } from './rule-ids.ts';
import {
	defaultCharter,
	defaultOrganismRules,
	type OrganismRules,
	type OrganismSettings,
	type TerritoryCharter
} from './settings.ts';
import type { CharterInput } from './settings.input.ts';

/** What a version belongs to. */
export const ruleScopes = ['territory', 'organism'] as const;
export type RuleScope = (typeof ruleScopes)[number];

/** The settings of a version by scope: everything that is decided, nothing left to a default. */
export type SettingsOf = { territory: CharterInput; organism: OrganismRules };
export type SettingName = keyof CharterInput | keyof OrganismRules;

export type RuleVersion<S extends RuleScope = RuleScope> = {
	number: number;
	settings: SettingsOf[S];
	/** Where it was decided, as the minutes of that assembly name it. */
	reference: string;
	/** Its first day; null for a draft. */
	effectiveFrom: Day | null;
};

/** The rules of the book that read each setting: its source, its owner and who may waive are theirs. */
export const rulesReading: Record<SettingName, readonly RuleId[]> = {
	useComputedCeilings: ['INC-01'],
	proposeDespiteMissing: [],
	effects: [],
	extraRooms: ['OCC-01'],
	countVisitingForArea: ['OCC-02'],
	interOrganismWaiver: ['INC-03', 'INC-04'],
	interOrganismReservation: ['RES-01'],
	excludedLeases: ['EXC-02'],
	excludedDwellings: ['EXC-02'],
	derogationAreas: ['INC-05'],
	abnormalDelays: ['PRI-04'],
	localCriteria: ['PRI-03'],
	firstQuartile: ['PRI-06'],
	triennialReviewCommunes: ['EXC-05'],
	renewalWarningDays: ['ADM-02'],
	objective: [],
	effortRateMax: ['SOL-01'],
	livingAllowanceMin: ['SOL-02'],
	livingAllowancePer: ['SOL-02'],
	livingAllowanceDivisor: ['SOL-02'],
	countVisitingChildren: ['SOL-02'],
	estimateSpread: ['SOL-01'],
	appliesRls: ['SOL-01', 'SOL-03'],
	ownExtraRooms: ['OCC-01'],
	ownCriteria: ['PRI-03']
};

/** A threshold that no text gives and nobody has decided: shown « à renseigner », never replaced by a guess. */
export const isUnset = (value: unknown): boolean =>
	value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** The settings that two versions do not share, in the order of the first. */
export function changedSettings<S extends RuleScope>(before: SettingsOf[S], after: SettingsOf[S]): SettingName[] {
	const names = Object.keys(before) as (keyof SettingsOf[S])[];
	return names.filter((name) => !isSame(before[name], after[name])) as SettingName[];
}

/** Whatever the order of keys, since the database gives its own to a JSON object. */
function isSame(a: unknown, b: unknown): boolean {
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
	const keys = Object.keys({ ...a, ...b });
	return keys.every((key) => isSame(a[key as keyof typeof a], b[key as keyof typeof b]));
}

export type ActivationRefusal =
	| 'RULES_NO_DRAFT'
	/** Somebody changed the draft since its effects were looked at. */
	| 'RULES_DRAFT_CHANGED'
	| 'RULES_REFERENCE_MISSING'
	| 'RULES_IN_THE_PAST'
	| 'RULES_UNCHANGED';

/**
 * May a draft be put in force from a day? Never from a past one: verdicts already given would no longer be those of
 * their day.
 */
export function activate<S extends RuleScope>(
	draft: { settings: SettingsOf[S]; reference: string },
	inForce: SettingsOf[S],
	{ from, today }: { from: Day; today: Day }
): Result<{ from: Day }, ActivationRefusal> {
	if (draft.reference.trim() === '') return err('RULES_REFERENCE_MISSING');
	if (from < today) return err('RULES_IN_THE_PAST');
	if (changedSettings<S>(inForce, draft.settings).length === 0) return err('RULES_UNCHANGED');
	return ok({ from });
}

/** The settings of a version; what the book did not let decide when it was written has its default. */
export function completed<S extends RuleScope>(scope: S, settings: Partial<SettingsOf[S]>): SettingsOf[S] {
	const all = { ...defaultSettings[scope], ...settings };
	return 'objective' in all ? { ...all, objective: completedObjective(all.objective) } : all;
}

/** The charter of a territory from one of its versions. */
export const charterOf = (territoryId: string, version: RuleVersion<'territory'>): TerritoryCharter => ({
	...completed('territory', version.settings),
	territoryId,
	version: String(version.number),
	from: version.effectiveFrom!
});

/** The settings of an organism from one of its versions. */
export const organismSettingsOf = (organismId: string, version: RuleVersion<'organism'>): OrganismSettings => ({
	...completed('organism', version.settings),
	organismId,
	version: String(version.number),
	from: version.effectiveFrom!
});

/** The charter of a territory that has decided nothing yet. */
export const undecidedCharter = (territoryId: string): TerritoryCharter => ({
	...defaultCharter,
	territoryId,
	version: '0',
	from: '0001-01-01'
});

/** The settings of a charter alone, without whose they are and since when. */
export function settingsOfCharter(charter: TerritoryCharter): CharterInput {
	const { territoryId: _, version: __, from: ___, ...settings } = charter;
	return settings;
}

/** The thresholds and orientations alone of an organism; the defaults of the rule book when it has decided nothing. */
export function settingsOfOrganism(decided: OrganismSettings | undefined): OrganismRules {
	if (!decided) return defaultOrganismRules;
	const { organismId: _, version: __, from: ___, ...settings } = decided;
	return settings;
}

/** What applies while nothing was decided: the defaults of the rule book. */
export const defaultSettings: SettingsOf = {
	territory: settingsOfCharter(defaultCharter),
	organism: defaultOrganismRules
};
