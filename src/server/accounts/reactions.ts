import { eq } from 'drizzle-orm';
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
	await writeLetters(unit, event.eventId, holder, letterOf[event.kind], {}, linkPath(event.linkId));
};

/** Changes that an intruder would make are told to the holder, with what to do about them. */
export const tellPasswordChanged: Reaction<'PasswordChanged'> = async (unit, event) =>
	writeLetters(unit, event.eventId, await holderOf(unit, event.accountId), 'passwordChanged', {}, null);

export const tellFactorGivenUp: Reaction<'SecondFactorGivenUp'> = async (unit, event) =>
	writeLetters(unit, event.eventId, await holderOf(unit, event.accountId), 'secondFactorGivenUp', {}, '/securite');

export const tellCodeUsed: Reaction<'RecoveryCodeUsed'> = async (unit, event) =>
	writeLetters(unit, event.eventId, await holderOf(unit, event.accountId), 'recoveryCodeUsed', {}, '/securite');
