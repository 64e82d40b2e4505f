import { expect, test } from 'vitest';
import { typedProof } from './typed-proof.ts';

function formOf(fields: Record<string, string | File>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return form;
}

test('a password is read as it is typed, a code without its spaces, hyphens and capitals', () => {
	expect(typedProof(formOf({ _password: ' Vélo-7 ', _code: ' K7RT-9wqx 2MPD ' }))).toEqual({
		password: ' Vélo-7 ',
		code: 'k7rt9wqx2mpd'
	});
});

test('one of the two is enough; a form with neither proves nothing', () => {
	expect(typedProof(formOf({ _password: 'vélo' }))).toEqual({ password: 'vélo', code: '' });
	expect(typedProof(formOf({ _code: '123 456' }))).toEqual({ password: '', code: '123456' });
	expect(typedProof(formOf({ password: 'vélo' }))).toBeNull();
	expect(typedProof(formOf({ _password: new File(['x'], 'x') }))).toBeNull();
});

test('what is far too long is cut', () => {
	const proof = typedProof(formOf({ _password: 'x'.repeat(10_000), _code: '1'.repeat(10_000) }))!;
	expect([proof.password.length, proof.code.length]).toEqual([200, 200]);
});
