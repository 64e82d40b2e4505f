/** The job that reads a file line by line and writes its report, without changing anything of the stock. */
import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { assessLine, type KnownDwelling } from '#domain/dwellings/import/assess-line.ts';
import { sheetOf, type ImportedLine } from '#domain/dwellings/import/fields.ts';
import { lineReader, placesOf, type LineFault } from '#domain/dwellings/import/line.input.ts';
import { isWatermark } from '#domain/exports/export.ts';
import type { FileProblem } from '#domain/file-problem.ts';
import { communes } from '../../organisms/tables.ts';
import type { Deps, Tx } from '../../platform/context.ts';
import { readRows, type Row } from '../../platform/files/csv-reader.ts';
import { FileRefused } from '../../platform/files/file-refused.ts';
import { asActor } from '../../platform/unit.ts';
import { dwellingHolds } from '../../proposals/tables.ts';
import { dwellingAddresses, dwellings, estates, leases } from '../tables.ts';
import { dwellingImports, importLines, importPieces } from './tables.ts';

type Import = typeof dwellingImports.$inferSelect;
type Line = typeof importLines.$inferInsert;

const system = { role: 'system' } as const;
/** Lines read, compared and written together. */
const together = 1_000;
export const maxRows = 1_000_000;

/** Checks a file from its beginning; taken up again after a crash, it begins anew. */
export async function checkImport(deps: Deps, importId: string): Promise<void> {
	const checkId = randomUUID();
	const begun = await begin(deps, importId, checkId);
	if (!begun) return;
	try {
		for await (const rows of batchesOf(deps, begun.row))
			if (!(await writeReport(deps, begun.row, checkId, rows, begun.read))) return;
		await finish(deps, begun.row, checkId);
	} catch (error) {
		const problem: { code: FileProblem | 'FILE_FAILED'; row: number | null } =
			error instanceof FileRefused ? { code: error.problem, row: error.row } : { code: 'FILE_FAILED', row: null };
		if (problem.code === 'FILE_FAILED') deps.log.error({ err: error }, 'check of an import failed');
		await fail(deps, importId, checkId, problem);
	}
}

/** Takes the check for oneself: an older one that is still running writes nothing more. */
const begin = (deps: Deps, importId: string, checkId: string) =>
	asActor(deps, system, async ({ tx }) => {
		const [row] = await tx
			.update(dwellingImports)
			.set({ checkId, rowsRead: 0, counts: null, problem: null })
			.where(and(eq(dwellingImports.id, importId), eq(dwellingImports.state, 'checking')))
			.returning();
		if (!row) return null;
		await tx.delete(importLines).where(eq(importLines.importId, importId));
		const places = placesOf(await tx.select({ insee: communes.insee, name: communes.name }).from(communes));
		return { row, read: lineReader(row.mapping!, places) };
	});

/** The lines of the file after its header, some at a time. */
async function* batchesOf(deps: Deps, row: Import): AsyncGenerator<Row[]> {
	let batch: Row[] = [];
	let count = -1;
	for await (const one of readRows(textOf(deps, row.id), row.table.delimiter)) {
		// The first row is the header.
		if (++count === 0 || isWatermark(one.cells)) continue;
		if (count > maxRows) throw new FileRefused('FILE_TOO_MANY_ROWS', one.number);
		batch.push(one);
		if (batch.length < together) continue;
		yield batch;
		batch = [];
	}
	if (count <= 0) throw new FileRefused('FILE_NO_ROWS');
	if (batch.length > 0) yield batch;
}

/** The text of the file, a piece at a time. */
async function* textOf(deps: Deps, importId: string): AsyncGenerator<string> {
	for (let position = 0; ; position++) {
		const piece = await asActor(deps, system, async ({ tx }) => {
			const [one] = await tx
				.select({ text: importPieces.text })
				.from(importPieces)
				.where(and(eq(importPieces.importId, importId), eq(importPieces.position, position)));
			return one?.text;
		});
		if (piece === undefined) return;
		yield piece;
	}
}

