/** What a password must be (ANSSI and CNIL 2022, NIST SP 800-63B): long, not known by everybody; nothing else. */
import { z } from 'zod';
import { isFactorCompulsory, type AccountKind } from './second-factor.ts';

/** Characters at least; more for who must have a second factor too, since they read the files of others. */
const leastLengths = { usual: 12, ofStaff: 15 } as const;
export const leastLength = (kind: AccountKind): number =>
	isFactorCompulsory(kind) ? leastLengths.ofStaff : leastLengths.usual;
export const mostLength = 128;

/**
 * Beginnings of the passwords that everybody tries first, among those long enough to pass: keyboards, counts, the
 * words for password, the name of this service.
 */
const known = [
	'azertyuiop',
	'qwertyuiop',
	'qwertzuiop',
	'azerty',
	'qwerty',
	'qwertz',
	'1234',
	'0123',
	'abcd',
	'motdepasse',
	'password',
	'passw0rd',
	'motdepass',
	'bonjour',
	'soleil',
	'jetaime',
	'admin',
	'bienvenue',
	'welcome',
	'letmein',
	'iloveyou',
	'loulou',
	'doudou',
	'chassecroise',
	'chassécroisé',
	'locataire',
	'logement'
];

export type PasswordFault = 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_KNOWN' | 'PASSWORD_IS_YOURS';

/**
 * What is wrong with a new password; null when nothing is.
 *
 * @param own what anyone who knows the person would try: address, names.
 */
export function passwordFault(password: string, kind: AccountKind, own: readonly string[]): PasswordFault | null {
	if ([...password].length < leastLength(kind)) return 'PASSWORD_TOO_SHORT';
	const plain = password.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
	if (new Set(plain).size < 5) return 'PASSWORD_TOO_KNOWN';
	const rest = known.reduce((left, word) => left.replaceAll(word, ''), plain).replaceAll(/\d/g, '');
	if (rest.length < 4) return 'PASSWORD_TOO_KNOWN';
	const names = own.map((name) =>
		name
			.toLowerCase()
			.split('@')[0]!
			.replaceAll(/[^\p{L}\p{N}]/gu, '')
	);
	const left = names.filter((name) => name.length >= 3).reduce((text, name) => text.replaceAll(name, ''), plain);
	return left.replaceAll(/\d/g, '').length < 4 ? 'PASSWORD_IS_YOURS' : null;
}

/** A password as it is chosen: as it is typed, paste allowed. */
export const newPasswordInput = z
	.string('PASSWORD_MISSING')
	.min(1, 'PASSWORD_MISSING')
	.max(mostLength, 'PASSWORD_TOO_LONG');

export const changePasswordInput = z.object({
	currentPassword: z.string('PASSWORD_MISSING').min(1, 'PASSWORD_MISSING').max(mostLength, 'PASSWORD_TOO_LONG'),
	newPassword: newPasswordInput
});
