import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import { guessMapping } from '#domain/dwellings/import/guess-columns.ts';
import type { reportInput } from '#domain/dwellings/import/import.input.ts';
import type { ImportRefusal } from '#domain/dwellings/import/refusals.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accounts } from '../../accounts/tables.ts';
import { pageCountOf, pageSize, totalRows } from '../../platform/paging.ts';
import { asActor } from '../../platform/unit.ts';
import { actionsOf, loadImport } from './import-actions.ts';
import type { StaffContext } from './receive-import.ts';
import { dwellingImports, importLines } from './tables.ts';

type NotFound = Extract<ImportRefusal, 'IMPORT_NOT_FOUND'>;

/** The files that the organism sent lately, the last first. */
export const listImports = (ctx: StaffContext) =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) =>
		tx
			.select({
				id: dwellingImports.id,
				fileName: dwellingImports.fileName,
				state: dwellingImports.state,
				counts: dwellingImports.counts,
				receivedAt: dwellingImports.receivedAt,
				firstName: accounts.firstName,
				lastName: accounts.lastName
			})
			.from(dwellingImports)
			.leftJoin(accounts, eq(accounts.id, dwellingImports.accountId))
			.where(eq(dwellingImports.organismId, ctx.actor.organismId))
			.orderBy(desc(dwellingImports.receivedAt))
			.limit(pageSize)
	);

/** One file: its columns with what they seem to hold, and how far it is. */
export async function getImport(ctx: StaffContext, { importId }: { importId: string }) {
	const row = await loadImport(ctx, importId);
	if (!row) return err('IMPORT_NOT_FOUND' satisfies NotFound);
	return ok({
		id: row.id,
		fileName: row.fileName,
		size: row.size,
		kind: row.table.kind,
		encoding: row.table.encoding,
		delimiter: row.table.delimiter,
		columns: row.table.headers.map((header, index) => ({
			header,
			samples: row.table.samples.map((cells) => cells[index] ?? '').filter(Boolean)
		})),
		mapping: row.mapping ?? guessMapping(row.table.headers),
		isGuess: row.mapping === null,
		state: row.state,
		rowsRead: row.rowsRead,
		counts: row.counts,
		problem: row.problem,
		receivedAt: row.receivedAt,
		endedAt: row.endedAt,
		actions: actionsOf(row)
	});
}

/** The lines of a report, a page at a time; lines that change nothing are counted, and shown when asked for. */
export const readReport = (
	ctx: StaffContext,
	{ importId, outcomes, page }: z.output<typeof reportInput>
): Promise<Result<Awaited<ReturnType<typeof pageOf>>, NotFound>> =>
	loadImport(ctx, importId).then(async (row) =>
		row ? ok(await pageOf(ctx, importId, outcomes, page)) : err('IMPORT_NOT_FOUND')
	);

const pageOf = (
	ctx: StaffContext,
	importId: string,
	outcomes: z.output<typeof reportInput>['outcomes'],
	page: number
) =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) => {
		const rows = await tx
			.select({ ...shown, total: totalRows() })
			.from(importLines)
			.where(and(ofImport(ctx, importId), outcomes.length > 0 ? inArray(importLines.outcome, outcomes) : undefined))
			.orderBy(asc(importLines.line))
			.limit(pageSize)
			.offset((page - 1) * pageSize);
		const total = rows[0]?.total ?? 0;
		return { total, pageCount: pageCountOf(total), lines: rows.map(({ total: _, ...line }) => line) };
	});

const shown = {
	line: importLines.line,
	reference: importLines.reference,
	outcome: importLines.outcome,
	before: importLines.before,
	after: importLines.after,
	faults: importLines.faults
};

const ofImport = ({ actor }: StaffContext, importId: string) =>
	and(eq(importLines.importId, importId), eq(importLines.organismId, actor.organismId));

/** Lines of a report fetched together, for who takes the whole of it. */
const fetched = 1_000;

/** The lines of a report after one of them, in their order: what a download is made of, a thousand at a time. */
export const nextLines = async (ctx: StaffContext, { importId, after }: { importId: string; after: number }) =>
	(await loadImport(ctx, importId))
		? ok(
				await asActor(ctx.deps, ctx.actor, ({ tx }) =>
					tx
						.select(shown)
						.from(importLines)
						.where(and(ofImport(ctx, importId), gt(importLines.line, after)))
						.orderBy(asc(importLines.line))
						.limit(fetched)
				)
			)
		: err('IMPORT_NOT_FOUND' satisfies NotFound);
