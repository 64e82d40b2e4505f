import { describe, expect, test } from 'vitest';
import { askedFor, missingDocuments, type AskedDocument, type DocumentCode } from '../documents/document.ts';
import { err } from '../result.ts';
import { candidacyStates } from './candidacy.workflow.ts';
import { aHousehold } from '../../../tests/factories/housing.ts';
import {
	asFiled,
	askDocuments,
	barringRules,
	changeDocument,
	completeFile,
	receiveDocuments,
	waivableRules,
	type CandidacyFile
} from './file.ts';
import { weighOpinion } from './opinion.ts';

const today = '2026-03-09';
/** A document asked, or accepted since it came. */
const asked = (code: DocumentCode, receivedOn: string | null = null): AskedDocument => ({
	...askedFor(code),
	...(receivedOn && { state: 'accepted', receivedOn, validUntil: code === 'FI-AV' ? '2026-12-31' : null })
});
const inState = (code: DocumentCode, state: AskedDocument['state']): AskedDocument => ({ ...askedFor(code), state });
const aFile = (changes: Partial<CandidacyFile> = {}): CandidacyFile => ({
	state: 'screened',
	documents: [],
	...changes
});
const everything = [asked('ID-FR', '2026-03-02'), asked('FI-AV', '2026-03-03')];

describe('the documents of a file', () => {
	test('are asked once: those already asked keep the day they came', () => {
		const file = aFile({ documents: [asked('FI-AV', '2026-03-02')] });
		expect(askDocuments(file, ['FI-AV', 'ID-FR', 'ID-FR'], today)).toEqual({
			ok: true,
			value: { state: 'screened', documents: [asked('FI-AV', '2026-03-02'), asked('ID-FR')] }
		});
		expect(askDocuments(file, ['FI-AV'], today)).toEqual(err('DOCUMENTS_NOT_CHOSEN'));
	});

	test('refused or out of date are asked again with the others, and say why they were refused', () => {
		const refused = { ...inState('RM-SA', 'refused'), refusal: 'unreadable' as const };
		const late = { ...asked('FI-AV', '2025-12-20'), validUntil: '2025-12-31' };
		expect(askDocuments(aFile({ documents: [refused, late] }), [], today)).toMatchObject({
			value: {
				documents: [
					{ code: 'RM-SA', state: 'asked', refusal: 'unreadable' },
					{ code: 'FI-AV', state: 'asked', receivedOn: null }
				]
			}
		});
	});

	test('are asked again and asked anew in one go, and those that are awaited already are not asked twice', () => {
		const file = aFile({ documents: [inState('RM-SA', 'refused'), asked('ID-FR')] });
		expect(askDocuments(file, ['FI-AV', 'ID-FR'], today)).toMatchObject({
			value: { documents: [{ ...asked('RM-SA') }, asked('ID-FR'), asked('FI-AV')] }
		});
		expect(askDocuments(aFile({ documents: [asked('ID-FR')] }), ['ID-FR'], today)).toEqual(err('DOCUMENTS_NOT_CHOSEN'));
	});

	test('that the household has sent before are filed with the day they came', () => {
		expect(askDocuments(aFile(), ['RM-SA', 'ID-FR'], today, new Map([['RM-SA', '2026-03-01']]))).toMatchObject({
			value: {
				documents: [
					{ code: 'RM-SA', state: 'received', receivedOn: '2026-03-01' },
					{ code: 'ID-FR', state: 'asked', receivedOn: null }
				]
			}
		});
	});

	test('are received by name, while the file is prepared', () => {
		expect(receiveDocuments(aFile(), [], today)).toEqual(err('DOCUMENTS_NOT_CHOSEN'));
		const complete = aFile({ state: 'fileComplete', documents: everything });
		expect(receiveDocuments(complete, ['FI-AV'], today)).toEqual(err('FILE_STEP_IMPOSSIBLE'));
	});

	test('that are sent one day are accepted another, until the end that is read on them', () => {
		const sent = changeDocument(aFile({ documents: [asked('ID-ET')] }), 'ID-ET', 'deposit', { today });
		expect(sent).toMatchObject({ value: { state: 'screened', documents: [{ state: 'received', receivedOn: today }] } });
		const documents = sent.ok ? sent.value.documents : [];
		expect(
			changeDocument(aFile({ documents }), 'ID-ET', 'accept', { today: '2026-03-11', validUntil: '2027-05-01' })
		).toMatchObject({ value: { documents: [{ state: 'accepted', receivedOn: today, validUntil: '2027-05-01' }] } });
	});

	test('asked for a complete file open it again', () => {
		const file = aFile({ state: 'fileComplete', documents: everything });
		expect(askDocuments(file, ['RM-SA'], today)).toMatchObject({ ok: true, value: { state: 'screened' } });
	});

	test('are dated the day they come to the desk, and a second reception changes nothing', () => {
		const file = aFile({ documents: [asked('FI-AV', '2026-03-02'), asked('ID-FR')] });
		expect(receiveDocuments(file, ['FI-AV', 'ID-FR'], today)).toMatchObject({
			value: { documents: [asked('FI-AV', '2026-03-02'), asked('ID-FR', today)] }
		});
	});

	test('that nobody asked cannot be received, nor sent', () => {
		expect(receiveDocuments(aFile(), ['FI-AV'], today)).toEqual(err('DOCUMENT_NOT_ASKED'));
		expect(changeDocument(aFile(), 'FI-AV', 'deposit', { today })).toEqual(err('DOCUMENT_NOT_ASKED'));
	});

	test.each(candidacyStates.filter((state) => !['screened', 'fileComplete'].includes(state)))(
		'can no longer be asked when the candidacy is %s',
		(state) => expect(askDocuments(aFile({ state }), ['FI-AV'], today)).toEqual(err('FILE_STEP_IMPOSSIBLE'))
	);

	test.each(candidacyStates.filter((state) => state !== 'screened'))(
		'are neither sent nor judged when it is %s',
		(state) => {
			const file = aFile({ state, documents: [asked('FI-AV')] });
			for (const action of ['deposit', 'accept', 'refuse', 'takeBack'] as const)
				expect(changeDocument(file, 'FI-AV', action, { today })).toEqual(err('FILE_STEP_IMPOSSIBLE'));
		}
	);
});

