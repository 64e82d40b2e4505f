import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImportField } from '#domain/dwellings/import/fields.ts';
import { aScene, type Party } from '#tests/factories/chain.ts';
import { aChain } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { dwellingAddresses, dwellings, estates, leases } from '../tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let own: Party;
let other: Party;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(async () => {
	const scene = await aScene(server.owner, 2);
	[own, other] = scene.parties as [Party, Party];
});

const api = (party = own) => server.as(party.manager).imports;
const refused = (refusal: string) => ({ cause: { refusal } });

const header =
	'Référence du logement;Adresse;Code postal;Porte;Commune;Résidence;Nombre de pièces;Surface habitable;Étage;Ascenseur;' +
	'Accessibilité;Financement;Loyer de relocation;Loyer des annexes;Charges;DPE;Conventionné APL;QPV;Réservation;Libre à partir du';
const newHome = (reference: string, changes: Record<number, string> = {}) =>
	[
		reference,
		'3 rue des Lilas',
		'95000',
		'porte 4',
		'Cergy',
		'Les Lilas',
		'T3',
		'64,5',
		'RDC',
		'non',
		'ordinaire',
		'PLUS',
		'452,30',
		'0',
		'118',
		'C',
		'oui',
		'2',
		'en flux',
		'01/12/2026'
	]
		.map((cell, index) => changes[index] ?? cell)
		.join(';');
const fileOf = (...lines: string[]) => ({ name: 'parc.csv', text: [header, ...lines].join('\r\n') });

const referenceOf = async ({ dwellingId }: Party) =>
	(await server.owner.db.select().from(dwellingAddresses).where(eq(dwellingAddresses.dwellingId, dwellingId)))[0]!
		.reference;
const sheet = async ({ dwellingId }: Party) =>
	(await server.owner.db.select().from(dwellings).where(eq(dwellings.id, dwellingId)))[0]!;
const count = async ({ organismId }: Party) =>
	(await server.owner.db.select().from(dwellings).where(eq(dwellings.organismId, organismId))).length;

/** Sends a file and has it checked under the columns that were guessed. */
async function check(file: { name: string; text: string }, party = own) {
	const { importId } = await api(party).receive({ file });
	const { mapping } = await api(party).read({ importId });
	await api(party).map({ importId, mapping });
	await server.settle();
	const { counts, state, problem } = await api(party).read({ importId });
	const { lines } = await api(party).report({ importId });
	return { importId, counts, state, problem, lines };
}
async function write(file: { name: string; text: string }, party = own) {
	const { importId } = await check(file, party);
	await api(party).confirm({ importId });
	await server.settle();
	return { importId, ...(await api(party).read({ importId })) };
}

