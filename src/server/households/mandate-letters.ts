/** Letters about mandates. They say nothing of the household, nor of who helps: the pages behind do. */
import { eq } from 'drizzle-orm';
import { accounts } from '../accounts/tables.ts';
import { writeLetters } from '../platform/letters.ts';
import type { Reaction } from '../platform/reaction.ts';
import { accountsOfHouseholds } from '../proposals/parties.ts';

const ownPage = '/compte/aide';

/** Every lease holder learns that somebody was named, whoever of them did; so does who was. */
export const tellMandate: Reaction<'MandateGiven'> = async (unit, event) => {
	const holders = await accountsOfHouseholds(unit.tx, [event.householdId]);
	await writeLetters(unit, event.eventId, holders, 'mandateGiven', {}, ownPage);
	const named = await unit.tx.select().from(accounts).where(eq(accounts.id, event.accountId));
	if (event.isTaken) await writeLetters(unit, event.eventId, named, 'helperTaken', {}, null);
	// Who has no password yet is sent a link instead.
	else if (named[0]?.passwordHash) await writeLetters(unit, event.eventId, named, 'helperNamed', {}, '/accueil');
};

/** The household learns that nobody helps it any more. */
export const tellMandateGivenUp: Reaction<'MandateGivenUp'> = async (unit, event) => {
	const holders = await accountsOfHouseholds(unit.tx, [event.householdId]);
	await writeLetters(unit, event.eventId, holders, 'mandateGivenUp', {}, ownPage);
};
