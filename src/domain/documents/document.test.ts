import { describe, expect, test } from 'vitest';
import list from '../reference/pieces-justificatives.json' with { type: 'json' };
import { documentKinds } from '../reference/documents.ts';
import { err } from '../result.ts';
import {
	actOn,
	asOf,
	askedFor,
	confidentialDocumentCodes,
	documentCodes,
	isHere,
	isReplaced,
	isSensitive,
	kindOfDocument,
	mandatoryDocuments,
	missingDocuments,
	unsettledDocuments,
	type AskedDocument
} from './document.ts';
import { documentActions, documentStates, documentWorkflow, type DocumentState } from './document.workflow.ts';

const today = '2026-03-09';
const inState = (state: DocumentState, changes: Partial<AskedDocument> = {}): AskedDocument => ({
	...askedFor('RM-SA'),
	state,
	...changes
});

describe('the list', () => {
	test('holds only documents of the arrêté, and leaves out only the confidential ones', () => {
		const listed = list.documents.map((one) => one.code);
		expect(listed.filter((code) => !documentCodes.includes(code as never))).toEqual(
			[...confidentialDocumentCodes].sort((a, b) => listed.indexOf(a) - listed.indexOf(b))
		);
		expect(documentCodes.filter((code) => !listed.includes(code))).toEqual([]);
	});

	test('calls sensitive those that tell of health or of violence', () => {
		const sensitive = documentCodes.filter(isSensitive);
		expect([...sensitive].sort()).toEqual(['FI-SE', 'RM-IJ', 'RM-PS', 'RM-RE', 'SF-GR']);
	});

	test('says why each document is asked', () => {
		for (const code of documentCodes) expect(documentKinds).toContain(kindOfDocument(code));
	});

	test('lets no file go without those it calls mandatory for all', () => {
		const always = list.documents.filter((one) =>
			['mandatory-registration', 'mandatory-instruction'].includes(one.kind)
		);
		expect(mandatoryDocuments.flat().sort()).toEqual(always.map((one) => one.code).sort());
	});
});

