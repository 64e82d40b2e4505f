import { expect, test } from 'vitest';
import list from '../reference/pieces-justificatives.json' with { type: 'json' };
import { documentKinds } from '../reference/documents.ts';
import { confidentialDocumentCodes, documentCodes, kindOfDocument, mandatoryDocuments } from './document.ts';

test('every document asked is on the list of the arrêté, and only the confidential ones of the list are not asked', () => {
	const listed = list.documents.map((one) => one.code);
	expect(listed.filter((code) => !documentCodes.includes(code as never))).toEqual(
		[...confidentialDocumentCodes].sort((a, b) => listed.indexOf(a) - listed.indexOf(b))
	);
	expect(documentCodes.filter((code) => !listed.includes(code))).toEqual([]);
});

test('each document says why it is asked', () => {
	for (const code of documentCodes) expect(documentKinds).toContain(kindOfDocument(code));
});

test('the documents no file goes without are those the list calls mandatory for all', () => {
	const always = list.documents.filter((one) => ['mandatory-registration', 'mandatory-instruction'].includes(one.kind));
	expect(mandatoryDocuments.flat().sort()).toEqual(always.map((one) => one.code).sort());
});
