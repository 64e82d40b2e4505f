/** What a file may say of a dwelling: one field per column that can be chosen, and what is kept of them. */
import { picked } from '../../picked.ts';
import type { Dwelling, Reservation } from '../dwelling.ts';

/** What a line tells in the words of the sheet of a dwelling. */
const sharedFields = [
	'commune',
	'rooms',
	'area',
	'floor',
	'hasLift',
	'accessibility',
	'financing',
	'reletRent',
	'annexRent',
	'energyClass',
	'isDecent',
	'hasAplAgreement',
	'isInPriorityQuarter',
	'isFurnished',
	'vacantFrom'
] as const satisfies readonly (keyof Dwelling)[];
type SharedSheet = Pick<Dwelling, (typeof sharedFields)[number]>;

/** What is kept of a line, as it is compared with what is on record. Surfaces in m², amounts in €/month. */
export type ImportedSheet = SharedSheet & {
	street: string;
	postalCode: string;
	door: string;
	/** The name of the residence, within its commune. */
	estate: string;
	/** An organism knows its charges. */
	charges: number;
	reservation: Reservation['kind'];
};
export type SheetField = keyof ImportedSheet;

/** In the order of the mapping page and of the report. */
export const sheetFields = [
	'street',
	'postalCode',
	'door',
	'commune',
	'estate',
	'rooms',
	'area',
	'floor',
	'hasLift',
	'accessibility',
	'financing',
	'reletRent',
	'annexRent',
	'charges',
	'energyClass',
	'isDecent',
	'hasAplAgreement',
	'isInPriorityQuarter',
	'reservation',
	'isFurnished',
	'vacantFrom'
] as const satisfies readonly SheetField[];

/** RPLS files write the street in four columns: they are put together in this order. */
export const streetParts = ['streetNumber', 'streetRepeat', 'streetType', 'street'] as const;

/** What a column of the file can be said to hold. */
export const importFields = ['reference', 'streetNumber', 'streetRepeat', 'streetType', ...sheetFields] as const;
export type ImportField = (typeof importFields)[number];

/** The column of the file (from 0) that holds each field; a field without column is not told by the file. */
export type Mapping = Partial<Record<ImportField, number>>;

/** What one line of the file says: a field that is absent was not told, which changes nothing. */
export type ImportedLine = { reference: string } & Partial<ImportedSheet>;

/** A dwelling cannot be written without these: the exchange guesses none of them. */
export const neededForNew = [
	'street',
	'postalCode',
	'commune',
	'estate',
	'rooms',
	'area',
	'floor',
	'hasLift',
	'accessibility',
	'financing',
	'annexRent',
	'charges',
	'hasAplAgreement',
	'isInPriorityQuarter',
	'reservation'
] as const satisfies readonly SheetField[];

/** What may be corrected while a chain counts on the dwelling: where it is, nothing that the chain was built on. */
export const freeInChain: readonly SheetField[] = ['street', 'postalCode', 'door', 'estate'];

/** The sheet of a new dwelling, once every needed field is told: what is not told stays unknown. */
export const newSheet = (line: ImportedLine): Omit<ImportedLine, 'reference'> => {
	const { reference: _, ...told } = line;
	return {
		door: '',
		reletRent: null,
		energyClass: null,
		isDecent: null,
		isFurnished: false,
		vacantFrom: null,
		...told
	};
};

/** What a dwelling says of itself as a line of a file would, to be compared with one. */
export const sheetOf = (
	dwelling: SharedSheet & { charges: number; reservation: Reservation },
	place: Pick<ImportedSheet, 'street' | 'postalCode' | 'door' | 'estate'>
): ImportedSheet => ({
	...place,
	...picked(dwelling, sharedFields),
	charges: dwelling.charges,
	reservation: dwelling.reservation.kind
});
