/** When a second factor is due, and the codes that may be given. */
import { z } from 'zod';

export type AccountKind = 'tenant' | 'helper' | 'staff' | 'coordinator';
export type FactorStep = 'code' | 'enrolment';

/** What is still due before a session gives any right. Staff and coordinators must have a second factor. */
export function factorStep(session: { kind: AccountKind; isEnrolled: boolean; hasPassed: boolean }): FactorStep | null {
	if (session.hasPassed) return null;
	if (session.isEnrolled) return 'code';
	return isFactorCompulsory(session.kind) ? 'enrolment' : null;
}

/** Who works on the files of others must have a second factor; a household, or who helps it, may. */
export const isFactorCompulsory = (kind: AccountKind): boolean => kind === 'staff' || kind === 'coordinator';

/** A code as it is typed: spaces and hyphens do not count. */
export const typedCode = z
	.string('CODE_MISSING')
	.max(60, 'CODE_WRONG')
	.transform((typed) => typed.replaceAll(/[\s-]/g, '').toLowerCase());

/** Six digits of the telephone, or a recovery code such as `k7rt-9wqx-2mpd`. */
export const codeInput = z.object({
	code: typedCode.pipe(z.string().min(1, 'CODE_MISSING').max(24, 'CODE_WRONG'))
});

export type CodeRefusal = 'CODE_WRONG' | 'CODE_TOO_MANY' | 'NO_CODE_AWAITED';

/** How many recovery codes are given, once. */
export const recoveryCodeCount = 10;
