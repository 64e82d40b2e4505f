import { readdir } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { DocumentCode } from '#domain/documents/document.ts';
import { letters } from '#server/platform/tables.ts';
import { asActor } from '#server/platform/unit.ts';
import { eq } from 'drizzle-orm';
import { candidacyOf, playUntil, aChain, type PlayedChain, type PlayedLeg } from '#tests/factories/play-chain.ts';
import { aPdf, aPicture, sentFile } from '#tests/factories/files.ts';
import { openTestServer } from '#tests/support/server.ts';
import { documentFiles } from './tables.ts';

const server = await openTestServer();
const today = '2026-03-09';
const refused = (refusal: string) => ({ message: refusal });

let chain: PlayedChain;
let leg: PlayedLeg;
const tenant = () => server.as(leg.mover.tenant).documents;
const officer = () => server.as(leg.host.officer);
const ask = async (...codes: DocumentCode[]) => {
	await officer().demands.askDocuments({ legId: leg.id, codes });
	await server.settle();
};
const stateOf = async (code: DocumentCode) =>
	(await candidacyOf(server, leg)).documents.find((one) => one.code === code)?.state;
const stored = async () =>
	(await readdir(server.deps.config.filesFolder, { recursive: true, withFileTypes: true })).filter((one) =>
		one.isFile()
	);

beforeEach(async () => {
	await server.setTime(`${today}T09:00:00Z`);
	chain = await aChain(server, 2);
	await playUntil(server, chain, 'confirmed', today);
	leg = chain.legs[0]!;
});

