/**
 * The documents that may be asked from a household: the limitative list of the arrêté of 22 December 2020
 * (CCH R.441-2-4-1), as `reference/pieces-justificatives.json` holds it. A refusal cannot rest on any other.
 */
import type { Day } from '../calendar.ts';
import { supportingDocuments, type DocumentKind } from '../reference/documents.ts';

/** The documents an organism asks through the exchange, in the order of the list. */
export const documentCodes = [
	'ID-FR',
	'ID-ET',
	'FI-AV',
	'FI-BA',
	'FI-SE',
	'SF-MA',
	'SF-PA',
	'SF-GR',
	'SF-EN',
	'PR-ET',
	'PR-AP',
	'PR-AU',
	'RM-SA',
	'RM-NS',
	'RM-RE',
	'RM-CH',
	'RM-IJ',
	'RM-PA',
	'RM-PS',
	'RM-BO',
	'RM-DI',
	'PT-DH',
	'LO-AC',
	'MO-SL',
	'MO-ND',
	'MO-IN',
	'MO-IH',
	'MO-RV',
	'MO-EX',
	'MO-CO',
	'MO-AP',
	'MO-DI',
	'MO-RF',
	'MO-RT',
	'MO-MP',
	'MO-AM'
] as const;
export type DocumentCode = (typeof documentCodes)[number];

/**
 * On the legal list too, but never asked, listed or counted here: the very line would tell of violence, of a
 * disability or of an illness. The organism's named referents see to them.
 */
export const confidentialDocumentCodes = ['MO-VI', 'MO-HA', 'MO-SA'] as const;

const kinds = new Map(supportingDocuments.map(({ code, kind }) => [code, kind]));

/** Why the document is asked. */
export const kindOfDocument = (code: DocumentCode): DocumentKind => kinds.get(code)!;

/**
 * What no commission examines a file without: one proof of identity or residence, and the tax notice. Each group is
 * satisfied by any one of its documents.
 */
export const mandatoryDocuments: readonly (readonly DocumentCode[])[] = [['ID-FR', 'ID-ET'], ['FI-AV']];

/** A document asked for a file, and the day it came. */
export type AskedDocument = { code: DocumentCode; receivedOn: Day | null };
