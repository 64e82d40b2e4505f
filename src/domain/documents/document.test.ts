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
	isReplaced,
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
	});

	test.each([
		['asked', true, true],
		['received', false, true],
		['accepted', false, false],
		['refused', true, true],
		['expired', true, true]
	] as const)('%s is missing: %s, keeps the file open: %s', (state, isMissing, isUnsettled) => {
		expect(missingDocuments([inState(state)]).includes('RM-SA')).toBe(isMissing);
		expect(unsettledDocuments([inState(state)]).includes('RM-SA')).toBe(isUnsettled);
	});
});
