import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { dayOf } from '#domain/calendar.ts';
import { changeDocument } from '#domain/demands/file.ts';
import { depositLimits, hasRoomFor, type DepositRefusal } from '#domain/documents/deposited-file.ts';
import { asOf, documentCodes, isReplaced, isSensitive, type DocumentCode } from '#domain/documents/document.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { loadOpenCandidacies, saveCandidacy } from '../demands/store.ts';
import { noteHelp } from '../households/help.ts';
import { households } from '../households/tables.ts';
import type { ForHousehold } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { ReceivedFile } from '../platform/files/received-form.ts';
import { countUse, keyOf } from '../platform/limits.ts';
import { asActor, asSystem, command, type Unit } from '../platform/unit.ts';
import { sealName } from './file-name.ts';
import { keepFile, removeFiles, type KeptFile } from './kept-files.ts';
import { documentFiles } from './tables.ts';

type HouseholdContext = Context & { actor: ForHousehold };
export const depositInput = z.object({
	code: z.enum(documentCodes),
	/** As it came with a form: no JSON holds it. */
	file: z.instanceof(ReceivedFile, { error: 'UPLOAD_MISSING' })
});
type Deposit = z.output<typeof depositInput>;
type Refusal = DepositRefusal | 'DOCUMENT_NOT_ASKED' | 'KEY_REUSED';

const triesPerDay = { count: depositLimits.perDay, minutes: 24 * 60 };

/**
 * The household sends a file of a document that is asked from it. The bytes are received and looked at outside any
 * transaction; then one records the file, and tells the organism that it came.
 */
export async function depositFile(ctx: HouseholdContext, sent: Deposit): Promise<Result<{ fileId: string }, Refusal>> {
	const { householdId } = ctx.actor;
	if (ctx.actor.role === 'helper' && isSensitive(sent.code)) return err('DOCUMENT_NOT_ASKED');
	const isAsked = await asActor(ctx.deps, ctx.actor, async (unit) => (await waitingFor(unit, sent.code)).length > 0);
	if (!isAsked) return err('DOCUMENT_NOT_ASKED');
	const mayTry = await asActor(ctx.deps, { role: 'auth' }, (unit) =>
		countUse(unit, keyOf('deposits', householdId), triesPerDay)
	);
	if (!mayTry) return err('UPLOADS_TOO_MANY');
	const kept = await keepFile(ctx.deps, sent.file);
	if (!kept.ok) return kept;
	const file = kept.value;
	const replaced: string[] = [];
	const input = { code: sent.code, digest: file.digest };
	const done = await command<{ fileId: string }, Refusal>(ctx, 'documents.deposit', input, async (unit) => {
		replaced.length = 0;
		return record(unit, sent, file, replaced);
	});
	// Refused after all, or sent twice: then the first one is kept.
	if (!done.ok || done.value.fileId !== file.id) replaced.splice(0, Infinity, file.id);
	await removeFiles(ctx.deps, replaced);
	return done;
}

/** The candidacies under instruction that wait for a document, locked, and what they become once it has come. */
async function waitingFor(unit: Unit, code: DocumentCode) {
	const { householdId } = unit.actor as ForHousehold;
	const open = await asSystem(unit, ({ tx }) => loadOpenCandidacies(tx, householdId));
	return open.flatMap((row) => {
		const came = changeDocument(row, code, 'deposit', { today: dayOf(unit.now) });
		return came.ok ? [{ row, came: came.value }] : [];
	});
}

/** @param replaced receives the files that this one takes the place of */
async function record(
	unit: Unit,
	{ code, file: { name } }: Deposit,
	file: KeptFile,
	replaced: string[]
): Promise<Result<{ fileId: string }, Refusal>> {
	const { tx, deps, now } = unit;
	const { householdId } = unit.actor as ForHousehold;
	const waiting = await waitingFor(unit, code);
	if (waiting.length === 0) return err('DOCUMENT_NOT_ASKED');
	// One at a time for a household: what it keeps is counted under this lock.
	await tx.select({ id: households.id }).from(households).where(eq(households.id, householdId)).for('update');
	const before = waiting.flatMap(({ row }) => asOf(row.documents, dayOf(now)).filter((one) => one.code === code));
	if (before.some(isReplaced)) {
		const ofDocument = and(eq(documentFiles.householdId, householdId), eq(documentFiles.code, code));
		const removed = await tx.delete(documentFiles).where(ofDocument).returning({ id: documentFiles.id });
		replaced.push(...removed.map(({ id }) => id));
	}
	const kept = await tx
		.select({ bytes: documentFiles.bytes })
		.from(documentFiles)
		.where(eq(documentFiles.householdId, householdId));
	const bytes = kept.reduce((sum, one) => sum + one.bytes, 0);
	if (!hasRoomFor({ files: kept.length, bytes }, file.bytes)) return err('UPLOAD_HOUSEHOLD_FULL');
	await tx.insert(documentFiles).values({
		id: file.id,
		householdId,
		code,
		name: sealName(deps.config, file.id, name, file.format),
		format: file.format,
		bytes: file.bytes,
		isScanned: file.isScanned,
		depositedAt: now
	});
	for (const { row, came } of waiting) {
		await asSystem(unit, () => saveCandidacy(tx, row, came.state, { documents: came.documents }));
		await unit.record([{ type: 'DocumentDeposited', candidacyId: row.id, legId: row.legId }], {
			organismIds: [row.organismId]
		});
	}
	await noteHelp(unit, 'documentDeposited');
	return ok({ fileId: file.id });
}
