/**
 * What a territory and its organisms decide, as dated versions: thresholds and orientations are data, never code.
 * A run, a proposal and a sheet of the CAL keep the version they used and can be computed again with it.
 */
import { defaultAffordability, type AffordabilitySettings } from '../affordability/settings.ts';
import type { Day } from '../calendar.ts';
import type { DwellingBlocker } from '../dwellings/dwelling.ts';
import type { LeaseKind } from '../households/household.ts';
import { defaultObjective, type ObjectiveSettings } from '../matching/objective-settings.ts';
import type { Effect } from './rule.ts';
import type { RuleId } from './rule-ids.ts';

/** The state of the rules themselves: their text, their formulas and the legal figures. Changed with the code. */
export const ruleBookVersion = '2026-11-22';

/**
 * Where and how far the ceilings are set aside: by an order of the prefect (CCH R.441-1-1, in particular to make
 * exchanges easier) or by a delegation agreement (R.441-1-2: at most 30 % above).
 */
export type DerogationArea = {
	id: string;
	basis: 'R441-1-1' | 'R441-1-2';
	/** Reference of the order or of the agreement. */
	reference: string;
	from: Day;
	until: Day;
	/** A dwelling is inside when one of the lists names it. */
	communes: string[];
	estates: string[];
	dwellings: string[];
	/** Ceilings multiplied by this; null: not opposable at all (order of the prefect only). */
	ceilingFactor: number | null;
};

/**
 * A criterion of the orientations of a territory or of an organism (CCH R.441-9 IV): it ranks, it never excludes.
 * `weight`: the points of priority of a household that meets it.
 */
export type LocalCriterion = { code: string; labelFr: string; labelEn: string; weight: number };

export type TerritoryCharter = {
	territoryId: string;
	version: string;
	from: Day;
	/** Use the ceilings recomputed by the indexation rule where the published table was not found. */
	useComputedCeilings: boolean;
	/** Rules that block but whose missing information does not keep a pair from being proposed. */
	proposeDespiteMissing: RuleId[];
	/** Effects of the rules whose effect is local, when they are not the default ones. */
	effects: Partial<Record<RuleId, Effect>>;
	/** Rooms accepted beyond persons + 1 on the target (visiting rights, carer). */
	extraRooms: number;
	/** A child with visiting rights counts for the least area of the dwelling. */
	countVisitingForArea: boolean;
	/**
	 * Ceilings not opposable to an under-occupant who goes to another organism: the texts read do not settle it.
	 * CAL: the commission decides; GRANTED: agreed by the territory and the prefect; DENIED.
	 */
	interOrganismWaiver: 'CAL' | 'GRANTED' | 'DENIED';
	/** Flow reservations in an exchange between organisms: CAL until the agreements say it weighs nothing. */
	interOrganismReservation: 'CAL' | 'AGREED';
	/** Leases and dwellings kept out of the exchange. */
	excludedLeases: LeaseKind[];
	excludedDwellings: DwellingBlocker[];
	derogationAreas: DerogationArea[];
	/** Abnormally long delay by department, months (order of the prefect, CCH L.441-1-4). */
	abnormalDelays: { department: string; months: number }[];
	localCriteria: LocalCriterion[];
	/** First quartile of incomes (yearly order), €/year by consumption unit; null: not filled. */
	firstQuartile: { year: number; amount: number } | null;
	/** Communes where the occupancy is reviewed every three years (décret 2019-634); null: list not filled. */
	triennialReviewCommunes: string[] | null;
	/** Days before its end when the renewal of the demand is called for. */
	renewalWarningDays: number;
	/** What runs seek, in which order. */
	objective: ObjectiveSettings;
};

/** What an organism decides of who comes into its own dwellings, where the law leaves it to it. */
export type Orientations = {
	/** Rooms it accepts beyond persons + 1 in its dwellings; null: as the charter says. */
	ownExtraRooms: number | null;
	/** Its published orientations, beside the criteria of the territory. */
	ownCriteria: LocalCriterion[];
};

/** Everything an organism decides: its thresholds and its orientations. */
export type OrganismRules = AffordabilitySettings & Orientations;

