/** Recomputes the journals and compares them with what was witnessed of them. */
import { createHash, type KeyObject } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Journal } from '#domain/accounts/journal.ts';
import { hashOf, isSigned, type CheckpointBody, type Witness } from './audit-witness.ts';

export const auditProblems = [
	/** An entry does not follow from the one before: edited, inserted, swapped. */
	'HASH_WRONG',
	/** A number is missing or comes twice: deleted, inserted. */
	'NUMBER_WRONG',
	/** An entry says that it belongs elsewhere: moved from another journal. */
	'ENTRY_OF_ANOTHER_JOURNAL',
	/** The last entry is not the one that the head knows: the end was cut off, or the head rewritten. */
	'HEAD_WRONG',
	/** The journal does not say what was witnessed of it: rewritten with its hashes, or cut off with its head. */
	'WITNESS_DIFFERS',
	/** A witness was not signed with our key, or one of them is missing. */
	'WITNESS_FORGED',
	/** The database and the file do not hold the same witnesses. */
	'WITNESS_NOT_KEPT',
	/** Entries were deleted before the end of their time. */
	'DELETED_TOO_EARLY',
	/** An act tells of an event that is not in the exchange. */
	'EVENT_UNKNOWN',
	/** The exchange knows an event that no act tells: the end of a journal was cut off before a witness saw it. */
	'EVENT_UNTOLD'
] as const;
export type AuditProblemCode = (typeof auditProblems)[number];
export type AuditProblem = { code: AuditProblemCode; chain: string; journal: Journal | null; seq: number | null };

export type AuditReport = { journals: number; entries: number; witnesses: number; problems: AuditProblem[] };

type Head = { chainId: string; journal: Journal; seq: string; hash: string; keptFrom: string; keptHash: string };
type Entry = { chainId: string; journal: Journal; seq: string; entry: string; hash: string };

/** Told of one journal, at most: the first says where it broke, the next ones only follow from it. */
const mostPerJournal = 3;
const batch = 5_000;

export type VerifyOptions = {
	/** Lines of the file of witnesses, in order. */
	witnesses: readonly Witness[];
	key: KeyObject;
	/** How long each journal is kept, in days; younger entries must all be there. */
	keptDays: Record<Journal, number>;
};

/**
 * Recomputes every hash and compares with every witness. Reads only, under the auditor's role.
 *
 * @returns what is wrong, in the order it was found; empty when nothing was tampered with.
 */
export async function verifyAudit(sql: Sql, { witnesses, key, keptDays }: VerifyOptions): Promise<AuditReport> {
	const problems: AuditProblem[] = [];
	const bodies = checkWitnesses(witnesses, key, problems);
	await compareKeptWitnesses(sql, witnesses, problems);
	const [clock] = await sql<{ now: Date }[]>`select app_now() as now`;
	const heads = await sql<Head[]>`select chain_id as "chainId", journal, seq, hash, kept_from as "keptFrom",
		kept_hash as "keptHash" from audit_head order by chain_id, journal`;
	let entries = 0;
	for (const head of heads) {
		const seen = witnessed(bodies, head.chainId, head.journal);
		const found: AuditProblem[] = [];
		entries += await checkJournal(sql, head, seen, found);
		const limit = clock!.now.getTime() - (keptDays[head.journal] + 1) * 86_400_000;
		const isYoungGone = seen.some(({ at, seq }) => at.getTime() > limit && seq < Number(head.keptFrom) - 1);
		if (isYoungGone) found.push(problemOf('DELETED_TOO_EARLY', head, Number(head.keptFrom)));
		problems.push(...found.slice(0, mostPerJournal));
	}
	problems.push(...(await lostJournals(sql, bodies, heads)));
	problems.push(...(await unknownEvents(sql)), ...(await untoldEvents(sql)));
	return { journals: heads.length, entries, witnesses: witnesses.length, problems };
}

const problemOf = (code: AuditProblemCode, head: Pick<Head, 'chainId' | 'journal'>, seq: number | null) => ({
	code,
	chain: head.chainId,
	journal: head.journal,
	seq
});

/** What was witnessed of one journal: entry by entry, when. */
type Seen = { at: Date; seq: number; hash: string };

const witnessed = (bodies: readonly CheckpointBody[], chain: string, journal: Journal): Seen[] =>
	bodies.flatMap(({ at, heads }) =>
		heads
			.filter((head) => head.chain === chain && head.journal === journal)
			.map(({ seq, hash }) => ({ at: new Date(at), seq, hash }))
	);

function checkWitnesses(witnesses: readonly Witness[], key: KeyObject, problems: AuditProblem[]): CheckpointBody[] {
	let previous: string | null = null;
	return witnesses.flatMap((witness, index) => {
		const body = isSigned(witness, key) ? (JSON.parse(witness.body) as CheckpointBody) : null;
		const isNext = body !== null && body.previous === previous && body.number === index + 1;
		previous = hashOf(witness.body);
		if (!isNext) problems.push({ code: 'WITNESS_FORGED', chain: '', journal: null, seq: index + 1 });
		return body ? [body] : [];
	});
}

