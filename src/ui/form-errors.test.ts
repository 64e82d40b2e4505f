import { expect, test } from 'vitest';
import type { Failure } from './attempt.ts';
import { sentencesOf, tickedIn, typedIn } from './form-errors.ts';

const failed = (changes: Partial<Failure>): Failure => ({ refusal: null, fields: {}, values: {}, ...changes });
const sentences = {
	fields: { EMAIL_MISSING: () => 'Écrivez votre adresse.' },
	refusals: { SIGN_IN_WRONG: () => 'Vérifiez les deux.' }
};

test('a form that did not fail has no error', () => {
	expect(sentencesOf(null, sentences)).toBeNull();
});

test('each wrong field says one sentence, and the refusal is said for the whole form', () => {
	const form = failed({ fields: { email: ['EMAIL_MISSING', 'EMAIL_INVALID'] }, refusal: 'SIGN_IN_WRONG' });
	expect(sentencesOf(form, sentences)).toEqual({ email: 'Écrivez votre adresse.', '': 'Vérifiez les deux.' });
});

test('what was typed and ticked comes back, one answer or several', () => {
	const form = failed({ values: { email: 'nadia', places: ['95127', '95500'], one: 'lift' } });
	expect(typedIn(form, 'email')).toBe('nadia');
	expect(tickedIn(form, 'places')).toEqual(['95127', '95500']);
	expect(tickedIn(form, 'one')).toEqual(['lift']);
	expect(tickedIn(form, 'nothing')).toEqual([]);
	expect(tickedIn(null, 'places')).toBeUndefined();
});
