import { and, eq } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import {
	asOf,
	isSensitive,
	missingDocuments,
	unsettledDocuments,
	type AskedDocument
} from '#domain/documents/document.ts';
import { neededAndNotAsked, neededDocuments } from '#domain/documents/needed-documents.ts';
import type { Household } from '#domain/households/household.ts';
import { accounts } from '../accounts/tables.ts';
import { isBeforeCommission } from '../commissions/sitting.ts';
import { candidacies } from '../demands/tables.ts';
import type { Staff } from '../platform/actor.ts';
import { rights } from '../platform/rights.ts';
import type { Tx } from '../platform/context.ts';
import { isAllowed } from '../platform/trpc.ts';
import type { Unit } from '../platform/unit.ts';
import { listFiles, type ListedFile } from './queries.ts';

type Candidacy = typeof candidacies.$inferSelect;

/**
 * The documents of a candidacy as its organism sees them: what became of each, what is missing, what the situation of
 * the household calls for.
 *
 * @param household null when the organism may not, or no longer, read it
 */
export async function documentsOfFile(unit: Unit, actor: Staff, candidacy: Candidacy, household: Household | null) {
	const today = dayOf(unit.now);
	const documents = asOf(candidacy.documents, today);
	const isOwnTenant = household?.lease.organismId === actor.organismId;
	const needed = household ? neededDocuments({ household, isOwnTenant, today }) : [];
	return {
		documents: await withFiles(unit, actor, candidacy, household ? documents : null),
		/** What the household has to send. */
		missing: missingDocuments(documents),
		/** What keeps the file from being complete: missing, or not looked at. */
		unsettled: unsettledDocuments(documents),
		/** What its situation calls for, and nobody has asked. */
		needed: neededAndNotAsked(needed, documents),
		inCharge: candidacy.assignedTo && {
			isYou: candidacy.assignedTo === actor.accountId,
			name: await nameOfColleague(unit.tx, candidacy.assignedTo, actor.organismId)
		}
	};
}

export type DocumentOfFile = AskedDocument & {
	/** Its files may tell of health or violence: they are for the officer in charge. */
	isSensitive: boolean;
	/** Whether this person may open them. */
	isClosed: boolean;
	files: ListedFile[];
};

/** What one may not open is not named either. */
async function withFiles(unit: Unit, actor: Staff, candidacy: Candidacy, documents: AskedDocument[] | null) {
	const mayOpen =
		documents !== null &&
		isAllowed(rights['documents.file']!, actor) &&
		(actor.staffRole !== 'calSecretary' || (await sits(unit, actor, candidacy)));
	const files = mayOpen ? await listFiles(unit, candidacy.householdId) : [];
	return (documents ?? candidacy.documents).map((document): DocumentOfFile => {
		const isForOneOnly = isSensitive(document.code);
		const isClosed = !mayOpen || (isForOneOnly && candidacy.assignedTo !== actor.accountId);
		return {
			...document,
			isSensitive: isForOneOnly,
			isClosed,
			files: isClosed ? [] : files.filter(({ code }) => code === document.code)
		};
	});
}

/** Whether the commission of the organism has this candidacy before it. */
async function sits({ tx }: Unit, { organismId }: Staff, { id }: Candidacy): Promise<boolean> {
	const [row] = await tx
		.select({ id: candidacies.id })
		.from(candidacies)
		.where(and(eq(candidacies.id, id), isBeforeCommission(organismId)));
	return row !== undefined;
}

async function nameOfColleague(tx: Tx, accountId: string, organismId: string): Promise<string> {
	const [account] = await tx
		.select({ firstName: accounts.firstName, lastName: accounts.lastName })
		.from(accounts)
		.where(and(eq(accounts.id, accountId), eq(accounts.organismId, organismId)));
	return account ? `${account.firstName} ${account.lastName}` : '';
}
