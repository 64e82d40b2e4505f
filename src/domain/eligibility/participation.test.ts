import { describe, expect, test } from 'vitest';
import { mayTakePart } from './participation.ts';
import { participationInput, type ParticipationInput } from './participation.input.ts';
import { defaultCharter, type TerritoryCharter } from './settings.ts';

const landlord = 'ca570001-0000-4000-8000-000000000001';
const good = { landlord, home: 'own', account: 'upToDate', number: 'yes' } as const;
const ask = (changes: Partial<ParticipationInput> = {}, charter: Partial<TerritoryCharter> = {}) =>
	mayTakePart({ ...good, ...changes }, !('landlord' in changes), { ...defaultCharter, ...charter });
const outcomes = (changes: Partial<ParticipationInput>, charter?: Partial<TerritoryCharter>) => {
	const { word, results } = ask(changes, charter);
	return [word, ...results.map(({ outcome }) => outcome)];
};

describe('could this household take part', () => {
	test('nothing stands in the way of an ordinary lease, rent paid, demand registered', () => {
		expect(outcomes({})).toEqual(['open', 'met', 'met', 'met', 'met']);
	});

	test.each([
		['a private landlord', { landlord: 'private' }, ['closed', 'notMet', 'met', 'met', 'met']],
		['another social landlord', { landlord: 'otherSocial' }, ['closed', 'notMet', 'met', 'met', 'met']],
		['a landlord one does not know the name of', { landlord: 'unknown' }, ['check', 'missing', 'met', 'met', 'met']],
		['a lease tied to a job', { home: 'jobTied' }, ['closed', 'met', 'notMet', 'met', 'met']],
		['a notice already given', { home: 'notice' }, ['closed', 'met', 'notMet', 'met', 'met']],
		['a repayment plan', { account: 'plan' }, ['check', 'met', 'met', 'toCheck', 'met']],
		['rent due and no plan', { account: 'late' }, ['check', 'met', 'met', 'toCheck', 'met']],
		['no number yet', { number: 'no' }, ['check', 'met', 'met', 'met', 'toCheck']],
		['a lease one knows nothing of', { home: 'unknown' }, ['check', 'met', 'missing', 'met', 'met']],
		['an account one knows nothing of', { account: 'unknown' }, ['check', 'met', 'met', 'missing', 'met']]
	] as const)('%s', (_, changes, expected) => {
		expect(outcomes(changes)).toEqual(expected);
	});

	test('says what would change it', () => {
		expect(ask({ account: 'late' }).results[2]!.remedies).toEqual([{ kind: 'followPlan' }]);
		expect(ask({ home: 'notice' }).results[1]!.remedies).toEqual([{ kind: 'endOf', what: 'notice' }]);
	});

	test('follows the charter: what it lets in, and what it blocks', () => {
		expect(outcomes({ home: 'jobTied' }, { excludedLeases: [] })[0]).toBe('open');
		expect(outcomes({ account: 'late' }, { effects: { 'SOL-04': 'BLOCK' } })[0]).toBe('closed');
		expect(outcomes({ account: 'late' }, { effects: { 'SOL-04': 'INFO' } })[0]).toBe('open');
	});
});

test('a question without answer is asked again, and nothing is presumed', () => {
	const { error } = participationInput.safeParse({ landlord: '' });
	expect(error?.issues.map((issue) => issue.message)).toEqual([
		'LANDLORD_MISSING',
		'HOME_MISSING',
		'ACCOUNT_MISSING',
		'NUMBER_MISSING'
	]);
});
