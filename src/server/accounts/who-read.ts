import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import type { ReadPurpose } from '#domain/households/read-purpose.ts';
import type { StaffRole } from '#domain/organisms/organism.ts';
import { organisms } from '../organisms/tables.ts';
import type { Tenant } from '../platform/actor.ts';
import { auditEntries, auditPseudonyms } from '../platform/audit-tables.ts';
import type { Context } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';

/**
 * One reading of the file of a household: by which organism, in which duty, what for. Not by whom. Without a duty it is
 * of who helps the household: once for each day.
 */
export type FileReading = { at: Date; organism: string; duty: StaffRole | null; purpose: ReadPurpose };

/** How many of the last readings are shown. */
const shown = 200;

/** Who helps opens page after page: a household is told of the first of a day, and the journal keeps them all. */
const isAgainThatDay = (one: FileReading, before: FileReading | undefined): boolean =>
	one.duty === null && before?.duty === null && dayOf(one.at) === dayOf(before.at);

/** Who has read the file of the household, last first; kept as long as `auditReads` of the retention says. */
export const listFileReadings = (ctx: Context & { actor: Tenant }): Promise<FileReading[]> =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) => {
		const own = tx
			.select({ pseudonym: auditPseudonyms.pseudonym })
			.from(auditPseudonyms)
			.where(eq(auditPseudonyms.personId, ctx.actor.householdId));
		const rows = await tx
			.select({
				at: auditEntries.at,
				organism: organisms.name,
				data: sql<{ purpose: ReadPurpose; duty?: StaffRole }>`${auditEntries.entry}::jsonb -> 'data'`
			})
			.from(auditEntries)
			.innerJoin(organisms, eq(organisms.id, auditEntries.chainId))
			.where(
				and(eq(auditEntries.journal, 'reads'), eq(auditEntries.action, 'FileRead'), inArray(auditEntries.subject, own))
			)
			.orderBy(desc(auditEntries.at))
			// The pages of a helper, told as one a day, leave room for the others.
			.limit(shown * 5);
		const readings = rows.map(({ at, organism, data }) => ({
			at: new Date(at!),
			organism,
			duty: data.duty ?? null,
			purpose: data.purpose
		}));
		return readings.filter((one, index) => !isAgainThatDay(one, readings[index + 1])).slice(0, shown);
	});
