import { and, eq, inArray, sql } from 'drizzle-orm';
import type { KeptFormat } from '#domain/documents/deposited-file.ts';
import { sharedFileStates } from '#domain/proposals/leg.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { isBeforeCommission } from '../commissions/sitting.ts';
import { candidacies } from '../demands/tables.ts';
import type { Staff, Tenant } from '../platform/actor.ts';
import { readSensitive } from '../platform/audit.ts';
import type { Context } from '../platform/context.ts';
import { mayReadOneMore } from '../platform/count-reading.ts';
import { asActor } from '../platform/unit.ts';
import { legs } from '../proposals/tables.ts';
import { openName } from './file-name.ts';
import { openFile } from './kept-files.ts';
import { documentFiles } from './tables.ts';

/** A file that may be opened. `content` opens it for pages in this process: nothing of it leaves as JSON. */
export type ReadableFile = { name: string; format: KeptFormat; content: () => Promise<Uint8Array> };

const readable = (ctx: Context, file: typeof documentFiles.$inferSelect): ReadableFile => ({
	name: openName(ctx.deps.config, file),
	format: file.format,
	content: () => openFile(ctx.deps, file.id)
});

/** A file of the household that asks. */
export const readOwnFile = (
	ctx: Context & { actor: Tenant },
	{ fileId }: { fileId: string }
): Promise<Result<ReadableFile, 'DOCUMENT_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) => {
		const [file] = await tx
			.select()
			.from(documentFiles)
			.where(and(eq(documentFiles.id, fileId), eq(documentFiles.householdId, ctx.actor.householdId)));
		return file ? ok(readable(ctx, file)) : err('DOCUMENT_NOT_FOUND');
	});

/**
 * A file of a household whose candidacy the organism instructs, of a document that it asked for; one that may tell of
 * health or violence, for the officer in charge alone. A secretary opens those of the cases that the commission has before
 * it. The household is told that its file was read.
 */
export async function readFileOfCandidacy(
	ctx: Context & { actor: Staff },
	{ legId, fileId }: { legId: string; fileId: string }
): Promise<Result<ReadableFile, 'DOCUMENT_NOT_FOUND' | 'READINGS_TOO_MANY'>> {
	const { accountId, organismId, staffRole } = ctx.actor;
	if (!(await mayReadOneMore(ctx))) return err('READINGS_TOO_MANY');
	return asActor(ctx.deps, ctx.actor, async (unit) => {
		const [row] = await unit.tx
			.select({ file: documentFiles, assignedTo: candidacies.assignedTo })
			.from(documentFiles)
			.innerJoin(candidacies, eq(candidacies.householdId, documentFiles.householdId))
			.innerJoin(legs, eq(legs.id, candidacies.legId))
			.where(
				and(
					eq(documentFiles.id, fileId),
					eq(legs.id, legId),
					eq(legs.targetOrganismId, organismId),
					inArray(legs.state, [...sharedFileStates]),
					eq(candidacies.organismId, organismId),
					staffRole === 'calSecretary' ? isBeforeCommission(organismId) : undefined,
					sql`${candidacies.documents} @> jsonb_build_array(jsonb_build_object('code', ${documentFiles.code}))`
				)
			);
		if (!row || (row.file.isSensitive && row.assignedTo !== accountId)) return err('DOCUMENT_NOT_FOUND');
		readSensitive(unit, 'documents', row.file.householdId);
		return ok(readable(ctx, row.file));
	});
}
