import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { lineOutcomes, type LineOutcome } from '#domain/dwellings/import/assess-line.ts';
import type { ImportedSheet, Mapping } from '#domain/dwellings/import/fields.ts';
import { importStates } from '#domain/dwellings/import/import.workflow.ts';
import type { LineFault } from '#domain/dwellings/import/line.input.ts';
import type { FileProblem } from '#domain/file-problem.ts';
import { organisms } from '../../organisms/tables.ts';
import { id, instant, oneOf } from '../../platform/columns.ts';
import { c1, c3 } from '../../platform/data-class.ts';
import type { Delimiter } from '../../platform/files/csv-reader.ts';
import type { Encoding } from '../../platform/files/text-encoding.ts';

/** How a file is written, and what its first lines hold. */
export type FileTable = {
	kind: 'csv' | 'xlsx';
	encoding: Encoding;
	delimiter: Delimiter;
	headers: string[];
	/** Some lines, cut, to see what each column holds. */
	samples: string[][];
};

/** A file of dwellings that an organism sent. Its bytes are erased as soon as it is applied or given up. */
export const dwellingImports = pgTable(
	'dwelling_import',
	{
		id: id(),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		accountId: c1(uuid()).notNull(),
		fileName: c3(text()).notNull(),
		/** Bytes as they were sent. */
		size: c1(integer()).notNull(),
		table: c3(jsonb()).$type<FileTable>().notNull(),
		mapping: c1(jsonb()).$type<Mapping>(),
		state: c1(text({ enum: importStates }))
			.notNull()
			.default('toMap'),
		/** Which check is under way: another that woke up late writes nothing more. */
		checkId: c1(uuid()),
		rowsRead: c1(integer()).notNull().default(0),
		counts: c1(jsonb()).$type<Record<LineOutcome, number>>(),
		/** Why the file could not be read to its end. */
		problem: c1(jsonb()).$type<{ code: FileProblem | 'FILE_FAILED'; row: number | null }>(),
		receivedAt: c1(instant()).notNull(),
		endedAt: c1(instant())
	},
	(t) => [
		index('import_by_organism').on(t.organismId, t.receivedAt),
		uniqueIndex('one_import_written_at_a_time')
			.on(t.organismId)
			.where(sql`${t.state} = 'applying'`),
		oneOf('import_state_is_known', t.state, importStates)
	]
);

/** The text of a file while it is of use, cut in pieces that are read one after the other. */
export const importPieces = pgTable(
	'dwelling_import_piece',
	{
		importId: c1(uuid())
			.notNull()
			.references(() => dwellingImports.id, { onDelete: 'cascade' }),
		organismId: c1(uuid()).notNull(),
		position: c1(integer()).notNull(),
		text: c3(text()).notNull()
	},
	(t) => [primaryKey({ columns: [t.importId, t.position] })]
);

/** What each line of a file would do, as its report tells it. */
export const importLines = pgTable(
	'dwelling_import_line',
	{
		importId: c1(uuid())
			.notNull()
			.references(() => dwellingImports.id, { onDelete: 'cascade' }),
		organismId: c1(uuid()).notNull(),
		/** As a spreadsheet numbers it. */
		line: c1(bigint({ mode: 'number' })).notNull(),
		reference: c3(text()).notNull(),
		outcome: c1(text({ enum: lineOutcomes })).notNull(),
		/** The dwelling on record, or the identifier that the new one will have. */
		dwellingId: c1(uuid()),
		before: c3(jsonb()).$type<Partial<ImportedSheet>>(),
		after: c3(jsonb()).$type<Partial<ImportedSheet>>(),
		faults: c1(jsonb()).$type<LineFault[]>()
	},
	(t) => [
		primaryKey({ columns: [t.importId, t.line] }),
		index('import_line_by_reference').on(t.importId, t.reference),
		index('import_line_by_outcome').on(t.importId, t.outcome, t.line),
		oneOf('import_line_outcome_is_known', t.outcome, lineOutcomes)
	]
);
