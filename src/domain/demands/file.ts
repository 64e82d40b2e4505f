/** The file of a candidacy: documents asked in one go, received, then complete and ready for the commission. */
import type { Day } from '../calendar.ts';
import type { Explained } from '../eligibility/explain.ts';
import type { RuleId } from '../eligibility/rule-ids.ts';
import type { Household } from '../households/household.ts';
import { err, ok, type Result } from '../result.ts';
import { candidacyWorkflow, type CandidacyState } from './candidacy.workflow.ts';
import { mandatoryDocuments, type AskedDocument, type DocumentCode } from './document.ts';

export type CandidacyFile = { state: CandidacyState; documents: readonly AskedDocument[] };
export type ChangedFile = { state: CandidacyState; documents: AskedDocument[] };

export type FileRefusal =
	| 'FILE_NOT_FOUND'
	| 'FILE_STEP_IMPOSSIBLE'
	| 'DOCUMENTS_NOT_CHOSEN'
	| 'DOCUMENT_NOT_ASKED'
	| 'DOCUMENTS_MISSING'
	| 'RULE_BLOCKS';

/** Asks for documents; those asked already stay as they are. A complete file to which one is added is open again. */
export function askDocuments(file: CandidacyFile, codes: readonly DocumentCode[]): Result<ChangedFile, FileRefusal> {
	const wanted = codes.filter((code) => !file.documents.some((one) => one.code === code));
	if (wanted.length === 0) return err('DOCUMENTS_NOT_CHOSEN');
	const state = file.state === 'screened' ? file.state : candidacyWorkflow.next(file.state, 'reopenFile');
	if (!state) return err('FILE_STEP_IMPOSSIBLE');
	const added = [...new Set(wanted)].map((code): AskedDocument => ({ code, receivedOn: null }));
	return ok({ state, documents: [...file.documents, ...added] });
}

/** Records documents received on a day. One already received keeps its first day. */
export function receiveDocuments(
	file: CandidacyFile,
	codes: readonly DocumentCode[],
	day: Day
): Result<ChangedFile, FileRefusal> {
	if (codes.length === 0) return err('DOCUMENTS_NOT_CHOSEN');
	if (file.state !== 'screened') return err('FILE_STEP_IMPOSSIBLE');
	if (codes.some((code) => !file.documents.some((one) => one.code === code))) return err('DOCUMENT_NOT_ASKED');
	const documents = file.documents.map((one) =>
		codes.includes(one.code) ? { ...one, receivedOn: one.receivedOn ?? day } : one
	);
	return ok({ state: file.state, documents });
}

/** The documents still awaited: those asked and not received, and the mandatory ones nobody has asked. */
export function missingDocuments(documents: readonly AskedDocument[]): DocumentCode[] {
	const awaited = documents.filter((one) => one.receivedOn === null).map((one) => one.code);
	const never = mandatoryDocuments
		.filter((group) => !documents.some((one) => group.includes(one.code)))
		.map((group) => group[0]!);
	return [...awaited, ...never];
}

/**
 * The file is complete: every document is there and no rule that bars an attribution fails when it is read as the
 * commission would read it. The commission alone judges the rest.
 */
export function completeFile(file: CandidacyFile, blockingRules: readonly string[]): Result<ChangedFile, FileRefusal> {
	const state = candidacyWorkflow.next(file.state, 'completeFile');
	if (!state) return err('FILE_STEP_IMPOSSIBLE');
	if (missingDocuments(file.documents).length > 0) return err('DOCUMENTS_MISSING');
	if (blockingRules.length > 0) return err('RULE_BLOCKS');
	return ok({ state, documents: [...file.documents] });
}

/**
 * The household as its file shows it: the documents that came are the proof that rules ask for. A proof of identity
 * or of residence establishes the right of residence, unless the organism has found it irregular.
 */
export function asFiled(household: Household, documents: readonly AskedDocument[]): Household {
	const hasResidence = documents.some(
		({ code, receivedOn }) => receivedOn !== null && mandatoryDocuments[0]!.includes(code)
	);
	return {
		...household,
		missingDocuments: missingDocuments(documents),
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
