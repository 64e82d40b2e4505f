/**
 * The documents that may be asked from a household: the limitative list of the arrêté of 22 December 2020
 * (CCH R.441-2-4-1), as `reference/pieces-justificatives.json` holds it. A refusal cannot rest on any other.
 */
import type { Day } from '../calendar.ts';
import { supportingDocuments, type DocumentKind } from '../reference/documents.ts';
import { err, ok, type Result } from '../result.ts';
import {
	documentWorkflow,
	type DocumentAction,
	type DocumentRefusalReason,
	type DocumentState
} from './document.workflow.ts';

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

/**
 * Documents whose content may tell of health or of violence: a pregnancy, a sick leave, an invalidity, the benefit for
 * disabled adults, a complaint. Only the officer in charge of the file opens their files.
 */
export const sensitiveDocumentCodes: readonly DocumentCode[] = ['FI-SE', 'SF-GR', 'RM-RE', 'RM-IJ', 'RM-PS'];
export const isSensitive = (code: DocumentCode): boolean => sensitiveDocumentCodes.includes(code);

const kinds = new Map(supportingDocuments.map(({ code, kind }) => [code, kind]));

/** Why the document is asked. */
export const kindOfDocument = (code: DocumentCode): DocumentKind => kinds.get(code)!;

/**
 * What no commission examines a file without: one proof of identity or residence, and the tax notice. Each group is
 * satisfied by any one of its documents.
 */
export const mandatoryDocuments: readonly (readonly DocumentCode[])[] = [['ID-FR', 'ID-ET'], ['FI-AV']];

/** A document asked for a file, and what became of it. */
export type AskedDocument = {
	code: DocumentCode;
	state: DocumentState;
	/** The day it came, the last time it came. */
	receivedOn: Day | null;
	/** Why it was refused; stays while it is asked again. */
	refusal: DocumentRefusalReason | null;
	/** The last day on which it proves what it is asked for; null when nothing says so. */
	validUntil: Day | null;
};

export type DocumentRefusal = 'DOCUMENT_NOT_ASKED' | 'DOCUMENT_STEP_IMPOSSIBLE' | 'DOCUMENT_VALIDITY_MISSING';

/** A document that is asked, and has not come. */
export const askedFor = (code: DocumentCode): AskedDocument => ({
	code,
	state: 'asked',
	receivedOn: null,
	refusal: null,
	validUntil: null
});

/**
 * The last day on which a document is good, when the text says it. The tax notice of year N-2 is that of another year
 * on the first of January.
 */
const lastDayOf = (code: DocumentCode, receivedOn: Day): Day | null =>
	code === 'FI-AV' ? `${receivedOn.slice(0, 4)}-12-31` : null;

/** Whether the date of its end is read on the document itself: a residence title is valid on the day of the commission. */
export const hasOwnEnd = (code: DocumentCode): boolean => code === 'ID-ET';

/** The documents as they are on a day: what has passed its last day is out of date. */
export const asOf = (documents: readonly AskedDocument[], today: Day): AskedDocument[] =>
	documents.map((one) => {
		const state = one.validUntil !== null && one.validUntil < today ? documentWorkflow.next(one.state, 'expire') : null;
		return state ? { ...one, state } : one;
	});

/** What is told of a document with an action. */
type Told = { on: Day; refusal?: DocumentRefusalReason; validUntil?: Day | null };

/**
 * Does one thing with one document of a list that is as of today.
 *
 * @param told the day; with `refuse`, why; with `accept`, the end that is read on the document
 */
export function actOn(
	documents: readonly AskedDocument[],
	code: DocumentCode,
	action: DocumentAction,
	told: Told
): Result<AskedDocument[], DocumentRefusal> {
	const document = documents.find((one) => one.code === code);
	if (!document) return err('DOCUMENT_NOT_ASKED');
	const state = documentWorkflow.next(document.state, action);
	if (!state) return err('DOCUMENT_STEP_IMPOSSIBLE');
	const end = told.validUntil ?? null;
	if (action === 'accept' && hasOwnEnd(code) && (end === null || end < told.on))
		return err('DOCUMENT_VALIDITY_MISSING');
	const changed = { ...document, state, ...changesOf[action](document, { ...told, validUntil: end }) };
	return ok(documents.map((one) => (one === document ? changed : one)));
}

type Changes = Partial<Omit<AskedDocument, 'code' | 'state'>>;

/** What each action writes on the document beside its state. */
const changesOf: Record<DocumentAction, (document: AskedDocument, told: Told) => Changes> = {
	deposit: ({ code }, { on }) => ({ receivedOn: on, validUntil: lastDayOf(code, on) }),
	takeBack: () => ({ receivedOn: null, validUntil: null }),
	receiveAtDesk: ({ code }, { on }) => ({ receivedOn: on, refusal: null, validUntil: lastDayOf(code, on) }),
	accept: ({ validUntil }, told) => ({ refusal: null, validUntil: told.validUntil ?? validUntil }),
	refuse: (_, { refusal }) => ({ refusal: refusal ?? null, validUntil: null }),
	expire: () => ({}),
	askAgain: ({ state, refusal }) => ({
		refusal: state === 'expired' ? 'outdated' : refusal,
		receivedOn: null,
		validUntil: null
	})
};

/** Whether something came that may be read, looked at or not. */
export const isHere = ({ state }: AskedDocument): boolean => state === 'received' || state === 'accepted';

const awaitedStates: readonly DocumentState[] = ['asked', 'refused', 'expired'];

/**
 * Whether the files of a document give way to the next one: they were refused, or are out of date. Those of a document
 * that was found incomplete stay, to be completed.
 */
export const isReplaced = ({ state, refusal }: AskedDocument): boolean =>
	refusal !== 'incomplete' && (state === 'refused' || state === 'expired' || (state === 'asked' && refusal !== null));

/** What the household has to send: asked and not here, refused, out of date. */
export const awaitedDocuments = (documents: readonly AskedDocument[]): AskedDocument[] =>
	documents.filter(({ state }) => awaitedStates.includes(state));

/** The documents no file goes without that nobody has asked, one of each group. */
const neverAsked = (documents: readonly AskedDocument[]): DocumentCode[] =>
	mandatoryDocuments.filter((group) => !documents.some((one) => group.includes(one.code))).map((group) => group[0]!);

/** The documents that are not here: those the household has to send, and the mandatory ones nobody has asked. */
export const missingDocuments = (documents: readonly AskedDocument[]): DocumentCode[] => [
	...awaitedDocuments(documents).map(({ code }) => code),
	...neverAsked(documents)
];

/** The documents that keep a file from the commission: missing, or not looked at. */
export const unsettledDocuments = (documents: readonly AskedDocument[]): DocumentCode[] => [
	...documents.filter(({ state }) => state !== 'accepted').map(({ code }) => code),
	...neverAsked(documents)
];
