import { expect, test } from 'vitest';
import { passwordFault } from './password.ts';

const own = ['amelie.roux@exemple.fr', 'Amélie', 'Roux'];

test.each([
	['quatre mots au hasard', 'tenant', null],
	['vélo-framboise-7', 'staff', null],
	['trop court', 'tenant', 'PASSWORD_TOO_SHORT'],
	['douze lettres', 'staff', 'PASSWORD_TOO_SHORT'],
	['azertyuiop123456', 'tenant', 'PASSWORD_TOO_KNOWN'],
	['azerty123456789', 'tenant', 'PASSWORD_TOO_KNOWN'],
	['Motdepasse2026!', 'tenant', 'PASSWORD_TOO_KNOWN'],
	['123456789012345', 'staff', 'PASSWORD_TOO_KNOWN'],
	['aaaaaaaaaaaaaaa', 'staff', 'PASSWORD_TOO_KNOWN'],
	['Amelie.Roux.1987', 'tenant', 'PASSWORD_IS_YOURS'],
	['chasse-croise-2026', 'tenant', 'PASSWORD_TOO_KNOWN']
] as const)('« %s » of a %s: %s', (password, kind, fault) => {
	expect(passwordFault(password, kind, own)).toBe(fault);
});
