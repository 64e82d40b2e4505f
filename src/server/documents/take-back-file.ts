import { and, eq } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import { changeDocument } from '#domain/demands/file.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { loadOpenCandidacies, saveCandidacy } from '../demands/store.ts';
import type { Tenant } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { asSystem, command } from '../platform/unit.ts';
import { removeFiles } from './kept-files.ts';
import { documentFiles } from './tables.ts';

export type TakeBackRefusal = 'DOCUMENT_NOT_FOUND' | 'DOCUMENT_ACCEPTED';

/** The household removes a file it sent, as long as nobody counts on it; it is erased at once. */
export async function takeBackFile(
	ctx: Context & { actor: Tenant },
	{ fileId }: { fileId: string }
): Promise<Result<null, TakeBackRefusal | 'KEY_REUSED'>> {
	const { householdId } = ctx.actor;
	const done = await command<null, TakeBackRefusal>(ctx, 'documents.takeBack', { fileId }, async (unit) => {
		const { tx } = unit;
		const today = dayOf(unit.now);
		const own = and(eq(documentFiles.id, fileId), eq(documentFiles.householdId, householdId));
		const open = await asSystem(unit, () => loadOpenCandidacies(tx, householdId));
		const [file] = await tx.delete(documentFiles).where(own).returning({ code: documentFiles.code });
		if (!file) return err('DOCUMENT_NOT_FOUND');
		const { code } = file;
		if (open.some(({ documents }) => documents.some((one) => one.code === code && one.state === 'accepted')))
			return err('DOCUMENT_ACCEPTED');
		const others = and(eq(documentFiles.householdId, householdId), eq(documentFiles.code, code));
		if ((await tx.$count(documentFiles, others)) > 0) return ok(null);
		for (const row of open) {
			const left = changeDocument(row, code, 'takeBack', { today });
			if (left.ok)
				await asSystem(unit, () => saveCandidacy(tx, row, left.value.state, { documents: left.value.documents }));
		}
		return ok(null);
	});
	if (done.ok) await removeFiles(ctx.deps, [fileId]);
	return done;
}
