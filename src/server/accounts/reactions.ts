import { eq } from 'drizzle-orm';
import { staffOf } from '../proposals/parties.ts';
import { linkPath } from '../platform/link-proof.ts';
import { writeLetters, type Recipient } from '../platform/letters.ts';
import type { Unit } from '../platform/unit.ts';
import type { Reaction } from '../platform/reaction.ts';
import { accounts } from './tables.ts';

const holderOf = (unit: Unit, accountId: string): Promise<Recipient[]> =>
	unit.tx.select().from(accounts).where(eq(accounts.id, accountId));

const letterOf = { invitation: 'invitationLink', recovery: 'recoveryLink', device: 'deviceCode' } as const;

/** Sends the link or the code; the mail alone holds what opens. */
export const tellLink: Reaction<'LinkSent'> = async (unit, event) => {
	const holder = await holderOf(unit, event.accountId);
	const isHelper = holder[0]?.kind === 'helper' && event.kind === 'invitation';
	const kind = isHelper ? 'helperInvitation' : letterOf[event.kind];
	await writeLetters(unit, event.eventId, holder, kind, {}, linkPath(event.linkId));
};

/** Changes that an intruder would make are told to the holder, with what to do about them. */
export const tellPasswordChanged: Reaction<'PasswordChanged'> = async (unit, event) =>
	writeLetters(unit, event.eventId, await holderOf(unit, event.accountId), 'passwordChanged', {}, null);

export const tellFactorGivenUp: Reaction<'SecondFactorGivenUp'> = async (unit, event) =>
	writeLetters(unit, event.eventId, await holderOf(unit, event.accountId), 'secondFactorGivenUp', {}, '/securite');

export const tellCodeUsed: Reaction<'RecoveryCodeUsed'> = async (unit, event) =>
	writeLetters(unit, event.eventId, await holderOf(unit, event.accountId), 'recoveryCodeUsed', {}, '/securite');

/** Who looks after accounts, and who watches over the data, are told who opened too much: nobody tells themselves. */
export const tellReadingsStopped: Reaction<'ReadingsStopped'> = async (unit, event) => {
	const [reader] = await holderOf(unit, event.accountId);
	if (!reader?.organismId) return;
	const watchers = await staffOf(unit.tx, [reader.organismId], ['manager', 'organismAdmin', 'auditor']);
	const others = watchers.filter(({ id }) => id !== reader.id);
	const name = `${reader.firstName} ${reader.lastName}`;
	await writeLetters(unit, event.eventId, others, 'readingsStopped', { name }, null);
};
