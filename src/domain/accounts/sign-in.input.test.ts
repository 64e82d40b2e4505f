import { expect, test } from 'vitest';
import { changePasswordInput } from './password.ts';
import { signInInput } from './sign-in.input.ts';

const codes = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) =>
	result.error?.issues.map(({ path, message }) => [path[0], message]);

test('an address is read without the blanks and capitals of a telephone, a password as it is typed', () => {
	expect(signInInput.parse({ email: ' Amelie.Roux@Exemple.fr ', password: ' vélo ' })).toEqual({
		email: 'amelie.roux@exemple.fr',
		password: ' vélo '
	});
});

test('what is missing is said, box by box, and so is what cannot be an address', () => {
	for (const sent of [{}, { email: ' ', password: '' }])
		expect(codes(signInInput.safeParse(sent))).toEqual([
			['email', 'EMAIL_MISSING'],
			['password', 'PASSWORD_MISSING']
		]);
	for (const email of ['amelie', 'amelie@', `${'a'.repeat(190)}@exemple.fr`])
		expect(codes(signInInput.safeParse({ email, password: 'x' }))).toEqual([['email', 'EMAIL_INVALID']]);
});

test('a password has at most 128 signs: more would only keep the server busy', () => {
	const [longest, longer] = ['x'.repeat(128), 'x'.repeat(129)];
	const chosen = { currentPassword: longest, newPassword: longest };
	expect(signInInput.safeParse({ email: 'a@exemple.fr', password: longest }).success).toBe(true);
	expect(codes(signInInput.safeParse({ email: 'a@exemple.fr', password: longer }))).toEqual([
		['password', 'PASSWORD_TOO_LONG']
	]);
	expect(changePasswordInput.parse(chosen)).toEqual(chosen);
	expect(codes(changePasswordInput.safeParse({ currentPassword: longer, newPassword: longer }))).toEqual([
		['currentPassword', 'PASSWORD_TOO_LONG'],
		['newPassword', 'PASSWORD_TOO_LONG']
	]);
	for (const nothing of [{}, { currentPassword: '', newPassword: '' }])
		expect(codes(changePasswordInput.safeParse(nothing))).toEqual([
			['currentPassword', 'PASSWORD_MISSING'],
			['newPassword', 'PASSWORD_MISSING']
		]);
});