describe('a file of dwellings', () => {
	test('is reported line by line, and changes nothing before it is confirmed', async () => {
		const reference = await referenceOf(own);
		const { state, counts, lines } = await check(
			fileOf(newHome('N1'), `${reference};;;;;;;66;;;;;;;;;;;;`, `${reference}2;;;;;;;;;;;;;;;;;;;`)
		);
		expect({ state, counts }).toEqual({
			state: 'checked',
			counts: { created: 1, changed: 1, unchanged: 0, refused: 1 }
		});
		expect(lines[1]).toMatchObject({ line: 3, reference, before: { area: 64 }, after: { area: 66 } });
		expect(lines[2]!.faults).toContainEqual({ field: 'commune', problem: 'NEEDED_FOR_NEW' });
		expect([await count(own), (await sheet(own)).area]).toEqual([1, 64]);
	});

	test('is written as it says: new dwellings with their residence, and only what changes of the others', async () => {
		const reference = await referenceOf(own);
		const before = await sheet(own);
		const { state, counts } = await write(fileOf(newHome('N1'), `${reference};;;;;Les Lilas;;;;;;;inconnu;;;D;;;;`));
		expect([state, counts]).toEqual(['applied', { created: 1, changed: 1, unchanged: 0, refused: 0 }]);
		const after = await sheet(own);
		expect(after).toMatchObject({ reletRent: null, energyClass: 'D', area: before.area, charges: before.charges });
		const homes = await server.owner.db.select().from(dwellings).where(eq(dwellings.organismId, own.organismId));
		const created = homes.find(({ id }) => id !== own.dwellingId)!;
		expect(created).toMatchObject({
			commune: '95127',
			rooms: 3,
			area: 64.5,
			floor: 0,
			hasLift: false,
			financing: 'PLUS',
			reletRent: 452.3,
			isDecent: null,
			hasAplAgreement: true,
			isInPriorityQuarter: false,
			reservation: { kind: 'flow', reserver: null, agreementRecorded: false },
			blockers: [],
			vacantFrom: '2026-12-01',
			startsChains: false
		});
		expect(created.estateId).toBe(after.estateId);
		const [estate] = await server.owner.db.select().from(estates).where(eq(estates.id, after.estateId));
		expect(estate).toMatchObject({ name: 'Les Lilas', organismId: own.organismId });
	});

	test('sent twice changes nothing the second time', async () => {
		await write(fileOf(newHome('N1')));
		const again = await check(fileOf(newHome('N1')));
		expect(again.counts).toEqual({ created: 0, changed: 0, unchanged: 1, refused: 0 });
		expect((await api().read({ importId: again.importId })).actions).not.toContain('confirm');
	});

	test('with one line refused is written not at all', async () => {
		const { importId } = await check(fileOf(newHome('N1'), newHome('N2', { 7: 'grande' })));
		await expect(api().confirm({ importId })).rejects.toMatchObject(refused('IMPORT_HAS_REFUSALS'));
		expect(await count(own)).toBe(1);
	});

	test('that names a dwelling twice has both lines refused', async () => {
		const { lines } = await check(fileOf(newHome('N1'), newHome('N1', { 7: '70' })));
		expect(lines.map(({ outcome, faults }) => [outcome, faults![0]!.problem])).toEqual([
			['refused', 'REFERENCE_TWICE'],
			['refused', 'REFERENCE_TWICE']
		]);
	});

	test('says of a reference of another organism what it says of a new one', async () => {
		const { lines } = await check(fileOf(newHome(await referenceOf(other))));
		expect(lines[0]).toMatchObject({ outcome: 'created' });
	});

	test('that is given up is erased at once', async () => {
		const { importId } = await check(fileOf(newHome('N1')));
		await api().discard({ importId });
		const { sql } = server.owner;
		expect(await sql`select from dwelling_import_piece where import_id = ${importId}`).toHaveLength(0);
		expect(await sql`select from dwelling_import_line where import_id = ${importId}`).toHaveLength(0);
		await expect(api().confirm({ importId })).rejects.toMatchObject(refused('IMPORT_STEP_IMPOSSIBLE'));
	});

	test('with a column about people that may not be collected is refused whole, and nothing of it is kept', async () => {
		const file = { name: 'parc.csv', text: 'Référence;Étage;Nationalité\nL1;2;belge\n' };
		await expect(api().receive({ file })).rejects.toMatchObject(refused('FILE_COLUMN_FORBIDDEN'));
		expect(await api().list()).toEqual([]);
	});

	test('is mapped as its sender says, whatever was guessed', async () => {
		const { importId } = await api().receive({
			file: { name: 'a.csv', text: `Un;Deux\n${await referenceOf(own)};66\n` }
		});
		expect((await api().read({ importId })).mapping).toEqual({});
		const map = (mapping: Partial<Record<ImportField, number>>) => api().map({ importId, mapping });
		await expect(map({ area: 1 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await expect(map({ reference: 0, area: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await map({ reference: 0, area: 1 });
		await server.settle();
		expect((await api().report({ importId })).lines).toMatchObject([{ after: { area: 66 } }]);
	});
});

describe('a dwelling that others count on', () => {
	const line = async (cells: string, party = own) =>
		(await check(fileOf(`${await referenceOf(party)};${cells}`), party)).lines[0]!;

	test('is not made vacant while a lease runs', async () => {
		expect(await line(';;;;;;;;;;;;;;;;;;01/12/2026')).toMatchObject({
			outcome: 'refused',
			faults: [{ field: 'vacantFrom', problem: 'DWELLING_LET' }]
		});
	});

	test('is not said occupied, nor without rent, while it is offered to chains', async () => {
		await server.owner.db.update(leases).set({ endsOn: '2026-10-01' }).where(eq(leases.dwellingId, own.dwellingId));
		await server.owner.db
			.update(dwellings)
			.set({ vacantFrom: '2026-10-02', startsChains: true })
			.where(eq(dwellings.id, own.dwellingId));
		expect((await line(';;;;;;;;;;;inconnu;;;;;;;occupé')).faults).toEqual([
			{ field: 'reletRent', problem: 'DWELLING_OFFERED' },
			{ field: 'vacantFrom', problem: 'DWELLING_OFFERED' }
		]);
	});

	test('keeps what its chain was built on; its door may be corrected', async () => {
		const chain = await aChain(server, 2);
		own = chain.scene.parties[0]!;
		expect(await line(';;;;;;70;;;;;;;;;;;;')).toMatchObject({
			outcome: 'refused',
			faults: [{ field: 'area', problem: 'DWELLING_IN_CHAIN' }]
		});
		expect(await line(';;porte 99;;;;;;;;;;;;;;;;')).toMatchObject({ outcome: 'changed', after: { door: 'porte 99' } });
	});
});

describe('who may', () => {
	test('is a manager or an administrator of the organism; a file of another looks absent', async () => {
		const { importId } = await check(fileOf(newHome('N1')));
		await expect(server.as(own.officer).imports.read({ importId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
		for (const call of [
			() => api(other).read({ importId }),
			() => api(other).report({ importId }),
			() => api(other).lines({ importId }),
			() => api(other).confirm({ importId }),
			() => api(other).discard({ importId })
		])
			await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('sends twenty files a day', async () => {
		for (let sent = 0; sent < 20; sent++) await api().receive({ file: fileOf(newHome('N1')) });
		await expect(api().receive({ file: fileOf(newHome('N1')) })).rejects.toMatchObject(refused('IMPORTS_TOO_MANY'));
	});
});
