/** The documents that may be asked for a social-housing demand: a limitative list (CCH R.441-2-4-1). */
import list from './pieces-justificatives.json' with { type: 'json' };

export const documentKinds = [
	'mandatory-registration',
	'mandatory-instruction',
	'mandatory-instruction-if-claimed',
	'complementary'
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** A document: our code, its French name on the State's sheet, and when it may be asked. */
export type SupportingDocument = { code: string; kind: DocumentKind; label: string };

export const supportingDocuments: readonly SupportingDocument[] = list.documents.map((document) => ({
	code: document.code,
	kind: document.kind as DocumentKind,
	label: document.frenchLabel
}));

const labels = new Map(supportingDocuments.map((document) => [document.code, document.label]));

/** The name of a document; its code when it is not on the list. */
export const documentLabel = (code: string): string => labels.get(code) ?? code;
