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

test.each([
	'qwertyuiop',
	'qwertzuiop',
	'qwerty',
	'qwertz',
	'abcd',
	'MotDePasse',
	'password',
	'Passw0rd',
	'motdepass',
	'bonjour',
	'soleil',
	'jetaime',
	'admin',
	'Bienvenue',
	'welcome',
	'letmein',
	'iloveyou',
	'loulou',
	'doudou',
	'chassé-croisé',
	'locataire',
	'logement'
])('« %s », repeated or followed by figures, is what everybody tries first', (word) => {
	for (const password of [`${word}-${word}-${word}-${word}`, `${word} 98765432109876`])
		expect(passwordFault(password, 'staff', own), password).toBe('PASSWORD_TOO_KNOWN');
});

test('five signs that differ, and four letters beside what is known or one’s own are enough, and a short name is no word to avoid', () => {
	expect(passwordFault('bonjour-lune-1234', 'tenant', own)).toBeNull();
	expect(passwordFault('bonjour-lun-12345', 'tenant', own)).toBe('PASSWORD_TOO_KNOWN');
	expect(passwordFault('amelie-roux-lune', 'tenant', own)).toBeNull();
	expect(passwordFault('amelie-roux-lun-98', 'tenant', own)).toBe('PASSWORD_IS_YOURS');
	expect(passwordFault('liliane-98765432', 'tenant', ['Li'])).toBeNull();
	expect(passwordFault('zoé-zoé-zoé-987654', 'tenant', ['Zoé'])).toBe('PASSWORD_IS_YOURS');
	expect(passwordFault('léa-tom-léa-tom-98', 'tenant', ['Léa', 'Tom'])).toBe('PASSWORD_IS_YOURS');
	expect(passwordFault('ababa-cdcd-cdcd', 'staff', [])).toBe('PASSWORD_TOO_KNOWN');
	expect(passwordFault('zyxvu-zyxvu-zyxvu', 'staff', [])).toBeNull();
});