/** Before an organism has decided anything: the defaults of the rule book, and the charter. */
export const defaultOrganismRules: OrganismRules = { ...defaultAffordability, ownExtraRooms: null, ownCriteria: [] };

export type OrganismSettings = OrganismRules & { organismId: string; version: string; from: Day };

/** The charter before a territory has decided anything: the law, and the defaults of the rule book. */
export const defaultCharter: TerritoryCharter = {
	territoryId: 'default',
	version: '1',
	from: '2026-01-01',
	useComputedCeilings: false,
	// Checked by the organism with documents before the commission; a sitting tenant is searched for meanwhile.
	proposeDespiteMissing: ['ADM-03', 'OCC-03'],
	effects: {},
	extraRooms: 0,
	countVisitingForArea: false,
	interOrganismWaiver: 'CAL',
	interOrganismReservation: 'CAL',
	// List of the regional exchange platform, shipped as the default.
	excludedLeases: ['law1948', 'precarious', 'jobTied', 'association', 'shared', 'specialUnit'],
	excludedDwellings: ['rehabilitation', 'sale', 'demolition', 'reserver', 'specialUnit', 'artistStudio'],
	derogationAreas: [],
	abnormalDelays: [],
	localCriteria: [],
	firstQuartile: null,
	triennialReviewCommunes: null,
	// CCH R.441-2-7: notice one month at least before the end.
	renewalWarningDays: 30,
	objective: defaultObjective
};

/** The rules of a day: the charter in force and the settings of each organism. */
export type RuleSet = {
	/** Names the book, the charter and every organism's settings, with a digest of their content. */
	version: string;
	charter: TerritoryCharter;
	organisms: Readonly<Record<string, OrganismSettings>>;
};

/** All the dated versions ever adopted. */
export type RuleHistory = { charters: readonly TerritoryCharter[]; organisms: readonly OrganismSettings[] };

const latest = <T extends { from: Day }>(versions: readonly T[], day: Day): T | null =>
	versions.reduce<T | null>(
		(best, version) => (version.from <= day && (best === null || version.from >= best.from) ? version : best),
		null
	);

/** The rules in force on a day; the default charter before the first one. */
export function ruleSetAt(history: RuleHistory, day: Day): RuleSet {
	const charter = latest(history.charters, day) ?? defaultCharter;
	const ids = [...new Set(history.organisms.map((settings) => settings.organismId))].sort();
	const organisms = Object.fromEntries(
		ids
			.map((id) =>
				latest(
					history.organisms.filter((settings) => settings.organismId === id),
					day
				)
			)
			.filter((settings) => settings !== null)
			.map((settings) => [settings.organismId, settings])
	);
	return aRuleSet(charter, organisms);
}

/** A rule set from a charter and the settings of organisms, with its version. */
export function aRuleSet(
	charter: TerritoryCharter = defaultCharter,
	organisms: Readonly<Record<string, OrganismSettings>> = {}
): RuleSet {
	const content = canonical({ ruleBookVersion, charter, organisms });
	return {
		version: `${ruleBookVersion}/${charter.territoryId}@${charter.version}/${digest(content)}`,
		charter,
		organisms
	};
}

/** The rule book that a rule set was of, from its name. */
export const bookOf = (version: string): Day => version.slice(0, version.indexOf('/'));

/** What an organism decided, or the defaults. */
export const organismRulesOf = (rules: RuleSet, organismId: string): OrganismRules =>
	rules.organisms[organismId] ?? defaultOrganismRules;

/** The same JSON for the same content, whatever the order of the keys. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value !== null && typeof value === 'object')
		return `{${Object.entries(value)
			.filter(([, field]) => field !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`)
			.join(',')}}`;
	return JSON.stringify(value);
}

/** Two FNV-1a sums side by side, 64 bits in hexadecimal: names a version, protects nothing. */
function digest(text: string): string {
	let low = 0x811c9dc5;
	let high = 0x9747b28c;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		low = Math.imul(low ^ code, 0x01000193);
		high = Math.imul(high ^ (code + i), 0x01000193);
	}
	return [low, high].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