describe('a file', () => {
	test('lacks the mandatory documents until somebody asks for them', () => {
		expect(missingDocuments([])).toEqual(['ID-FR', 'FI-AV']);
		expect(missingDocuments([asked('ID-ET', '2026-03-02'), asked('RM-SA')])).toEqual(['RM-SA', 'FI-AV']);
		expect(missingDocuments(everything)).toEqual([]);
	});

	test('is complete when every document was accepted', () => {
		expect(completeFile(aFile({ documents: everything }), [], today)).toEqual({
			ok: true,
			value: { state: 'fileComplete', documents: everything }
		});
		expect(completeFile(aFile({ state: 'onAgenda', documents: everything }), [], today)).toEqual(
			err('FILE_STEP_IMPOSSIBLE')
		);
	});

	test.each(['asked', 'received', 'refused', 'expired'] as const)('is not complete with one that is %s', (state) => {
		const file = aFile({ documents: [...everything, inState('RM-SA', state)] });
		expect(completeFile(file, [], today)).toEqual(err('DOCUMENTS_MISSING'));
	});

	test('is no longer complete once the tax notice is that of another year', () => {
		expect(completeFile(aFile({ documents: everything }), [], '2027-01-01')).toEqual(err('DOCUMENTS_MISSING'));
	});

	test('is not presented while a rule bars the attribution', () => {
		expect(completeFile(aFile({ documents: everything }), ['INC-01'], today)).toEqual(err('RULE_BLOCKS'));
	});
});

