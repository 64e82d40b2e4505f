/**
 * The journals of the exchange: what was done and who read what, chained entry to entry by their hashes. A transaction
 * keeps its entries until its end and writes them last: the journals of an organism are locked for a moment only, and
 * always after everything else.
 */
import { sql } from 'drizzle-orm';
import type { Journal } from '#domain/accounts/journal.input.ts';
import type { ReadPurpose } from '#domain/households/read-purpose.ts';
import { accountIdOf, type Actor } from './actor.ts';
import type { Tx } from './context.ts';

/** An entry as the application gives it; the database adds who, when, its number and its hash. */
export type PendingEntry = {
	journal: Journal;
	/** The organisms or territory concerned, one entry each; empty: those of the one who acts. */
	chains: readonly string[];
	/** Type of the event, or `FileRead`. */
	action: string;
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
 * Notes that a member of staff reads the file of a household and what for: the household may ask who did. To be called
 * by every query that shows income, composition or needs of an identified household (classes C3 and C4).
 *
 * @param purpose why the file is read, from the page it is read on; never typed.
 */
export function readSensitive(unit: Noting, purpose: ReadPurpose, householdId: string): void {
	const { actor } = unit;
	if (actor.role !== 'staff') return;
	unit.journal.push({
		journal: 'reads',
		chains: [actor.organismId],
		action: 'FileRead',
		subject: householdId,
		isPerson: true,
		event: null,
		data: { purpose, duty: actor.staffRole }
	});
}

/** Whether an identifier in an event is that of a person, to be replaced by a pseudonym. */
export const isOfPerson = (
	subject: string | null,
	unit: Pick<Noting, 'actor'>,
	data: Record<string, unknown>
): boolean =>
	subject !== null &&
	(subject === accountIdOf(unit.actor) || subject === data.accountId || subject === data.householdId);
