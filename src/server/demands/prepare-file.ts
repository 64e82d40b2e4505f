import { eq } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import { asOf, isHere, type DocumentCode } from '#domain/documents/document.ts';
import {
	askDocuments as ask,
	barringRules,
	completeFile as complete,
	receiveDocuments as receive,
	type FileRefusal
} from '#domain/demands/file.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { documentFiles } from '../documents/tables.ts';
import { households } from '../households/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { asSystem, command, type Unit } from '../platform/unit.ts';
import { legs } from '../proposals/tables.ts';
import { assess, readCaseFile } from './case-file.ts';
import { loadCandidacy, saveCandidacy, type CandidacyRow } from './store.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, FileRefusal | 'KEY_REUSED'>>;

/**
 * The organism asks the household for all that is missing, at once; the household is told. What it has deposited before
 * is not asked again: it is here to be looked at.
 */
export const askDocuments = (ctx: StaffContext, input: { legId: string; codes: DocumentCode[] }): Answer =>
	command(ctx, 'demands.askDocuments', input, async (unit) => {
		const row = await loadCandidacy(unit.tx, ctx.actor, input.legId);
		if (!row) return err('FILE_NOT_FOUND');
		const deposited = await asSystem(unit, ({ tx }) => daysOfDeposit(tx, row.householdId));
		const asked = ask(row, input.codes, dayOf(unit.now), deposited);
		if (!asked.ok) return asked;
		await saveCandidacy(unit.tx, row, asked.value.state, { documents: asked.value.documents });
		return recorded(unit, row, 'DocumentsAsked');
	});

async function daysOfDeposit(tx: Tx, householdId: string): Promise<ReadonlyMap<DocumentCode, Day>> {
	const files = await tx
		.select({ code: documentFiles.code, at: documentFiles.depositedAt })
		.from(documentFiles)
		.where(eq(documentFiles.householdId, householdId))
		.orderBy(documentFiles.depositedAt);
	return new Map(files.map(({ code, at }) => [code, dayOf(at)]));
}

/** The organism notes the papers that came to its desk, seen by who receives them. */
export const receiveDocuments = (ctx: StaffContext, input: { legId: string; codes: DocumentCode[] }): Answer =>
	command(ctx, 'demands.receiveDocuments', input, async (unit) => {
		const row = await loadCandidacy(unit.tx, ctx.actor, input.legId);
		if (!row) return err('FILE_NOT_FOUND');
		const received = receive(row, input.codes, dayOf(unit.now));
		if (!received.ok) return received;
		await saveCandidacy(unit.tx, row, received.value.state, { documents: received.value.documents });
		return recorded(unit, row, 'DocumentsReceived');
	});

/** The organism writes down the reference tax income that it reads on a tax notice, €/year. */
export const recordIncome = (ctx: StaffContext, input: { legId: string; year: number; amount: number }): Answer =>
	command(ctx, 'demands.recordIncome', input, async (unit) => {
		const row = await loadCandidacy(unit.tx, ctx.actor, input.legId);
		if (!row) return err('FILE_NOT_FOUND');
		if (row.state !== 'screened') return err('FILE_STEP_IMPOSSIBLE');
		const isNoticeHere = asOf(row.documents, dayOf(unit.now)).some((one) => one.code === 'FI-AV' && isHere(one));
		if (!isNoticeHere) return err('DOCUMENTS_MISSING');
		// The household is another organism's: it may be read here, and this one figure written, on its document.
		await asSystem(unit, async ({ tx, now }) => {
			const [household] = await tx.select().from(households).where(eq(households.id, row.householdId)).for('update');
			const { situation } = household!;
			const others = situation.referenceTaxIncomes.filter(({ year }) => year !== input.year);
			const stated = { value: input.amount, from: 'staff' as const, on: dayOf(now) };
			await tx
				.update(households)
				.set({
					situation: { ...situation, referenceTaxIncomes: [...others, { year: input.year, amount: stated }] }
				})
				.where(eq(households.id, row.householdId));
		});
		return recorded(unit, row, 'IncomeRecorded');
	});

/** The file is complete and may go before the commission: documents there, no rule that bars the award. */
export const completeFile = (ctx: StaffContext, input: { legId: string }): Answer =>
	command(ctx, 'demands.completeFile', input, async (unit) => {
		const row = await loadCandidacy(unit.tx, ctx.actor, input.legId);
		if (!row) return err('FILE_NOT_FOUND');
		const [leg] = await unit.tx.select().from(legs).where(eq(legs.id, input.legId));
		const file = leg && (await readCaseFile(unit, leg, ctx.actor.organismId));
		// A file that its organism can no longer read belongs to a chain that has ended.
		if (!file) return err('FILE_STEP_IMPOSSIBLE');
		const { explanation } = await assess(unit.tx, file, dayOf(unit.now), row.documents);
		const completed = complete(row, barringRules(explanation.results), dayOf(unit.now));
		if (!completed.ok) return completed;
		await saveCandidacy(unit.tx, row, completed.value.state);
		return recorded(unit, row, 'FileCompleted');
	});

async function recorded(
	unit: Unit,
	row: CandidacyRow,
	type: 'DocumentsAsked' | 'DocumentsReceived' | 'IncomeRecorded' | 'FileCompleted'
) {
	await unit.record([{ type, candidacyId: row.id, legId: row.legId }]);
	return ok(null);
}
