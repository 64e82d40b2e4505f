/**
 * The journals of the exchange: what was done and who read what, chained entry to entry by their hashes. A transaction
 * keeps its entries until its end and writes them last: the journals of an organism are locked for a moment only, and
 * always after everything else.
 */
import { sql } from 'drizzle-orm';
import type { Journal, JournalAction, Look, ReadingPurpose } from '#domain/accounts/journal.ts';
import type { ReadPurpose } from '#domain/households/read-purpose.ts';
import { accountIdOf, type Actor } from './actor.ts';
import type { Tx } from './context.ts';

/** An entry as the application gives it; the database adds who, when, its number and its hash. */
export type PendingEntry = {
	journal: Journal;
	/** The organisms or territory concerned, one entry each; empty: those of the one who acts. */
	chains: readonly string[];
	/** The type of the event, or what is noted without one. */
	action: JournalAction;
	subject: string | null;
	/** The subject is an account or a household: it appears under its pseudonym. */
	isPerson: boolean;
	event: number | null;
	/** Identifiers, codes, dates and amounts; never free text. */
	data: Record<string, unknown>;
};

/** What of a transaction is needed to note something in its journals. */
type Noting = { actor: Actor; journal: PendingEntry[] };

/** Writes the entries of a transaction; the last thing it does. */
export async function appendAudit(tx: Tx, entries: readonly PendingEntry[]): Promise<void> {
	if (entries.length > 0) await tx.execute(sql`select audit_append(${JSON.stringify(entries)}::jsonb)`);
}

/**
 * Notes that a member of staff, or who helps the household, reads its file and what for: the household may ask who did.
 * To be called by every query that shows income, composition or needs of an identified household (classes C3 and C4).
 *
 * @param purpose why the file is read, from the page it is read on; never typed.
 */
export const readSensitive = (unit: Noting, purpose: ReadPurpose, householdId: string): void =>
	noteReading(unit, { action: 'FileRead', subject: householdId, isPerson: true, purpose });

/**
 * Notes that a member of staff reads a file of dwellings that the organism sent: addresses, and cells of columns that
 * nothing is read from, where anything may have been left.
 *
 * @param importId null for the list of them.
 */
export const readImported = (unit: Noting, importId: string | null): void =>
	noteReading(unit, { action: 'ImportRead', subject: importId, isPerson: false, purpose: 'import' });

/**
 * Notes that the journals of the organism are looked at: who watches over the readings of others is watched alike.
 *
 * @param about the household or the thing that the look is limited to, as the journal itself names it.
 */
export const readJournals = (unit: Noting, look: Look, about: string | null): void =>
	noteReading(unit, { action: 'JournalRead', subject: about, isPerson: false, purpose: 'audit', ...look });

type Reading = Pick<PendingEntry, 'action' | 'subject' | 'isPerson'> & { purpose: ReadingPurpose } & Partial<Look>;

function noteReading({ actor, journal }: Noting, { action, subject, isPerson, ...told }: Reading): void {
	if (actor.role !== 'staff' && actor.role !== 'helper') return;
	const data = { ...told, ...(actor.role === 'staff' && { duty: actor.staffRole }) };
	// That of a helper is in the journal of the organism of the household.
	const chains = actor.role === 'staff' ? [actor.organismId] : [];
	journal.push({ journal: 'reads', chains, action, subject, isPerson, event: null, data });
}

/** Whether an identifier in an event is that of a person, to be replaced by a pseudonym. */
export const isOfPerson = (
	subject: string | null,
	unit: Pick<Noting, 'actor'>,
	data: Record<string, unknown>
): boolean =>
	subject !== null &&
	(subject === accountIdOf(unit.actor) || subject === data.accountId || subject === data.householdId);
