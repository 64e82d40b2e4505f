import { z } from 'zod';
import { givenDuties } from '../organisms/organism.ts';
import { yesOrNo } from '../typed.input.ts';
import { newPasswordInput } from './password.ts';
import { deviceInput, signInInput } from './sign-in.input.ts';

const name = (missing: string) => z.string(missing).trim().min(1, missing).max(80, missing);

/** Somebody who is given an account. */
export const personInput = z.object({
	firstName: name('FIRST_NAME_MISSING'),
	lastName: name('LAST_NAME_MISSING'),
	email: signInInput.shape.email
});

export const inviteColleagueInput = personInput.extend({ staffRole: z.enum(givenDuties, 'DUTY_MISSING') });
export const inviteMemberInput = z.object({ memberId: z.uuid('SEAT_MISSING'), ...personInput.shape });
export const inviteHouseholdInput = z.object({
	/** The number of the running lease, as the landlord writes it. */
	lease: z.string('LEASE_MISSING').trim().min(1, 'LEASE_MISSING').max(60, 'LEASE_UNKNOWN'),
	...personInput.shape
});

/** Somebody of the organism, by account. */
export const colleagueInput = z.object({ accountId: z.uuid() });
export const changeDutyInput = colleagueInput.extend({ staffRole: z.enum(givenDuties, 'DUTY_MISSING') });
export const lockColleagueInput = colleagueInput.extend({ isLocked: yesOrNo('ANSWER_MISSING') });

export const recoveryInput = z.object({ email: signInInput.shape.email });
/** What opens a link: its number and the proof. */
export const linkInput = z.object({ token: z.string().max(120) });
export const followLinkInput = linkInput.extend({ newPassword: newPasswordInput, device: deviceInput });
