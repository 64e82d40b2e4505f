import { and, asc, desc, eq, gt, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import { guessMapping } from '#domain/dwellings/import/guess-columns.ts';
import type { reportInput } from '#domain/dwellings/import/import.input.ts';
import type { ImportRefusal } from '#domain/dwellings/import/refusals.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accounts } from '../../accounts/tables.ts';
import { readImported } from '../../platform/audit.ts';
import type { Tx } from '../../platform/context.ts';
import { pageCountOf, pageSize, totalRows } from '../../platform/paging.ts';
import { asActor } from '../../platform/unit.ts';
import { actionsOf } from './import-actions.ts';
import type { StaffContext } from './receive-import.ts';
import { dwellingImports, importLines } from './tables.ts';

type NotFound = Extract<ImportRefusal, 'IMPORT_NOT_FOUND'>;

/** The files that the organism sent lately, the last first. */
export const listImports = (ctx: StaffContext) =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		readImported(unit, null);
		return unit.tx
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
			.limit(pageSize);
	});

/**
 * Reads in one file of the organism, and notes that it was read.
 *
 * @returns a file of another organism is not found.
 */
const reading = <T>(
	ctx: StaffContext,
	importId: string,
	work: (row: typeof dwellingImports.$inferSelect, tx: Tx) => T | Promise<T>
): Promise<Result<T, NotFound>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const [row] = await unit.tx
			.select()
			.from(dwellingImports)
			.where(and(eq(dwellingImports.id, importId), eq(dwellingImports.organismId, ctx.actor.organismId)));
		if (!row) return err('IMPORT_NOT_FOUND');
		readImported(unit, importId);
		return ok(await work(row, unit.tx));
	});

/** One file: its columns with what they seem to hold, and how far it is. */
export const getImport = (ctx: StaffContext, { importId }: { importId: string }) =>
	reading(ctx, importId, (row) => ({
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
	}));

/** The lines of a report, a page at a time; lines that change nothing are counted, and shown when asked for. */
export const readReport = (ctx: StaffContext, { importId, outcomes, page }: z.output<typeof reportInput>) =>
	reading(ctx, importId, async (_, tx) => {
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
export const nextLines = (ctx: StaffContext, { importId, after }: { importId: string; after: number }) =>
	reading(ctx, importId, (_, tx) =>
		tx
			.select(shown)
			.from(importLines)
			.where(and(ofImport(ctx, importId), gt(importLines.line, after)))
			.orderBy(asc(importLines.line))
			.limit(fetched)
	);
