import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { ReadPurpose } from '#domain/households/read-purpose.ts';
import type { StaffRole } from '#domain/organisms/organism.ts';
import { organisms } from '../organisms/tables.ts';
import type { Tenant } from '../platform/actor.ts';
import { auditEntries, auditPseudonyms } from '../platform/audit-tables.ts';
import type { Context } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';

/** One reading of the file of a household: by which organism, in which duty, what for. Not by whom. */
export type FileReading = { at: Date; organism: string; duty: StaffRole; purpose: ReadPurpose };

/** How many of the last readings are shown. */
const shown = 200;

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
				data: sql<{ purpose: ReadPurpose; duty: StaffRole }>`${auditEntries.entry}::jsonb -> 'data'`
			})
			.from(auditEntries)
			.innerJoin(organisms, eq(organisms.id, auditEntries.chainId))
			.where(
				and(eq(auditEntries.journal, 'reads'), eq(auditEntries.action, 'FileRead'), inArray(auditEntries.subject, own))
			)
			.orderBy(desc(auditEntries.at))
			.limit(shown);
		return rows.map(({ at, organism, data }) => ({
			at: new Date(at!),
			organism,
			duty: data.duty,
			purpose: data.purpose
		}));
	});
