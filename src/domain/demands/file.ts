/** The file of a candidacy: documents asked in one go, received, then complete and ready for the commission. */
import type { Day } from '../calendar.ts';
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
