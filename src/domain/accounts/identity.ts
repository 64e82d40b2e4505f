/** What somebody must prove again before an act that binds: that it is still them, on a device that is theirs. */
import type { SignInRefusal } from './sign-in.input.ts';
import type { AccountKind, CodeRefusal } from './second-factor.ts';

/** How long who just proved their identity may do what binds, in minutes. */
export const freshMinutes = 10;

/** What is known of a session when an act that binds is asked for. */
export type ProvenSoFar = {
	kind: AccountKind;
	/** When a password, a code or the sign-on of the organism last proved who it is. */
	authenticatedAt: Date;
	/** When the second factor was given in this session. */
	secondFactorAt: Date | null;
	/** Whether a code sent to the address of the account was once given on this device. */
	isDeviceKnown: boolean;
	isEnrolled: boolean;
	/** False for who only signs in through the organism. */
	hasPassword: boolean;
};

/** What is to be asked: the password or the sign-on of the organism, a code of the telephone or of a letter. */
export type IdentityDue = { again: 'password' | 'signOn' | null; code: 'telephone' | 'letter' | null };

/**
 * What is due before an act that binds; null when nothing is. A household without a second factor is also asked, once
 * for each device, for a code sent to its address: who only knows its password cannot give its home away.
 */
export function identityDue(session: ProvenSoFar, now: Date): IdentityDue | null {
	// At equality it is no longer fresh.
	const isFresh = now.getTime() - session.authenticatedAt.getTime() < freshMinutes * 60_000;
	const again = isFresh ? null : session.hasPassword ? 'password' : 'signOn';
	if (session.isEnrolled && again === 'password') return { again, code: 'telephone' };
	const isNewDevice = session.kind === 'tenant' && session.secondFactorAt === null && !session.isDeviceKnown;
	const code = isNewDevice ? 'letter' : null;
	return again || code ? { again, code } : null;
}

export type IdentityRefusal =
	'IDENTITY_TO_CONFIRM' | 'SIGN_ON_TO_REPEAT' | SignInRefusal | Exclude<CodeRefusal, 'NO_CODE_AWAITED'>;
