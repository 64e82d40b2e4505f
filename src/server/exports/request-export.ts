import { and, eq, gt } from 'drizzle-orm';
import type { z } from 'zod';
import { exportLasts, maxWorkbookRows, type ExportRefusal } from '#domain/exports/export.ts';
import {
	filteredListInput,
	rowsTogether,
	type exportInput,
	type exportRowsInput
} from '#domain/exports/export.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accounts } from '../accounts/tables.ts';
import { organisms } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import { readSensitive } from '../platform/audit.ts';
import type { Context } from '../platform/context.ts';
import { countUse, keyOf } from '../platform/limits.ts';
import { asActor, asSignIn, command } from '../platform/unit.ts';
import { countRows, rowsOf } from './rows.ts';
import { exportRecords } from './tables.ts';

type StaffContext = Context & { actor: Staff };

/** Of one person: a list is taken out now and then, not followed all day. */
const limit = { count: 5, minutes: 60 } as const;

/** How many rows the list has, before anything is asked for. */
export const previewExport = (ctx: StaffContext, asked: z.output<typeof filteredListInput>) =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) => ({ total: await countRows(tx, ctx.actor, asked) }));

/** Asks for a list as a file: who, what for and how many rows is written in the journal before anything leaves. */
export const requestExport = (
	ctx: StaffContext,
	{ asked, purpose, format }: z.output<typeof exportInput>
): Promise<Result<{ exportId: string }, ExportRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'exports.request', { asked, purpose, format }, async (unit) => {
		const { organismId, accountId } = ctx.actor;
		const isFew = await asSignIn(unit, (one) => countUse(one, keyOf('export', accountId), limit));
		if (!isFew) return err('EXPORTS_TOO_MANY');
		const rows = await countRows(unit.tx, ctx.actor, asked);
		if (format === 'xlsx' && rows > maxWorkbookRows) return err('EXPORT_TOO_LONG_FOR_WORKBOOK');
		const { list, filters } = asked;
		const [record] = await unit.tx
			.insert(exportRecords)
			.values({ organismId, accountId, list, purpose, format, filters, rows, requestedAt: unit.now })
			.returning({ id: exportRecords.id });
		const exportId = record!.id;
		await unit.record([{ type: 'ExportRequested', exportId, list, purpose, format, rows }]);
		return ok({ exportId });
	});

/**
 * Some rows of an export, as its author may read them now: a file is fetched within minutes of being asked for, by the
 * one who asked. Each household that it names may see that it left.
 */
export const readExport = (ctx: StaffContext, { exportId, offset }: z.output<typeof exportRowsInput>) =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { tx, now } = unit;
		const [found] = await tx
			.select({
				record: exportRecords,
				organism: organisms.name,
				firstName: accounts.firstName,
				lastName: accounts.lastName
			})
			.from(exportRecords)
			.innerJoin(organisms, eq(organisms.id, exportRecords.organismId))
			.innerJoin(accounts, eq(accounts.id, exportRecords.accountId))
			.where(
				and(
					eq(exportRecords.id, exportId),
					eq(exportRecords.organismId, ctx.actor.organismId),
					eq(exportRecords.accountId, ctx.actor.accountId),
					gt(exportRecords.requestedAt, new Date(now.getTime() - exportLasts * 60_000))
				)
			);
		if (!found) return err('EXPORT_NOT_FOUND');
		const { record, organism, firstName, lastName } = found;
		const asked = filteredListInput.parse({ list: record.list, filters: record.filters });
		const { named, ...list } = await rowsOf(tx, ctx.actor, asked, { limit: rowsTogether, offset });
		for (const householdId of new Set(named)) readSensitive(unit, 'export', householdId);
		return ok({
			format: record.format,
			purpose: record.purpose,
			requestedAt: record.requestedAt,
			organism,
			person: `${firstName} ${lastName}`,
			...list
		});
	});
