/** The income ceilings of access, by year, zone, financing and household category. */
import type { Financing } from '../dwellings/dwelling.ts';
import data from '../reference/plafonds-ressources.json' with { type: 'json' };
import { abcZones, ceilingZones, type AbcZone, type CeilingZone } from '../reference/zones.ts';
import type { Category } from './category.ts';

/** The four families of ceilings; older financings let under the PLUS ones. */
export const ceilingFamilies = ['PLAI', 'PLUS', 'PLS', 'PLI'] as const;
export type CeilingFamily = (typeof ceilingFamilies)[number];

/**
 * published: read in a published table. derived: by the legal rule (PLS = 130 % of the PLUS). computed: recomputed by
 * the indexation rule, not read anywhere; used only where the territory enables it, and badged.
 */
export type CeilingStatus = 'published' | 'derived' | 'computed';

/** €/year. `low` and `high` differ by the euro that a recomputed rounding leaves open. */
export type Ceiling = { low: number; high: number; status: CeilingStatus; legal: string };

type Column = Record<string, number | null>;
type Family = { status: string; source: { legal: string }; values: Record<string, Column> };

const families: Record<string, Record<string, Family>> = data.ceilings;
const computed: Record<string, Record<string, Record<string, Column>>> = { PLAI: data.computedNotSourced.PLAI };
const ambiguous = data.computedNotSourced.validation.ambiguousRoundings as [number, string, string, number, number][];
const pli: Record<string, { source?: string; values: Record<string, Column> | null }> = data.PLI;

/** The family of ceilings of a financing. */
export const ceilingFamilyOf = (financing: Financing): CeilingFamily =>
	financing === 'HLM_BEFORE_1977' || financing === 'PLA_1977_1999' ? 'PLUS' : financing;

/** The years for which at least one ceiling is known. */
export const ceilingYears: readonly number[] = Object.keys(data.ceilings).map(Number);

function amountIn(column: Column | undefined, { category, extraPersons }: Category): number | null {
	const base = column?.[String(category)] ?? null;
	const perExtra = column?.perExtraPerson ?? null;
	if (base === null) return null;
	if (extraPersons === 0) return base;
	return perExtra === null ? null : base + extraPersons * perExtra;
}

/**
 * The ceiling of a year (that of the signature of the lease) for a target dwelling; null when no source gives it.
 * @param useComputed accepts the values recomputed by the indexation rule
 */
export function incomeCeiling(
	year: number,
	family: CeilingFamily,
	zone: { ceilingZone: CeilingZone | null; abcZone: AbcZone | null },
	category: Category,
	useComputed: boolean
): Ceiling | null {
	if (family === 'PLI') return pliCeiling(year, zone.abcZone, category);
	if (zone.ceilingZone === null) return null;
	const table = families[String(year)]?.[family];
	const published = amountIn(table?.values[zone.ceilingZone], category);
	if (table && published !== null) {
		const status = table.status.startsWith('derived') ? 'derived' : 'published';
		return { low: published, high: published, status, legal: table.source.legal };
	}
	const recomputed = useComputed ? amountIn(computed[family]?.[String(year)]?.[zone.ceilingZone], category) : null;
	if (recomputed === null) return null;
	const doubt = ambiguous.find(
		([y, z, c]) => y === year && z === zone.ceilingZone && c === String(category.category) && family === 'PLAI'
	);
	const gap = doubt ? doubt[4] - doubt[3] : 0;
	return {
		low: recomputed - gap,
		high: recomputed,
		status: 'computed',
		legal: table?.source.legal ?? 'CCH, art. R.441-1'
	};
}

/** How well the ceilings of a family are known, from best to worst. */
export const ceilingGrades = ['published', 'derived', 'computed', 'unknown'] as const;
export type CeilingGrade = (typeof ceilingGrades)[number];

const grading = {
	zones: [
		...ceilingZones.map((ceilingZone) => ({ ceilingZone, abcZone: null })),
		...abcZones.map((abcZone) => ({ ceilingZone: null, abcZone }))
	],
	categories: [1, 2, 3, 4, 5, 6].map((category) => ({ category, extraPersons: 0 }))
};

/** What is known of the ceilings of a year: for each family, the worst grade over its zones and categories. */
export function gradeCeilings(year: number): Record<CeilingFamily, CeilingGrade> {
	const gradeOf = (family: CeilingFamily): CeilingGrade => {
		const zones = grading.zones.filter(({ abcZone }) => (abcZone === null) === (family !== 'PLI'));
		const grades = zones.flatMap((zone) =>
			grading.categories.map((category) => incomeCeiling(year, family, zone, category, true)?.status ?? 'unknown')
		);
		return ceilingGrades.findLast((grade) => grades.includes(grade)) ?? 'unknown';
	};
	return { PLAI: gradeOf('PLAI'), PLUS: gradeOf('PLUS'), PLS: gradeOf('PLS'), PLI: gradeOf('PLI') };
}

/** What ceilings nobody has keep a run of a year from proposing. */
export type CeilingGaps = {
	year: number;
	/** Families whose homes are proposed to nobody, but where the ceiling is not opposable. */
	missing: CeilingFamily[];
	/** Those of them that the recomputed values would open, if the territory accepted them. */
	computable: CeilingFamily[];
};

/** The families of ceilings that a territory cannot read in a year. */
export function ceilingGaps(year: number, usesComputed: boolean): CeilingGaps {
	const grades = gradeCeilings(year);
	const computable = usesComputed ? [] : ceilingFamilies.filter((family) => grades[family] === 'computed');
	const isMissing = (family: CeilingFamily) => grades[family] === 'unknown' || computable.includes(family);
	return { year, missing: ceilingFamilies.filter(isMissing), computable };
}

function pliCeiling(year: number, abcZone: AbcZone | null, category: Category): Ceiling | null {
	const table = pli[String(year)];
	if (!table?.values || abcZone === null) return null;
	const column = table.values[abcZone === 'B2' || abcZone === 'C' ? 'B2_C' : abcZone];
	const value = amountIn(column, category);
	return value === null ? null : { low: value, high: value, status: 'published', legal: 'CGI, annexe III (PLI)' };
}