async function compareKeptWitnesses(sql: Sql, witnesses: readonly Witness[], problems: AuditProblem[]): Promise<void> {
	const kept = await sql<Witness[]>`select body, signature from audit_checkpoint order by number`;
	// A checkpoint just taken may not be in the file yet; one of the file must be in the database.
	const index = witnesses.findIndex((one, at) => kept[at]?.body !== one.body || kept[at]?.signature !== one.signature);
	if (index >= 0) problems.push({ code: 'WITNESS_NOT_KEPT', chain: '', journal: null, seq: index + 1 });
}

async function checkJournal(sql: Sql, head: Head, seen: readonly Seen[], problems: AuditProblem[]): Promise<number> {
	const keptFrom = Number(head.keptFrom);
	const wanted = new Map(seen.map(({ seq, hash }) => [seq, hash]));
	let [seq, hash, count] = [keptFrom - 1, head.keptHash, 0];
	const compare = () => {
		const witness = wanted.get(seq);
		if (witness !== undefined && witness !== hash) problems.push(problemOf('WITNESS_DIFFERS', head, seq));
		wanted.delete(seq);
	};
	compare();
	const rows = sql<Entry[]>`select chain_id as "chainId", journal, seq, entry, hash from audit_entry
		where chain_id = ${head.chainId} and journal = ${head.journal} order by seq`;
	for await (const entries of rows.cursor(batch)) {
		for (const row of entries) {
			count++;
			const told = JSON.parse(row.entry) as { chain: string; journal: string; seq: number };
			if (Number(row.seq) !== seq + 1) problems.push(problemOf('NUMBER_WRONG', head, Number(row.seq)));
			if (told.chain !== row.chainId || told.journal !== row.journal || told.seq !== Number(row.seq))
				problems.push(problemOf('ENTRY_OF_ANOTHER_JOURNAL', head, Number(row.seq)));
			const expected = createHash('sha256').update(hash).update(row.entry).digest('hex');
			if (row.hash !== expected) problems.push(problemOf('HASH_WRONG', head, Number(row.seq)));
			[seq, hash] = [Number(row.seq), row.hash];
			compare();
		}
	}
	if (seq !== Number(head.seq) || hash !== head.hash) problems.push(problemOf('HEAD_WRONG', head, Number(head.seq)));
	// Witnessed after the end that is there now: the end was cut off, and the head rewritten to hide it.
	const missing = [...wanted.keys()].find((one) => one >= keptFrom);
	if (missing !== undefined) problems.push(problemOf('WITNESS_DIFFERS', head, missing));
	return count;
}

/** Journals that were witnessed and are no more, or entries without a head. */
async function lostJournals(
	sql: Sql,
	bodies: readonly CheckpointBody[],
	heads: readonly Head[]
): Promise<AuditProblem[]> {
	const isThere = (chain: string, journal: string) =>
		heads.some((head) => head.chainId === chain && head.journal === journal);
	const lost = (bodies.at(-1)?.heads ?? []).filter(({ chain, journal }) => !isThere(chain, journal));
	const orphans = await sql<{ chainId: string; journal: Journal }[]>`
		select distinct chain_id as "chainId", journal from audit_entry entry where not exists (
			select from audit_head head where head.chain_id = entry.chain_id and head.journal = entry.journal)`;
	return [
		...lost.map(({ chain, journal }) => problemOf('WITNESS_DIFFERS', { chainId: chain, journal }, null)),
		...orphans.map((head) => problemOf('HEAD_WRONG', head, null))
	];
}

async function unknownEvents(sql: Sql): Promise<AuditProblem[]> {
	const rows = await sql<{ chainId: string; journal: Journal; seq: string }[]>`
		select chain_id as "chainId", journal, seq from audit_entry entry
		where event is not null and not exists (select from domain_event where domain_event.id = entry.event)
		order by chain_id, seq limit ${mostPerJournal}`;
	return rows.map((row) => problemOf('EVENT_UNKNOWN', row, Number(row.seq)));
}

/** Events are written with the entry that tells them; those before the first entry that is kept have outlived theirs. */
async function untoldEvents(sql: Sql): Promise<AuditProblem[]> {
	const rows = await sql<{ id: string }[]>`
		select id from domain_event event
		where id > coalesce((select min(entry.event) from audit_entry entry where journal = 'acts'), 0)
			and not exists (select from audit_entry entry where entry.event = event.id)
		order by id limit ${mostPerJournal}`;
	return rows.map(({ id }) => ({ code: 'EVENT_UNTOLD', chain: '', journal: null, seq: Number(id) }));
}
