/** What the organism says of a document that came, and who of it is in charge of the file. */
import { dayOf } from '#domain/calendar.ts';
import { changeDocument, type FileRefusal } from '#domain/demands/file.ts';
import type { AcceptDocumentInput, RefuseDocumentInput } from '#domain/documents/document.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { loadCandidacy, saveCandidacy } from '../demands/store.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { command } from '../platform/unit.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, FileRefusal | 'KEY_REUSED'>>;

/** The document proves what it was asked for. */
export const acceptDocument = (ctx: StaffContext, input: AcceptDocumentInput): Answer =>
	review(ctx, 'accept', input, { validUntil: input.validUntil });

/** It does not; the household reads why, and is asked for it again with all that is missing. */
export const refuseDocument = (ctx: StaffContext, input: RefuseDocumentInput): Answer =>
	review(ctx, 'refuse', input, { refusal: input.reason });

const review = (
	ctx: StaffContext,
	action: 'accept' | 'refuse',
	input: AcceptDocumentInput | RefuseDocumentInput,
	told: Omit<Parameters<typeof changeDocument>[3], 'today'>
): Answer =>
	command(ctx, `documents.${action}`, input, async (unit) => {
		const row = await loadCandidacy(unit.tx, ctx.actor, input.legId);
		if (!row) return err('FILE_NOT_FOUND');
		const seen = changeDocument(row, input.code, action, { ...told, today: dayOf(unit.now) });
		if (!seen.ok) return seen;
		await saveCandidacy(unit.tx, row, seen.value.state, { documents: seen.value.documents });
		const type = action === 'accept' ? 'DocumentAccepted' : 'DocumentRefused';
		await unit.record([{ type, candidacyId: row.id, legId: row.legId }]);
		return ok(null);
	});

/**
 * Takes charge of a file: from then on its files that may tell of health or violence are for this officer alone. What a
 * colleague is in charge of, only a manager takes over.
 */
export const takeCharge = (
	ctx: StaffContext,
	input: { legId: string }
): Promise<Result<null, FileRefusal | 'FILE_IN_CHARGE' | 'KEY_REUSED'>> =>
	command(ctx, 'documents.takeCharge', input, async (unit) => {
		const { accountId, staffRole } = ctx.actor;
		const row = await loadCandidacy(unit.tx, ctx.actor, input.legId);
		if (!row) return err('FILE_NOT_FOUND');
		if (row.assignedTo === accountId) return ok(null);
		if (row.assignedTo !== null && staffRole !== 'manager') return err('FILE_IN_CHARGE');
		await saveCandidacy(unit.tx, row, row.state, { assignedTo: accountId });
		await unit.record([{ type: 'FileTakenInCharge', candidacyId: row.id, legId: row.legId }]);
		return ok(null);
	});
