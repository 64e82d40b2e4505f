/** Every night: what is at the end of its time is erased, and what households asked to be erased. */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { eq, inArray, isNull, sql } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import { candidacyStates, candidacyWorkflow } from '#domain/demands/candidacy.workflow.ts';
import { retainedData, retentionOn, type RetainedDatum } from '#domain/households/retention.ts';
import { forgetFilesOf, forgetFilesOfEndedCandidacies, sweepFiles } from '../documents/forget-files.ts';
import { forgetChanges } from '../matching/standing.ts';
import type { Config } from '../platform/config.ts';
import type { Deps, Tx } from '../platform/context.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { forgetProtection } from './protection.ts';
import { erasures, households } from './tables.ts';

/** In milliseconds. */
const dayLength = 86_400_000;

const system = { role: 'system' } as const;

/** The identifiers of the households that asked to be erased, outside the database: a back-up brings back their data. */
const erasureFile = (config: Pick<Config, 'witnessFolder'>) => path.join(config.witnessFolder, 'erasures.txt');

/**
 * Applies the durations in force today, then the erasures that were asked, those undone by a restore included.
 *
 * @returns how many of each datum were erased; nothing of what they were.
 */
export async function applyRetention(deps: Deps): Promise<Partial<Record<RetainedDatum, number>>> {
	const counts: Partial<Record<RetainedDatum, number>> = {};
	// One transaction each: what cannot be erased tonight keeps nothing else from being.
	for (const datum of retainedData) {
		const erased = await asActor(deps, system, (unit) => {
			const { days } = retentionOn(dayOf(unit.now)).rules[datum];
			return erase[datum](unit, new Date(unit.now.getTime() - days * dayLength));
		});
		if (erased > 0) counts[datum] = erased;
	}
	await eraseWhoAsked(deps);
	await asActor(deps, system, ({ tx }) => forgetChanges(tx));
	await sweepFiles(deps);
	await asActor(deps, system, (unit) =>
		unit.record([{ type: 'RetentionApplied', version: retentionOn(dayOf(unit.now)).version, counts }])
	);
	return counts;
}

type Erase = (unit: Unit, before: Date) => Promise<number>;

const counted = async (tx: Tx, call: ReturnType<typeof sql>): Promise<number> => {
	const [row] = await tx.execute<{ count: string }>(sql`select ${call} as count`);
	return Number(row!.count);
};
const deleted = async (tx: Tx, statement: ReturnType<typeof sql>): Promise<number> =>
	(await tx.execute(statement)).count;
const at = (before: Date) => sql`${before.toISOString()}::timestamptz`;
/** Accounts of helpers that no mandate names any more. */
const forgetHelpers = (tx: Tx) => counted(tx, sql`forget_helpers()`);
const endedCandidacies = candidacyStates.filter((state) => candidacyWorkflow.isFinal(state));

/** How each datum is erased once the moment it stopped being of use is before a day. */
const erase: Record<RetainedDatum, Erase> = {
	auditActs: ({ tx }, before) => counted(tx, sql`audit_purge('acts', ${at(before)})`),
	auditReads: ({ tx }, before) => counted(tx, sql`audit_purge('reads', ${at(before)})`),
	sessions: ({ tx }, before) => deleted(tx, sql`delete from session where absolute_expires_at < ${at(before)}`),
	attempts: ({ tx }, before) => deleted(tx, sql`delete from attempt where window_start < ${at(before)}`),
	commandKeys: ({ tx }, before) => deleted(tx, sql`delete from idempotency_key where at < ${at(before)}`),
	letters: ({ tx }, before) => deleted(tx, sql`delete from letter where created_at < ${at(before)}`),
	documents: ({ tx }, before) =>
		deleted(
			tx,
			sql`update candidacy set documents = '[]'
				where documents <> '[]' and state in ${endedCandidacies} and coalesce(answered_at,
					(select max(decided_at) from decision where decision.candidacy_id = candidacy.id),
					(select ended_at from leg join proposal on proposal.id = leg.proposal_id where leg.id = candidacy.leg_id))
					< ${at(before)}`
		),
	documentFiles: forgetFilesOfEndedCandidacies,
	households: async (unit, before) => {
		const idle = await unit.tx.execute<{ id: string }>(sql`
			select household.id from household join listing on listing.household_id = household.id
			where forgotten_at is null
			group by household.id
			having bool_and(listing.state in ('housed', 'withdrawn')) and max(listing.updated_at) < ${at(before)}`);
		let forgotten = 0;
		for (const { id } of idle) forgotten += (await forget(unit, id)) ? 1 : 0;
		return forgotten;
	},
	decisions: ({ tx }, before) => counted(tx, sql`forget_decisions(${at(before)})`),
	runInputs: ({ tx }, before) => counted(tx, sql`forget_run_inputs(${at(before)})`),
	links: ({ tx }, before) => deleted(tx, sql`delete from account_link where expires_at < ${at(before)}`),
	imports: ({ tx }, before) => deleted(tx, sql`delete from dwelling_import where received_at < ${at(before)}`),
	exports: ({ tx }, before) => deleted(tx, sql`delete from export_record where requested_at < ${at(before)}`),
	dataRequests: ({ tx }, before) => deleted(tx, sql`delete from data_request where ended_at < ${at(before)}`),
	mandates: async ({ tx }, before) => {
		const ended = await deleted(tx, sql`delete from mandate where least(ended_at, ends_at) < ${at(before)}`);
		await forgetHelpers(tx);
		return ended;
	}
};

/** Erases a household, its protection first; false while a chain is under way. */
async function forget(unit: Unit, householdId: string): Promise<boolean> {
	await forgetProtection(unit, householdId);
	await unit.tx.execute(sql`delete from household_insight where household_id = ${householdId}`);
	const [row] = await unit.tx.execute<{ done: boolean }>(sql`select forget_household(${householdId}) as done`);
	if (!row!.done) return false;
	await forgetFilesOf(unit, householdId);
	await unit.tx.execute(sql`delete from mandate where household_id = ${householdId}`);
	await forgetHelpers(unit.tx);
	return true;
}

async function eraseWhoAsked(deps: Deps): Promise<void> {
	const file = erasureFile(deps.config);
	const written = new Set((await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean));
	const [asked, restored] = await asActor(deps, system, async ({ tx }) => [
		await tx.select({ id: erasures.householdId }).from(erasures).where(isNull(erasures.doneAt)),
		written.size === 0
			? []
			: await tx
					.select({ id: households.id })
					.from(households)
					.where(sql`${inArray(households.id, [...written])} and ${isNull(households.forgottenAt)}`)
	]);
	for (const { id } of [...asked, ...restored]) {
		const isDone = await asActor(deps, system, async (unit) => {
			if (!(await forget(unit, id))) return false;
			await unit.tx.update(erasures).set({ doneAt: unit.now }).where(eq(erasures.householdId, id));
			await unit.record([{ type: 'HouseholdForgotten' }]);
			return true;
		});
		if (!isDone || written.has(id)) continue;
		await mkdir(path.dirname(file), { recursive: true });
		await appendFile(file, `${id}\n`);
	}
}