describe('the household as its file shows it', () => {
	test('has a right of residence once the paper was accepted, unless it was found irregular', () => {
		const unknown = aHousehold({ hasRightOfResidence: null });
		expect(asFiled(unknown, [asked('ID-ET')], today).hasRightOfResidence).toBeNull();
		expect(asFiled(unknown, [inState('ID-ET', 'received')], today).hasRightOfResidence).toBeNull();
		expect(asFiled(unknown, [asked('ID-ET', '2026-03-02'), asked('FI-AV')], today).hasRightOfResidence).toBe(true);
		expect(asFiled(aHousehold({ hasRightOfResidence: false }), everything, today).hasRightOfResidence).toBe(false);
	});

	test('lacks what the file lacks', () => {
		const documents = [asked('RM-SA'), ...everything];
		expect(asFiled(aHousehold({ missingDocuments: null }), documents, today).missingDocuments).toEqual(['RM-SA']);
	});
});

describe('the rules of a file', () => {
	const results = [
		{ rule: 'INC-01', outcome: 'notMet', effect: 'BLOCK', waivableBy: ['prefect'] },
		{ rule: 'ADM-03', outcome: 'missing', effect: 'BLOCK', waivableBy: ['nobody'] },
		{ rule: 'SOL-01', outcome: 'missing', effect: 'WARN', waivableBy: ['commission'] },
		{ rule: 'SOL-02', outcome: 'toCheck', effect: 'CAL', waivableBy: ['commission'] },
		{ rule: 'SOL-04', outcome: 'notMet', effect: 'CAL', waivableBy: ['commission'] },
		{ rule: 'ADM-01', outcome: 'met', effect: 'BLOCK', waivableBy: ['commission'] }
	] as const;

	test('that bar an award are those that fail or that nothing answers', () => {
		expect(barringRules(results)).toEqual(['INC-01', 'ADM-03', 'SOL-04']);
	});

	test('that the commission may set aside are those left to its judgement and not plainly met', () => {
		expect(waivableRules(results)).toEqual(['SOL-02', 'SOL-04']);
	});
});

describe('an opinion', () => {
	const file = { right: null, hasUniqueNumber: true, blockingRules: [] };

	test.each(['reserved', 'unfavourable'] as const)('%s says why', (kind) => {
		expect(weighOpinion({ kind, reasons: '  ' }, file)).toEqual(err('OPINION_REASONS_MISSING'));
	});

	test('favourable or reserved supports the household, unfavourable opposes it', () => {
		expect(weighOpinion({ kind: 'favourable', reasons: '' }, file)).toEqual({ ok: true, value: 'support' });
		expect(weighOpinion({ kind: 'reserved', reasons: 'Avis d’impôt à revoir' }, file)).toEqual({
			ok: true,
			value: 'support'
		});
		expect(weighOpinion({ kind: 'unfavourable', reasons: 'Vente en cours' }, file)).toEqual({
			ok: true,
			value: 'oppose'
		});
	});

	test('cannot support a household without numéro unique, but may oppose it', () => {
		const without = { ...file, hasUniqueNumber: false };
		expect(weighOpinion({ kind: 'favourable', reasons: '' }, without)).toEqual(err('OPINION_WITHOUT_UNIQUE_NUMBER'));
		expect(weighOpinion({ kind: 'unfavourable', reasons: 'Pas de numéro unique' }, without)).toMatchObject({
			ok: true
		});
	});

	test('cannot go against a rule that bars the attribution', () => {
		const barred = { ...file, blockingRules: ['INC-01'] };
		expect(weighOpinion({ kind: 'reserved', reasons: 'Revenus à revoir' }, barred)).toEqual(err('OPINION_RULE_BLOCKS'));
	});

	test('on an exchange as of right only says whether its conditions are met, with or without a number', () => {
		const held = { right: true, hasUniqueNumber: false, blockingRules: ['INC-01'] };
		const lost = { ...held, right: false };
		expect(weighOpinion({ kind: 'favourable', reasons: '' }, held)).toEqual({ ok: true, value: 'support' });
		expect(weighOpinion({ kind: 'unfavourable', reasons: 'Plafond dépassé' }, held)).toEqual(
			err('OPINION_RIGHT_HOLDS')
		);
		expect(weighOpinion({ kind: 'favourable', reasons: '' }, lost)).toEqual(err('OPINION_RIGHT_LOST'));
		expect(weighOpinion({ kind: 'unfavourable', reasons: 'Bail meublé' }, lost)).toEqual({ ok: true, value: 'oppose' });
	});
});
