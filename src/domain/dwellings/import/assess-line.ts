/** What a line of a file would change, or why it may not. */
import { freeInChain, neededForNew, newSheet, sheetFields, type ImportedLine, type ImportedSheet } from './fields.ts';
import type { LineFault } from './line.input.ts';

/** A dwelling on record, with what else depends on it. */
export type KnownDwelling = {
	id: string;
	sheet: ImportedSheet;
	/** A chain under way leads to it or frees it. */
	isInChain: boolean;
	/** A lease runs. */
	isLet: boolean;
	/** The organism offers it, vacant, to start chains. */
	startsChains: boolean;
};

export const lineOutcomes = ['created', 'changed', 'unchanged', 'refused'] as const;
export type LineOutcome = (typeof lineOutcomes)[number];

export type Assessment =
	| { outcome: 'created'; after: Partial<ImportedSheet> }
	/** Only the fields that change. */
	| { outcome: 'changed'; before: Partial<ImportedSheet>; after: Partial<ImportedSheet> }
	| { outcome: 'unchanged' }
	| { outcome: 'refused'; faults: LineFault[] };

/** Compares a line with the dwelling of the same reference; null when the organism has none. */
export function assessLine(line: ImportedLine, known: KnownDwelling | null): Assessment {
	if (!known) return assessNew(line);
	const before: Record<string, unknown> = {};
	const after: Record<string, unknown> = {};
	for (const field of sheetFields) {
		if (line[field] === undefined || line[field] === known.sheet[field]) continue;
		before[field] = known.sheet[field];
		after[field] = line[field];
	}
	if (Object.keys(after).length === 0) return { outcome: 'unchanged' };
	const faults = changeFaults(after, known);
	return faults.length > 0 ? { outcome: 'refused', faults } : { outcome: 'changed', before, after };
}

function assessNew(line: ImportedLine): Assessment {
	const missing = neededForNew.filter((field) => line[field] === undefined);
	if (missing.length > 0)
		return { outcome: 'refused', faults: missing.map((field) => ({ field, problem: 'NEEDED_FOR_NEW' })) };
	return { outcome: 'created', after: newSheet(line) };
}

function changeFaults(after: Partial<ImportedSheet>, known: KnownDwelling): LineFault[] {
	const faults: LineFault[] = [];
	// The rules of the chain, and what its households read, were worked out on this sheet.
	if (known.isInChain)
		for (const field of sheetFields)
			if (field in after && !freeInChain.includes(field)) faults.push({ field, problem: 'DWELLING_IN_CHAIN' });
	if (known.isLet && after.vacantFrom) faults.push({ field: 'vacantFrom', problem: 'DWELLING_LET' });
	// What may start chains is vacant and has its rent (offer.ts).
	if (known.startsChains)
		for (const field of ['reletRent', 'vacantFrom'] as const)
			if (after[field] === null) faults.push({ field, problem: 'DWELLING_OFFERED' });
	return faults;
}
