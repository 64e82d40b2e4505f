/** Files at the end of their time: rows by the rules of retention, then the bytes that no row names any more. */
import { inArray, sql } from 'drizzle-orm';
import { candidacyStates, candidacyWorkflow } from '#domain/demands/candidacy.workflow.ts';
import type { Deps } from '../platform/context.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { storeOf } from './kept-files.ts';
import { documentFiles } from './tables.ts';

const finalStates = candidacyStates.filter((state) => candidacyWorkflow.isFinal(state));

/**
 * Deletes the rows of files that have been of no use since before a day: no candidacy of the household is under way, and
 * the last one ended, and the file came, before it.
 */
export async function forgetFilesOfEndedCandidacies({ tx }: Unit, before: Date): Promise<number> {
	const day = sql`${before.toISOString()}::timestamptz`;
	const { count } = await tx.execute(sql`
		delete from document_file where deposited_at < ${day} and not exists (
			select from candidacy where candidacy.household_id = document_file.household_id
				and (state not in ${finalStates} or coalesce(answered_at,
					(select max(decided_at) from decision where decision.candidacy_id = candidacy.id),
					(select ended_at from leg join proposal on proposal.id = leg.proposal_id where leg.id = candidacy.leg_id))
					>= ${day}))`);
	return count;
}

/** Deletes the rows of the files of a household. */
export const forgetFilesOf = ({ tx }: Unit, householdId: string) =>
	tx.delete(documentFiles).where(sql`${documentFiles.householdId} = ${householdId}`);

/** A file is written before its row: one that is young may be waiting for it, ms. */
const youth = 3_600_000;
const together = 500;

/**
 * Removes the bytes of files whose rows are gone, and what a process left when it was killed. Says in the log how many
 * rows have no bytes: somebody took them away.
 */
export async function sweepFiles(deps: Deps): Promise<void> {
	const store = storeOf(deps.config);
	const seen = new Set<string>();
	const old: string[] = [];
	for await (const { name, changedAt } of store.list()) {
		seen.add(name);
		if (Date.now() - changedAt.getTime() > youth) old.push(name);
	}
	for (let start = 0; start < old.length; start += together) {
		const some = old.slice(start, start + together);
		const known = await asActor(deps, { role: 'system' }, ({ tx }) =>
			tx
				.select({ id: documentFiles.id })
				.from(documentFiles)
				.where(inArray(documentFiles.id, some.filter(isIdentifier)))
		);
		const kept = new Set(known.map(({ id }) => id));
		for (const name of some) if (!kept.has(name)) await store.remove(name);
	}
	const rows = await asActor(deps, { role: 'system' }, ({ tx }) =>
		tx.select({ id: documentFiles.id }).from(documentFiles)
	);
	const missing = rows.filter(({ id }) => !seen.has(id)).length;
	if (missing > 0) deps.log.error({ count: missing }, 'files are missing from the folder of files');
}

const isIdentifier = (name: string) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(name);
