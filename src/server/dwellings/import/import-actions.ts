import { and, eq } from 'drizzle-orm';
import type { Mapping } from '#domain/dwellings/import/fields.ts';
import { importWorkflow, type ImportAction } from '#domain/dwellings/import/import.workflow.ts';
import type { ImportRefusal } from '#domain/dwellings/import/refusals.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { command, type Unit } from '../../platform/unit.ts';
import { violates } from '../../platform/violations.ts';
import type { StaffContext } from './receive-import.ts';
import { dwellingImports, importLines, importPieces } from './tables.ts';

type Row = typeof dwellingImports.$inferSelect;
type Answer = Promise<Result<null, ImportRefusal | 'KEY_REUSED'>>;

/** A job whose process died is taken up again after this long without a sign of life, s. */
export const heartbeat = { heartbeatSeconds: 30 };

/** Says what each column holds and has every line checked; nothing of the stock changes. */
export const mapImport = (ctx: StaffContext, input: { importId: string; mapping: Mapping }): Answer =>
	act(ctx, 'dwellings.mapImport', 'check', input, async (unit, row) => {
		if (Object.values(input.mapping).some((column) => column >= row.table.headers.length))
			return err('IMPORT_NOT_FOUND');
		await move(unit, row, 'check', { mapping: input.mapping, rowsRead: 0, counts: null, problem: null });
		await unit.enqueue('importDwellings', { importId: row.id }, heartbeat);
		return ok(null);
	});

/** Has the whole file written, as its report tells it. */
export async function confirmImport(ctx: StaffContext, input: { importId: string }): Answer {
	try {
		return await act(ctx, 'dwellings.confirmImport', 'confirm', input, async (unit, row) => {
			if (row.counts!.refused > 0) return err('IMPORT_HAS_REFUSALS');
			await move(unit, row, 'confirm', {});
			await unit.record([{ type: 'ImportConfirmed', importId: row.id }]);
			await unit.enqueue('importDwellings', { importId: row.id }, heartbeat);
			return ok(null);
		});
	} catch (error) {
		if (violates(error, 'one_import_written_at_a_time')) return err('IMPORT_UNDER_WAY');
		throw error;
	}
}

/** Gives a file up: its bytes and its report are erased at once. */
export const discardImport = (ctx: StaffContext, input: { importId: string }): Answer =>
	act(ctx, 'dwellings.discardImport', 'discard', input, async (unit, row) => {
		await move(unit, row, 'discard', { endedAt: unit.now, rowsRead: 0, counts: null });
		await unit.tx.delete(importPieces).where(eq(importPieces.importId, row.id));
		await unit.tx.delete(importLines).where(eq(importLines.importId, row.id));
		await unit.record([{ type: 'ImportDiscarded', importId: row.id }]);
		return ok(null);
	});

const act = (
	ctx: StaffContext,
	name: string,
	action: ImportAction,
	input: { importId: string },
	work: (unit: Unit, row: Row) => Promise<Result<null, ImportRefusal>>
): Answer =>
	command(ctx, name, input, async (unit) => {
		const [row] = await unit.tx
			.select()
			.from(dwellingImports)
			.where(and(eq(dwellingImports.id, input.importId), eq(dwellingImports.organismId, ctx.actor.organismId)))
			.for('update');
		if (!row) return err('IMPORT_NOT_FOUND');
		return importWorkflow.next(row.state, action) === null ? err('IMPORT_STEP_IMPOSSIBLE') : work(unit, row);
	});

const move = ({ tx }: Unit, row: Row, action: ImportAction, changes: Partial<Row>) =>
	tx
		.update(dwellingImports)
		.set({ ...changes, state: importWorkflow.next(row.state, action)! })
		.where(eq(dwellingImports.id, row.id));

/** Where an import stands, and what may be done with it. */
export const actionsOf = (row: Pick<Row, 'state' | 'counts'>): ('map' | 'confirm' | 'discard')[] => {
	const may = (action: ImportAction) => importWorkflow.next(row.state, action) !== null;
	const hasWork = row.counts !== null && row.counts.refused === 0 && row.counts.created + row.counts.changed > 0;
	return [
		...(may('check') ? (['map'] as const) : []),
		...(may('confirm') && hasWork ? (['confirm'] as const) : []),
		...(may('discard') ? (['discard'] as const) : [])
	];
};
