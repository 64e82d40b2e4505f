/** A home in words: its sheet, line by line, and its name in a sentence. */
import type { Accessibility, EnergyClass, Typologie } from '#domain/dwellings/dwelling.ts';
import * as m from '../paraglide/messages.js';
import * as format from './format.ts';

/** « T3 à Éragny ». */
export const homeName = ({ typologie, commune }: { typologie: Typologie; commune: string }): string =>
	m.needs_home_in({ typologie, where: format.inCommune(commune) });

export const accessibilityNames: Record<Accessibility, () => string> = {
	ordinary: m.needs_access_ordinary,
	accessible: m.needs_access_accessible,
	adapted: m.needs_access_adapted
};

/** « 3e étage, sans ascenseur ». */
export function floorSentence({ floor, hasLift }: { floor: number; hasLift: boolean }): string {
	const said =
		floor === 0
			? m.needs_sheet_ground_floor()
			: floor === 1
				? m.needs_sheet_first_floor()
				: m.needs_sheet_nth_floor({ floor });
	if (floor === 0) return said;
	return hasLift ? m.needs_sheet_with_lift({ floor: said }) : m.needs_sheet_without_lift({ floor: said });
}

export type SheetWords = {
	typologie: Typologie;
	area: number;
	floor: number;
	hasLift: boolean;
	accessibility: Accessibility;
	energyClass: EnergyClass | null;
	commune: string;
	organism: string;
};

/** The lines of a sheet that say what the home is; rents are another matter. */
export const sheetRows = (sheet: SheetWords): { term: string; value: string | null }[] => [
	{
		term: m.needs_sheet_type(),
		value: m.needs_sheet_type_value({ typologie: sheet.typologie, area: format.area(sheet.area) })
	},
	{ term: m.needs_sheet_commune(), value: sheet.commune },
	{ term: m.needs_sheet_floor(), value: floorSentence(sheet) },
	{ term: m.needs_sheet_access(), value: accessibilityNames[sheet.accessibility]() },
	{ term: m.needs_sheet_energy(), value: sheet.energyClass ?? m.ui_unknown() },
	{ term: m.needs_sheet_landlord(), value: sheet.organism }
];
