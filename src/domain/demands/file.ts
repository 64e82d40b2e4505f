/** The file of a candidacy: documents asked in one go, received, then complete and ready for the commission. */
import type { Day } from '../calendar.ts';
import type { Explained } from '../eligibility/explain.ts';
import type { RuleId } from '../eligibility/rule-ids.ts';
import type { Household } from '../households/household.ts';
import { err, ok, type Result } from '../result.ts';
import { candidacyWorkflow, type CandidacyState } from './candidacy.workflow.ts';
import {
	actOn,
	asOf,
	askedFor,
	awaitedDocuments,
	mandatoryDocuments,
	unsettledDocuments,
	type AskedDocument,
	type DocumentCode,
	type DocumentRefusal
} from '../documents/document.ts';
import type { DocumentAction, DocumentRefusalReason } from '../documents/document.workflow.ts';

export type CandidacyFile = { state: CandidacyState; documents: readonly AskedDocument[] };
export type ChangedFile = { state: CandidacyState; documents: AskedDocument[] };

export type FileRefusal =
	| 'FILE_NOT_FOUND'
	| 'FILE_STEP_IMPOSSIBLE'
	| 'DOCUMENTS_NOT_CHOSEN'
	| 'DOCUMENTS_MISSING'
	| 'RULE_BLOCKS'
	| DocumentRefusal;

/**
 * Asks for what is missing, in one go: the documents chosen, and with them those refused or out of date. Those that are
 * here stay as they are. A complete file to which something is missing is open again.
 *
 * @param deposited the documents of which the household has sent files before, and when: they are filed once
 */
export function askDocuments(
	file: CandidacyFile,
	codes: readonly DocumentCode[],
	today: Day,
	deposited: ReadonlyMap<DocumentCode, Day> = new Map()
): Result<ChangedFile, FileRefusal> {
	const present = asOf(file.documents, today);
	const added = [...new Set(codes)].filter((code) => !present.some((one) => one.code === code));
	const again = awaitedDocuments(present).filter(({ state }) => state !== 'asked');
	if (added.length + again.length === 0) return err('DOCUMENTS_NOT_CHOSEN');
	const state = file.state === 'screened' ? file.state : candidacyWorkflow.next(file.state, 'reopenFile');
	if (!state) return err('FILE_STEP_IMPOSSIBLE');
	let documents = [...present, ...added.map(askedFor)];
	for (const { code } of again) documents = done(documents, code, 'askAgain', today);
	for (const code of added) if (deposited.has(code)) documents = done(documents, code, 'deposit', deposited.get(code)!);
	return ok({ state, documents });
}

/** What is possible from the state that was just looked at. */
function done(documents: AskedDocument[], code: DocumentCode, action: DocumentAction, on: Day): AskedDocument[] {
	const result = actOn(documents, code, action, { on });
	return result.ok ? result.value : documents;
}

/** Records papers that came to the desk on a day, seen by who receives them. What was accepted keeps its day. */
export function receiveDocuments(
	file: CandidacyFile,
	codes: readonly DocumentCode[],
	today: Day
): Result<ChangedFile, FileRefusal> {
	if (codes.length === 0) return err('DOCUMENTS_NOT_CHOSEN');
	if (file.state !== 'screened') return err('FILE_STEP_IMPOSSIBLE');
	let documents = asOf(file.documents, today);
	for (const code of codes) {
		if (documents.some((one) => one.code === code && one.state === 'accepted')) continue;
		const received = actOn(documents, code, 'receiveAtDesk', { on: today });
		if (!received.ok) return received;
		documents = received.value;
	}
	return ok({ state: file.state, documents });
}

/** What the household or the officer does with one document of a file that is being prepared. */
export function changeDocument(
	file: CandidacyFile,
	code: DocumentCode,
	action: Extract<DocumentAction, 'deposit' | 'takeBack' | 'accept' | 'refuse'>,
	told: { today: Day; refusal?: DocumentRefusalReason; validUntil?: Day | null }
): Result<ChangedFile, FileRefusal> {
	if (file.state !== 'screened') return err('FILE_STEP_IMPOSSIBLE');
	const done = actOn(asOf(file.documents, told.today), code, action, { on: told.today, ...told });
	return done.ok ? ok({ state: file.state, documents: done.value }) : done;
}

/**
 * The file is complete: every document was accepted and no rule that bars an attribution fails when it is read as the
 * commission would read it. The commission alone judges the rest.
 */
export function completeFile(
	file: CandidacyFile,
	blockingRules: readonly string[],
	today: Day
): Result<ChangedFile, FileRefusal> {
	const state = candidacyWorkflow.next(file.state, 'completeFile');
	if (!state) return err('FILE_STEP_IMPOSSIBLE');
	if (unsettledDocuments(asOf(file.documents, today)).length > 0) return err('DOCUMENTS_MISSING');
	if (blockingRules.length > 0) return err('RULE_BLOCKS');
	return ok({ state, documents: [...file.documents] });
}

/**
 * The household as its file shows it on a day: the documents accepted are the proof that rules ask for. A proof of
 * identity or of residence establishes the right of residence, unless the organism has found it irregular.
 */
export function asFiled(household: Household, documents: readonly AskedDocument[], today: Day): Household {
	const present = asOf(documents, today);
	const hasResidence = present.some(({ code, state }) => state === 'accepted' && mandatoryDocuments[0]!.includes(code));
	return {
		...household,
		missingDocuments: unsettledDocuments(present),
		hasRightOfResidence: household.hasRightOfResidence ?? (hasResidence ? true : null)
	};
}

/** The rules that stand in the way of an award: those that bar it and fail, or cannot be answered. */
export const barringRules = (results: readonly Pick<Explained, 'rule' | 'outcome' | 'effect'>[]): RuleId[] =>
	results
		.filter(({ outcome, effect }) => outcome === 'notMet' || (outcome === 'missing' && effect === 'BLOCK'))
		.map(({ rule }) => rule);

/** The rules that the commission may set aside: failed or in doubt, and left to its judgement. */
export const waivableRules = (results: readonly Pick<Explained, 'rule' | 'outcome' | 'waivableBy'>[]): RuleId[] =>
	results
		.filter(({ outcome, waivableBy }) => ['toCheck', 'notMet'].includes(outcome) && waivableBy.includes('commission'))
		.map(({ rule }) => rule);
