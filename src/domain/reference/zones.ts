/** Where a commune stands in the three zonings of the law. Only what the reference lists is known. */
import type { AplZone } from '../affordability/parameters.ts';
import ceilings from './plafonds-ressources.json' with { type: 'json' };
import region from './zonage-apl-ile-de-france.json' with { type: 'json' };
import zoning from './zonage.json' with { type: 'json' };

/** Zones of the ceilings of PLAI, PLUS and PLS: by place of the target dwelling. */
export const ceilingZones = ['paris_limitrophes', 'idf_hors_paris', 'autres_regions'] as const;
export type CeilingZone = (typeof ceilingZones)[number];

/** Zones A bis to C: ceilings of the PLI, loss of the right to stay, triennial review. */
export const abcZones = ['A_bis', 'A', 'B1', 'B2', 'C'] as const;
export type AbcZone = (typeof abcZones)[number];

export type Zones = {
	/** Null when the commune is not in the reference: aids cannot be computed. */
	aplZone: AplZone | null;
	abcZone: AbcZone | null;
	ceilingZone: CeilingZone | null;
	department: string;
};

const parisRing = new Set(Object.keys(ceilings.parisAdjoiningCommunes));
const idfDepartments = new Set(['75', '77', '78', '91', '92', '93', '94', '95']);

const metropolitan = /^(0[1-9]|[1-8]\d|9[0-5]|2[AB])$/;

const listed = new Map(
	[...zoning.epci.communes, ...zoning.neighbours].map((commune) => [
		commune.insee,
		{ aplZone: commune.aplZone as AplZone, abcZone: commune.abcZone as AbcZone }
	])
);

const regional = new Map<string, AplZone>([
	...region.zone1.map((insee): [string, AplZone] => [insee, 1]),
	...region.zone2.map((insee): [string, AplZone] => [insee, 2])
]);

/** INSEE code of the commune, the arrondissements of Paris brought back to Paris. */
const communeOf = (insee: string): string => (/^751\d\d$/.test(insee) ? '75056' : insee);

const departmentOf = (insee: string): string => insee.slice(0, insee.startsWith('97') ? 3 : 2);

function ceilingZoneOf(commune: string): CeilingZone | null {
	if (parisRing.has(commune)) return 'paris_limitrophes';
	const department = departmentOf(commune);
	if (idfDepartments.has(department)) return 'idf_hors_paris';
	// Overseas ceilings are another table, left out of the reference; 98 and 99 are no department.
	return metropolitan.test(department) ? 'autres_regions' : null;
}

const memory = new Map<string, Zones>();

/** The zones of a commune (INSEE code). */
export function zonesOf(insee: string): Zones {
	const known = memory.get(insee);
	if (known) return known;
	const commune = communeOf(insee);
	const zones: Zones = {
		aplZone: listed.get(commune)?.aplZone ?? regional.get(commune) ?? null,
		abcZone: listed.get(commune)?.abcZone ?? null,
		ceilingZone: ceilingZoneOf(commune),
		department: departmentOf(commune)
	};
	memory.set(insee, zones);
	return zones;
}