/** Writes what some lines would do; false when the check was given up or taken over meanwhile. */
const writeReport = (deps: Deps, row: Import, checkId: string, rows: Row[], read: ReturnType<typeof lineReader>) =>
	asActor(deps, system, async ({ tx }) => {
		const mine = await tx
			.update(dwellingImports)
			.set({ rowsRead: sql`${dwellingImports.rowsRead} + ${rows.length}` })
			.where(underWay(row.id, checkId))
			.returning({ id: dwellingImports.id });
		if (mine.length === 0) return false;
		const columns = row.table.headers.length;
		const lines = rows.map(({ number, cells }) => ({ number, ...(widthFault(cells, columns) ?? read(cells)) }));
		const known = await knownDwellings(tx, row.organismId, [...new Set(lines.map(({ reference }) => reference))]);
		const report = lines.map(({ number, line, reference, faults }): Line => {
			const about = { importId: row.id, organismId: row.organismId, line: number, reference };
			if (!line) return { ...about, outcome: 'refused', faults };
			const dwelling = known.get(reference) ?? null;
			const assessment = assessLine(line, dwelling);
			const dwellingId = dwelling?.id ?? (assessment.outcome === 'created' ? randomUUID() : null);
			return { ...about, dwellingId, ...assessment };
		});
		await tx.execute(sql`
			insert into dwelling_import_line (import_id, organism_id, line, reference, outcome, dwelling_id, before, after, faults)
			select "importId", "organismId", line, reference, outcome, "dwellingId", before, after, faults
			from jsonb_to_recordset(${JSON.stringify(report)}::jsonb) as report("importId" uuid, "organismId" uuid,
				line bigint, reference text, outcome text, "dwellingId" uuid, before jsonb, after jsonb, faults jsonb)`);
		return true;
	});

/** A line that has not the cells of the header is cut, or shifted: no cell of it can be trusted. */
function widthFault(
	cells: string[],
	columns: number
): { line: ImportedLine | null; reference: string; faults: LineFault[] } | null {
	const isShort = cells.length < columns;
	// Spreadsheets write empty cells past the last column.
	const isLong = cells.slice(columns).some((cell) => cell.trim() !== '');
	if (!isShort && !isLong) return null;
	const problem = isShort ? 'LINE_CELLS_MISSING' : 'LINE_CELLS_TOO_MANY';
	return { line: null, reference: '', faults: [{ field: null, problem }] };
}

/** The dwellings of the organism under some references, as they are now. */
async function knownDwellings(tx: Tx, organismId: string, references: string[]): Promise<Map<string, KnownDwelling>> {
	const rows = await tx
		.select({
			dwelling: dwellings,
			reference: dwellingAddresses.reference,
			street: dwellingAddresses.street,
			postalCode: dwellingAddresses.postalCode,
			door: dwellingAddresses.door,
			estate: estates.name,
			isInChain: sql<boolean>`exists (select from ${dwellingHolds}
				where ${dwellingHolds.dwellingId} = ${dwellings.id} and ${isNull(dwellingHolds.releasedAt)})`,
			isLet: sql<boolean>`exists (select from ${leases}
				where ${leases.dwellingId} = ${dwellings.id} and ${isNull(leases.endsOn)})`
		})
		.from(dwellingAddresses)
		.innerJoin(dwellings, eq(dwellings.id, dwellingAddresses.dwellingId))
		.innerJoin(estates, eq(estates.id, dwellings.estateId))
		.where(and(eq(dwellingAddresses.organismId, organismId), inArray(dwellingAddresses.reference, references)));
	return new Map(
		rows.map(({ dwelling, reference, street, postalCode, door, estate, isInChain, isLet }) => [
			reference,
			{
				id: dwelling.id,
				sheet: sheetOf(dwelling, { street, postalCode, door, estate }),
				isInChain,
				isLet,
				startsChains: dwelling.startsChains
			}
		])
	);
}

const underWay = (importId: string, checkId: string) =>
	and(eq(dwellingImports.id, importId), eq(dwellingImports.state, 'checking'), eq(dwellingImports.checkId, checkId));

/** The report is whole: what only shows over all lines is added, and they are counted. */
const finish = (deps: Deps, row: Import, checkId: string): Promise<void> =>
	asActor(deps, system, async ({ tx }) => {
		const fault: LineFault[] = [{ field: 'reference', problem: 'REFERENCE_TWICE' }];
		await tx.execute(sql`
			update dwelling_import_line line set outcome = 'refused', faults = ${JSON.stringify(fault)}::jsonb,
				before = null, after = null
			from (select reference from dwelling_import_line where import_id = ${row.id} and reference <> ''
				group by reference having count(*) > 1) twice
			where line.import_id = ${row.id} and line.reference = twice.reference and line.faults is null`);
		const [counts] = await tx.execute<Record<string, number>>(sql`
			select count(*) filter (where outcome = 'created')::int as created,
				count(*) filter (where outcome = 'changed')::int as changed,
				count(*) filter (where outcome = 'unchanged')::int as unchanged,
				count(*) filter (where outcome = 'refused')::int as refused
			from dwelling_import_line where import_id = ${row.id}`);
		const { created = 0, changed = 0, unchanged = 0, refused = 0 } = counts!;
		await tx
			.update(dwellingImports)
			.set({ state: 'checked', counts: { created, changed, unchanged, refused } })
			.where(underWay(row.id, checkId));
	});

const fail = (
	deps: Deps,
	importId: string,
	checkId: string,
	problem: { code: FileProblem | 'FILE_FAILED'; row: number | null }
): Promise<void> =>
	asActor(deps, system, async ({ tx }) => {
		await tx.update(dwellingImports).set({ state: 'failed', problem }).where(underWay(importId, checkId));
	});
