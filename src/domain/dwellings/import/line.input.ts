/** One line of a file of dwellings, validated as a whole: each cell is read by its field, every fault is told. */
import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import type { Result } from '../../result.ts';
import {
	sheetFields,
	streetParts,
	type ImportedLine,
	type ImportField,
	type Mapping,
	type SheetField
} from './fields.ts';
import {
	plainWords,
	readAccessibility,
	readDay,
	readEnergyClass,
	readFinancing,
	readFloor,
	readNumber,
	readPostalCode,
	readReservation,
	readRooms,
	readText,
	readYesOrNo,
	saysOccupied,
	saysUnknown
} from './read-cell.ts';
import type { LineProblem } from './refusals.ts';

/** The communes of the exchange: by their INSEE code, and by their plain name; a name that two share leads to null. */
export type Places = { codes: ReadonlySet<string>; names: ReadonlyMap<string, string | null> };

/** The communes as lines name them. */
export function placesOf(communes: readonly { insee: string; name: string }[]): Places {
	const names = new Map<string, string | null>();
	for (const { insee, name } of communes) {
		const plain = plainWords(name);
		names.set(plain, names.has(plain) ? null : insee);
	}
	return { codes: new Set(communes.map(({ insee }) => insee)), names };
}

/** What is wrong with a line, and in which field; null when it is the line as a whole. */
export type LineFault = { field: ImportField | null; problem: LineProblem };

const maxAmount = 20_000;
const maxArea = 2_000;
const maxReference = 60;

type Read<T> = (text: string) => Result<T, LineProblem>;

/** A cell that is empty was not told: the field is then absent. */
const told = <T>(read: Read<T>) =>
	z
		.string()
		.default('')
		.transform((text, context): T | undefined => {
			if (text.trim() === '') return undefined;
			const result = read(text);
			if (result.ok) return result.value;
			const message: LineProblem = saysUnknown(text) ? 'CANNOT_BE_UNKNOWN' : result.refusal;
			context.addIssue({ code: 'custom', message, input: text });
			return z.NEVER;
		});
/** One that may be said unknown, which erases what was on record. */
const toldOrUnknown = <T>(read: Read<T>) =>
	told<T | null>((text) => (saysUnknown(text) ? { ok: true, value: null } : read(text)));

const amount: Read<number> = (text) => readNumber(text, { max: maxAmount });

const reference = z
	.string()
	.default('')
	.transform((text) => text.replaceAll(/\s+/g, ' ').trim())
	.pipe(
		z
			.string()
			.min(1, 'REFERENCE_MISSING' satisfies LineProblem)
			.max(maxReference, 'TEXT_TOO_LONG' satisfies LineProblem)
	);

const communeOf =
	({ codes, names }: Places): Read<string> =>
	(text) => {
		const code = text.replaceAll(/\s/g, '').toUpperCase().padStart(5, '0');
		if (codes.has(code)) return { ok: true, value: code };
		const named = names.get(plainWords(text));
		if (named) return { ok: true, value: named };
		return { ok: false, refusal: named === null ? 'COMMUNE_AMBIGUOUS' : 'COMMUNE_UNKNOWN' };
	};

/** The schema of a line: its cells by field, as texts. */
export const lineInput = (places: Places) =>
	z.object({
		reference,
		street: told(readText),
		postalCode: told(readPostalCode),
		door: told(readText),
		commune: told(communeOf(places)),
		estate: told(readText),
		rooms: told(readRooms),
		area: told((text) => readNumber(text, { min: 1, max: maxArea })),
		floor: told(readFloor),
		hasLift: told(readYesOrNo),
		accessibility: told(readAccessibility),
		financing: told(readFinancing),
		reletRent: toldOrUnknown(amount),
		annexRent: told(amount),
		charges: told(amount),
		energyClass: toldOrUnknown(readEnergyClass),
		isDecent: toldOrUnknown(readYesOrNo),
		hasAplAgreement: told(readYesOrNo),
		isInPriorityQuarter: told(readYesOrNo),
		reservation: told(readReservation),
		isFurnished: told(readYesOrNo),
		vacantFrom: told<Day | null>((text) => (saysOccupied(text) ? { ok: true, value: null } : readDay(text)))
	} satisfies Record<SheetField | 'reference', z.ZodType>);

/** A function that reads the lines of a file: made once, called for each. */
export function lineReader(mapping: Mapping, places: Places) {
	const schema = lineInput(places);
	const cellsOf = (cells: readonly string[], field: ImportField) => {
		const column = mapping[field];
		return column === undefined ? '' : withoutGuard(cells[column] ?? '');
	};
	return (cells: readonly string[]): { line: ImportedLine | null; reference: string; faults: LineFault[] } => {
		const texts: Partial<Record<ImportField, string>> = { reference: cellsOf(cells, 'reference') };
		for (const field of sheetFields) texts[field] = cellsOf(cells, field);
		texts.street = streetParts
			.map((part) => cellsOf(cells, part).trim())
			.filter(Boolean)
			.join(' ');
		const { data, error } = schema.safeParse(texts);
		const shown = texts.reference!.slice(0, maxReference);
		if (error)
			return {
				line: null,
				reference: shown,
				faults: error.issues.map(({ path, message }) => ({
					field: (path[0] as ImportField | undefined) ?? null,
					problem: message as LineProblem
				}))
			};
		const line = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as ImportedLine;
		return { line, reference: line.reference, faults: [] };
	};
}

/** What an export of ours put before a text that a spreadsheet would have computed. */
const withoutGuard = (cell: string): string => (/^'[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell);