describe('a document', () => {
	test.each([
		['asked', ['deposit', 'receiveAtDesk']],
		['received', ['deposit', 'takeBack', 'receiveAtDesk', 'accept', 'refuse', 'expire']],
		['accepted', ['refuse', 'expire']],
		['refused', ['deposit', 'receiveAtDesk', 'askAgain']],
		['expired', ['deposit', 'receiveAtDesk', 'askAgain']]
	] as const)('that is %s may only: %j', (state, actions) => {
		expect(documentWorkflow.actionsFrom(state)).toEqual(actions);
	});

	test('does nothing that its state does not allow', () => {
		for (const state of documentStates)
			for (const action of documentActions) {
				const done = actOn([inState(state)], 'RM-SA', action, { on: today });
				const isPossible = documentWorkflow.actionsFrom(state).includes(action);
				expect(done.ok ? 'done' : done.refusal).toBe(isPossible ? 'done' : 'DOCUMENT_STEP_IMPOSSIBLE');
			}
	});

	test('that nobody asked is not acted on', () => {
		expect(actOn([], 'RM-SA', 'deposit', { on: today })).toEqual(err('DOCUMENT_NOT_ASKED'));
	});

	test('that is sent is dated, and a tax notice is good until the end of the year', () => {
		expect(actOn([askedFor('FI-AV')], 'FI-AV', 'deposit', { on: today })).toMatchObject({
			value: [{ state: 'received', receivedOn: today, validUntil: '2026-12-31' }]
		});
		expect(actOn([askedFor('RM-SA')], 'RM-SA', 'deposit', { on: today })).toMatchObject({
			value: [{ state: 'received', receivedOn: today, validUntil: null }]
		});
	});

	test('of a list is changed alone', () => {
		const list = [askedFor('ID-FR'), askedFor('RM-SA'), askedFor('FI-AV')];
		expect(actOn(list, 'RM-SA', 'deposit', { on: today })).toMatchObject({
			value: [list[0], { code: 'RM-SA', state: 'received' }, list[2]]
		});
	});

	test('that is taken back has not come', () => {
		const sent = inState('received', { receivedOn: today, validUntil: '2026-12-31' });
		expect(actOn([sent], 'RM-SA', 'takeBack', { on: today })).toEqual({ ok: true, value: [askedFor('RM-SA')] });
	});

	test('that comes to the desk is seen, so that what it was refused for is past', () => {
		const refused = { ...askedFor('FI-AV'), state: 'refused', refusal: 'unreadable' } as const;
		expect(actOn([refused], 'FI-AV', 'receiveAtDesk', { on: today })).toEqual({
			ok: true,
			value: [{ code: 'FI-AV', state: 'accepted', receivedOn: today, refusal: null, validUntil: '2026-12-31' }]
		});
	});

	test('that is accepted keeps the end it had, unless another is read on it', () => {
		const notice = { ...askedFor('FI-AV'), state: 'received', validUntil: '2026-12-31' } as const;
		expect(actOn([notice], 'FI-AV', 'accept', { on: today })).toMatchObject({ value: [{ validUntil: '2026-12-31' }] });
		expect(actOn([notice], 'FI-AV', 'accept', { on: today, validUntil: '2026-06-30' })).toMatchObject({
			value: [{ validUntil: '2026-06-30' }]
		});
	});

	test.each(documentStates)('that is %s is here once it came and until it is refused or out of date', (state) => {
		expect(isHere(inState(state))).toBe(state === 'received' || state === 'accepted');
	});

	test('of residence may be refused without a day of end', () => {
		const title = [{ ...askedFor('ID-ET'), state: 'received' as const }];
		expect(actOn(title, 'ID-ET', 'refuse', { on: today, refusal: 'unreadable' })).toMatchObject({ ok: true });
	});

	test('that is refused says why, until one is accepted', () => {
		const refused = actOn([inState('received')], 'RM-SA', 'refuse', { on: today, refusal: 'incomplete' });
		expect(refused).toMatchObject({ value: [{ state: 'refused', refusal: 'incomplete' }] });
		const sent = actOn((refused as { value: AskedDocument[] }).value, 'RM-SA', 'deposit', { on: today });
		expect(sent).toMatchObject({ value: [{ state: 'received', refusal: 'incomplete' }] });
		expect(actOn((sent as { value: AskedDocument[] }).value, 'RM-SA', 'accept', { on: today })).toMatchObject({
			value: [{ state: 'accepted', refusal: null }]
		});
	});

	test.each([null, '2026-03-08'])('of residence is not accepted without a day of end to come (%s)', (validUntil) => {
		const title = [{ ...askedFor('ID-ET'), state: 'received' as const }];
		expect(actOn(title, 'ID-ET', 'accept', { on: today, validUntil })).toEqual(err('DOCUMENT_VALIDITY_MISSING'));
		expect(actOn(title, 'ID-ET', 'accept', { on: today, validUntil: today })).toMatchObject({
			value: [{ state: 'accepted', validUntil: today }]
		});
	});

	test.each([
		['accepted', '2026-03-08', 'expired'],
		['accepted', '2026-03-09', 'accepted'],
		['received', '2026-03-08', 'expired'],
		['refused', '2026-03-08', 'refused'],
		['accepted', null, 'accepted']
	] as const)('%s until %s is, on 9 March, %s', (state, validUntil, expected) => {
		expect(asOf([inState(state, { validUntil })], today)).toMatchObject([{ state: expected }]);
	});

	test.each([
		['asked', null, false],
		['asked', 'unreadable', true],
		['asked', 'outdated', true],
		['asked', 'incomplete', false],
		['received', 'unreadable', false],
		['accepted', null, false],
		['refused', 'otherPerson', true],
		['refused', 'incomplete', false],
		['expired', null, true]
	] as const)('%s, refused as %s before: the next file takes the place of the last, %s', (state, refusal, expected) => {
		expect(isReplaced(inState(state, { refusal }))).toBe(expected);
	});

	test('out of date that is asked again says so', () => {
		expect(actOn([inState('expired')], 'RM-SA', 'askAgain', { on: today })).toMatchObject({
			value: [{ state: 'asked', refusal: 'outdated', receivedOn: null }]
		});
		expect(actOn([inState('refused', { refusal: 'otherPerson' })], 'RM-SA', 'askAgain', { on: today })).toMatchObject({
			value: [{ state: 'asked', refusal: 'otherPerson' }]
		});
	});

	test.each([
		['asked', true, true],
		['received', false, true],
		['accepted', false, false],
		['refused', true, true],
		['expired', true, true]
	] as const)('%s is missing: %s, keeps the file open: %s', (state, isMissing, isUnsettled) => {
		expect(missingDocuments([inState(state)])).toEqual([...(isMissing ? ['RM-SA'] : []), 'ID-FR', 'FI-AV']);
		expect(unsettledDocuments([inState(state)]).includes('RM-SA')).toBe(isUnsettled);
	});
});
