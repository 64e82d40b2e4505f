import { and, desc, eq, gte, inArray, sql, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { journalInput } from '#domain/accounts/journal.input.ts';
import {
	fileReadings,
	type JournalAction,
	type JournalView,
	type Look,
	type ReadingPurpose
} from '#domain/accounts/journal.ts';
import type { StaffRole } from '#domain/organisms/organism.ts';
import type { Actor, Staff } from '../platform/actor.ts';
import { readJournals } from '../platform/audit.ts';
import { auditCheckpoints, auditEntries } from '../platform/audit-tables.ts';
import type { CheckpointBody } from '../platform/audit-witness.ts';
import type { Context, Tx } from '../platform/context.ts';
import { pageCountOf, pageSize, totalRows } from '../platform/paging.ts';
import { asActor } from '../platform/unit.ts';

type StaffContext = Context & { actor: Staff };

/** Who an entry is of. Colleagues have a name; households and people of other organisms only what they are there for. */
export type JournalAuthor = { role: Exclude<Actor['role'], 'nobody' | 'auth'>; name: string | null };

/** One entry, as the auditor of the organism reads it. */
export type JournalLine = {
	seq: number;
	at: Date;
	author: JournalAuthor;
	action: JournalAction;
	/** The pseudonym of a household or an account, or the identifier of a thing; null for what has none. */
	subject: string | null;
	/** What for and in which duty, for a reading. */
	purpose: ReadingPurpose | null;
	duty: StaffRole | null;
	/** What of the journals was looked at, for who did. */
	look: (Look & { agentName: string | null }) | null;
};

/** Somebody of the organism who appears in the journals: under which pseudonym, and how often in what is looked at. */
export type JournalAgent = { pseudonym: string; name: string; staffRole: StaffRole; count: number };

const day = 86_400_000;
const told = (field: string): SQL => sql`${auditEntries.entry}::jsonb ->> ${sql.raw(`'${field}'`)}`;
const purposeTold = sql`${auditEntries.entry}::jsonb -> 'data' ->> 'purpose'`;

/** Where the entries of each view are. */
const entriesOf: Record<JournalView, SQL | undefined> = {
	reads: and(eq(auditEntries.journal, 'reads'), inArray(auditEntries.action, fileReadings)),
	acts: eq(auditEntries.journal, 'acts'),
	looks: and(eq(auditEntries.journal, 'reads'), eq(auditEntries.action, 'JournalRead'))
};

/** What an entry of the journal of readings carries; those of acts have data of their own. */
type ToldOfReading = { purpose: ReadingPurpose; duty: StaffRole } & Partial<Look>;

/**
 * The journals of the organism, last entry first: who did or read what, when and what for; never what was in it. To look
 * is noted too, in the journal of readings.
 */
export const readJournal = (ctx: StaffContext, input: z.output<typeof journalInput>) =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { tx, now } = unit;
		const { view, days, agent, subject, purpose, page } = input;
		const since = new Date(now.getTime() - days * day);
		const inPeriod = and(
			eq(auditEntries.chainId, ctx.actor.organismId),
			entriesOf[view],
			gte(auditEntries.at, since.toISOString())
		);
		const rows = await tx
			.select({
				seq: auditEntries.seq,
				at: auditEntries.at,
				actor: sql<string | null>`${told('actor')}`,
				role: sql<string>`${told('role')}`,
				action: auditEntries.action,
				subject: auditEntries.subject,
				data: sql<ToldOfReading>`${auditEntries.entry}::jsonb -> 'data'`,
				total: totalRows()
			})
			.from(auditEntries)
			.where(
				and(
					inPeriod,
					agent ? sql`${told('actor')} = ${agent}` : undefined,
					subject ? eq(auditEntries.subject, subject) : undefined,
					purpose ? sql`${purposeTold} = ${purpose}` : undefined
				)
			)
			.orderBy(desc(auditEntries.seq))
			.limit(pageSize)
			.offset((page - 1) * pageSize);
		const agents = await readAgents(tx, inPeriod);
		const nameOf = new Map(agents.map(({ pseudonym, name }) => [pseudonym, name]));
		const nameBehind = (pseudonym: string | null) => (pseudonym && nameOf.get(pseudonym)) ?? null;
		const total = rows[0]?.total ?? 0;
		readJournals(unit, { view, days, agent, reason: purpose, page }, subject);
		return {
			lines: rows.map(({ at, actor, role, action, data, total: _, ...line }): JournalLine => ({
				...line,
				at: new Date(at!),
				author: { role: roleOf(role), name: nameBehind(actor) },
				action: action as JournalAction,
				purpose: view === 'acts' ? null : data.purpose,
				duty: view === 'acts' ? null : data.duty,
				look: view === 'looks' ? lookIn(data as ToldOfReading & Look, nameBehind) : null
			})),
			total,
			pageCount: pageCountOf(total),
			agents,
			witness: await lastWitness(tx, ctx.actor)
		};
	});

const lookIn = (
	{ view, days, agent, reason, page }: Look,
	nameBehind: (pseudonym: string | null) => string | null
): JournalLine['look'] => ({ view, days, agent, agentName: nameBehind(agent), reason, page });

/** The database writes the role that it knows: some duties are roles of their own to it, and the sign-in acts for nobody. */
const roleOf = (role: string): JournalAuthor['role'] =>
	role === 'auditor' || role === 'member' || role === 'dataProtectionOfficer'
		? 'staff'
		: role === 'tenant' || role === 'helper' || role === 'staff' || role === 'coordinator'
			? role
			: 'system';

/** Every colleague who has a pseudonym, by name: those who did nothing in the period too. */
async function readAgents(tx: Tx, inPeriod: SQL | undefined): Promise<JournalAgent[]> {
	const counted = tx
		.select({ actor: sql<string>`${told('actor')}`.as('actor'), count: sql<number>`count(*)::int`.as('count') })
		.from(auditEntries)
		.where(inPeriod)
		.groupBy(sql`1`)
		.as('counted');
	return tx.execute<JournalAgent>(sql`
		select colleague.pseudonym, colleague.name, colleague.staff_role as "staffRole", coalesce(counted.count, 0) as count
		from journal_colleagues() colleague left join ${counted} on counted.actor = colleague.pseudonym::text
		order by colleague.name`);
}

/**
 * The last signed state of the journals of the organism. Whoever keeps these digests elsewhere can tell, with
 * `npm run audit:verify`, that nothing before them was rewritten.
 */
async function lastWitness(tx: Tx, { organismId }: Staff) {
	const [last] = await tx.select().from(auditCheckpoints).orderBy(desc(auditCheckpoints.number)).limit(1);
	if (!last) return null;
	const { heads } = JSON.parse(last.body) as CheckpointBody;
	return {
		number: last.number,
		at: last.at,
		heads: heads.filter(({ chain }) => chain === organismId).map(({ journal, seq, hash }) => ({ journal, seq, hash }))
	};
}