describe('a household that is asked for a document', () => {
	test('sends a picture: it is kept, looked at and accepted, and the household reads what became of it', async () => {
		await ask('ID-FR', 'FI-AV');
		const asked = await tenant().own();
		expect(asked.documents.map(({ code, state, actions }) => [code, state, actions])).toEqual([
			['ID-FR', 'asked', ['deposit']],
			['FI-AV', 'asked', ['deposit']]
		]);
		const { fileId } = await tenant().deposit({ code: 'ID-FR', file: sentFile('carte.png', await aPicture('png')) });
		expect(await stateOf('ID-FR')).toBe('received');
		const { content, ...file } = await officer().documents.file({ legId: leg.id, fileId });
		expect(file).toEqual({ name: 'carte.jpg', format: 'jpeg' });
		expect(Buffer.from(await content()).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
		await officer().documents.accept({ legId: leg.id, code: 'ID-FR' });
		expect((await tenant().own()).documents[0]).toMatchObject({
			state: 'accepted',
			actions: [],
			files: [{ id: fileId }]
		});
		const readings = await server.as(leg.mover.tenant).accounts.whoReadMyFile();
		expect(readings).toContainEqual(expect.objectContaining({ purpose: 'documents', duty: 'officer' }));
	});

	test('reads why it was refused; what is missing is asked again in one letter, and the next file takes its place', async () => {
		await ask('FI-AV');
		const { fileId } = await tenant().deposit({ code: 'FI-AV', file: sentFile('avis.pdf', await aPdf()) });
		await officer().documents.refuse({ legId: leg.id, code: 'FI-AV', reason: 'otherPerson' });
		expect((await tenant().own()).documents[0]).toMatchObject({ state: 'refused', refusal: 'otherPerson' });
		await ask('RM-SA');
		const told = await server.owner.db.select().from(letters).where(eq(letters.householdId, leg.mover.householdId));
		const asking = told.filter(({ kind }) => kind === 'documentsAsked');
		expect(asking).toHaveLength(2);
		expect(asking.map(({ body }) => body).join()).toMatch(/Avis d’imposition\s: à renvoyer[\s\S]*salarié/);
		await tenant().deposit({ code: 'FI-AV', file: sentFile('avis 2.pdf', await aPdf()) });
		const rows = await server.owner.db
			.select()
			.from(documentFiles)
			.where(eq(documentFiles.householdId, leg.mover.householdId));
		expect(rows.map(({ id }) => id)).not.toContain(fileId);
		expect((await stored()).map(({ name }) => name)).not.toContain(fileId);
		expect(await stateOf('FI-AV')).toBe('received');
	});

	test('completes a document that was found incomplete: what it sent first stays', async () => {
		await ask('RM-SA');
		await tenant().deposit({ code: 'RM-SA', file: sentFile('juin.pdf', await aPdf()) });
		await officer().documents.refuse({ legId: leg.id, code: 'RM-SA', reason: 'incomplete' });
		await tenant().deposit({ code: 'RM-SA', file: sentFile('juillet.pdf', await aPdf()) });
		expect((await tenant().own()).documents[0]!.files.map(({ name }) => name).sort()).toEqual([
			'juillet.pdf',
			'juin.pdf'
		]);
	});

	test('takes a file back as long as it was not accepted; its bytes are erased at once', async () => {
		await ask('FI-AV');
		const { fileId } = await tenant().deposit({ code: 'FI-AV', file: sentFile('avis.pdf', await aPdf()) });
		await tenant().takeBack({ fileId });
		expect(await stateOf('FI-AV')).toBe('asked');
		expect((await stored()).map(({ name }) => name)).not.toContain(fileId);
		const other = await tenant().deposit({ code: 'FI-AV', file: sentFile('avis.pdf', await aPdf()) });
		await officer().documents.accept({ legId: leg.id, code: 'FI-AV' });
		await expect(tenant().takeBack(other)).rejects.toMatchObject(refused('DOCUMENT_ACCEPTED'));
		await expect(tenant().takeBack({ fileId })).rejects.toMatchObject(refused('DOCUMENT_NOT_FOUND'));
	});

	test('sends nothing that nobody asked', async () => {
		const file = sentFile('avis.pdf', await aPdf());
		await expect(tenant().deposit({ code: 'FI-AV', file })).rejects.toMatchObject(refused('DOCUMENT_NOT_ASKED'));
		expect((await tenant().own()).kept.files).toBe(0);
	});

	test('sends the same form twice: one file is kept', async () => {
		await ask('FI-AV');
		const twice = async () =>
			server
				.as(leg.mover.tenant, '00000000-0000-4000-8000-000000000001')
				.documents.deposit({ code: 'FI-AV', file: sentFile('avis.pdf', await aPdf()) });
		const [one, other] = await Promise.all([twice(), twice()]);
		expect(one).toEqual(other);
		expect((await tenant().own()).kept.files).toBe(1);
	});
});

describe('a document filed once', () => {
	test('is not asked again by the next organism: it is there to be looked at', async () => {
		await ask('FI-AV');
		await tenant().deposit({ code: 'FI-AV', file: sentFile('avis.pdf', await aPdf()) });
		await server.owner.sql`update candidacy set documents = '[]' where leg_id = ${leg.id}`;
		const before = await server.owner.db.$count(letters, eq(letters.kind, 'documentsAsked'));
		await ask('FI-AV');
		expect(await stateOf('FI-AV')).toBe('received');
		expect(await server.owner.db.$count(letters, eq(letters.kind, 'documentsAsked'))).toBe(before);
	});
});

describe('a document that may tell of health or violence', () => {
	test('is opened by the officer in charge of the file alone, and by no other until somebody is', async () => {
		await ask('SF-GR');
		const { fileId } = await tenant().deposit({ code: 'SF-GR', file: sentFile('certificat.pdf', await aPdf()) });
		const file = { legId: leg.id, fileId };
		await expect(officer().documents.file(file)).rejects.toMatchObject(refused('DOCUMENT_NOT_FOUND'));
		const closed = await officer().demands.file({ legId: leg.id });
		expect(closed.candidacy!.documents[0]).toMatchObject({ state: 'received', isClosed: true, files: [] });
		await officer().documents.takeCharge({ legId: leg.id });
		expect((await officer().documents.file(file)).name).toBe('certificat.pdf');
		const open = await officer().demands.file({ legId: leg.id });
		expect(open.candidacy!.documents[0]).toMatchObject({ isClosed: false, files: [{ id: fileId }] });
	});
});

describe('the secretary of a commission', () => {
	test('opens the papers of a case from the convocation to the end of the meeting, those on health excepted', async () => {
		await ask('ID-FR', 'FI-AV', 'SF-GR');
		const deposit = async (code: DocumentCode) =>
			(await tenant().deposit({ code, file: sentFile('papier.pdf', await aPdf()) })).fileId;
		const files = { notice: await deposit('FI-AV'), health: await deposit('SF-GR') };
		await officer().documents.takeCharge({ legId: leg.id });
		for (const code of ['FI-AV', 'SF-GR'] as const) await officer().documents.accept({ legId: leg.id, code });
		await officer().demands.receiveDocuments({ legId: leg.id, codes: ['ID-FR'] });
		await officer().demands.completeFile({ legId: leg.id });
		const actor = leg.host.secretary;
		const secretary = () => server.as(actor);
		/** What the API opens, what the file lists, what the database alone shows. */
		const open = async () => {
			const answers = await Promise.allSettled(
				Object.values(files).map((fileId) => secretary().documents.file({ legId: leg.id, fileId }))
			);
			const { candidacy } = await secretary().demands.file({ legId: leg.id });
			const rows = await asActor(server.deps, actor, ({ tx }) =>
				tx.select({ id: documentFiles.id }).from(documentFiles)
			);
			return {
				opened: answers.map(({ status }) => status === 'fulfilled'),
				listed: candidacy!.documents.flatMap((one) => one.files.map(({ id }) => id)),
				rows: rows.map(({ id }) => id)
			};
		};
		const nothing = { opened: [false, false], listed: [], rows: [] };
		const { meetingId } = await secretary().commissions.plan({ heldOn: today, startsAt: '09:30', place: 'Siège' });
		const { id: candidacyId } = await candidacyOf(server, leg);
		await secretary().commissions.putOnAgenda({ meetingId, candidacyId });
		expect(await open()).toEqual(nothing);
		await secretary().commissions.convene({ meetingId });
		expect(await open()).toEqual({ opened: [true, false], listed: [files.notice], rows: [files.notice] });
		const other = server.as(chain.legs[1]!.host.secretary).documents.file({ legId: leg.id, fileId: files.notice });
		await expect(other).rejects.toMatchObject(refused('DOCUMENT_NOT_FOUND'));
		const readings = await server.as(leg.mover.tenant).accounts.whoReadMyFile();
		expect(readings).toContainEqual(expect.objectContaining({ purpose: 'documents', duty: 'calSecretary' }));
		await server.owner.sql`update meeting set state = 'closed' where id = ${meetingId}`;
		expect(await open()).toEqual(nothing);
	});
});

describe('a file', () => {
	test('is not complete while a document waits to be looked at', async () => {
		await ask('ID-FR', 'FI-AV');
		await tenant().deposit({ code: 'ID-FR', file: sentFile('carte.pdf', await aPdf()) });
		await tenant().deposit({ code: 'FI-AV', file: sentFile('avis.pdf', await aPdf()) });
		await officer().documents.accept({ legId: leg.id, code: 'ID-FR' });
		await expect(officer().demands.completeFile({ legId: leg.id })).rejects.toMatchObject(refused('DOCUMENTS_MISSING'));
		await officer().documents.accept({ legId: leg.id, code: 'FI-AV' });
		await officer().demands.completeFile({ legId: leg.id });
		expect((await candidacyOf(server, leg)).state).toBe('fileComplete');
	});

	test('with a residence title says until when it is good', async () => {
		await ask('ID-ET');
		await tenant().deposit({ code: 'ID-ET', file: sentFile('titre.pdf', await aPdf()) });
		const accept = (validUntil?: string) => officer().documents.accept({ legId: leg.id, code: 'ID-ET', validUntil });
		await expect(accept()).rejects.toMatchObject(refused('DOCUMENT_VALIDITY_MISSING'));
		await accept('2026-12-01');
		expect((await candidacyOf(server, leg)).documents[0]).toMatchObject({ validUntil: '2026-12-01' });
	});

	test('that a colleague is in charge of is taken over by a manager only', async () => {
		await ask('FI-AV');
		await server.owner.sql`update candidacy set assigned_to = gen_random_uuid() where leg_id = ${leg.id}`;
		await expect(officer().documents.takeCharge({ legId: leg.id })).rejects.toMatchObject(refused('FILE_IN_CHARGE'));
		const manager = server.as({ ...leg.host.officer, staffRole: 'manager' });
		await manager.documents.takeCharge({ legId: leg.id });
		expect((await candidacyOf(server, leg)).assignedTo).toBe(leg.host.officer.accountId);
	});
});
