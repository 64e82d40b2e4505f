import { spawnSync } from 'node:child_process';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attempts, domainEvents } from '#server/platform/tables.ts';
import { createCaller } from '#server/router.ts';
import { aScene, type Scene } from '#tests/factories/chain.ts';
import { someThresholds } from '#tests/factories/rules.ts';
import { openTestServer } from '#tests/support/server.ts';
import { questionLimit } from './public-questions.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;

beforeAll(async () => {
	server = await openTestServer();
	await server.setTime('2026-10-05T09:00:00Z');
	scene = await aScene(server.owner, 1);
});
beforeEach(async () => {
	await server.owner.db.delete(attempts);
});

const anybody = () => server.as({ role: 'nobody' });
const aid = {
	month: '2026-01',
	zone: 1,
	couple: true,
	dependants: 2,
	monthlyRent: 560,
	annualResources: 20_400
};
const pair = {
	household: { persons: [{ age: 40, role: 'holder' }], lease: { principalRent: 450 } },
	dwelling: { commune: '95127', rooms: 2, area: 45, financing: 'PLUS', reletRent: 400 },
	date: '2026-01-15'
};
const move = {
	todayCommune: '95127',
	todayRooms: '4',
	todayArea: '82',
	todayRent: '560',
	todayCharges: '165',
	newCommune: '95127',
	newRooms: '3',
	newArea: '64',
	newRent: '498',
	newCharges: '142',
	isCouple: 'no',
	monthlyResources: '2 050',
	taxIncome: '20 400'
} as const;
const door = (name: string, items: unknown[]) =>
	JSON.parse(
		spawnSync(process.execPath, [`src/cli/${name}.ts`, '--json'], { input: JSON.stringify(items), encoding: 'utf8' })
			.stdout
	) as unknown[];
/** As bytes: what a caller would read. */
const bytes = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe('anybody, without an account', () => {
	test('gets from the API what the commands of the terminal print', async () => {
		const items = [aid, {}, { ...aid, mode: 'openfisca' }, 'nonsense'];
		expect(bytes(await anybody().affordability.aid(items))).toEqual(door('aid', items));
		const pairs = [pair, { household: {} }];
		expect(bytes(await anybody().eligibility.check(pairs))).toEqual(door('eligibility', pairs));
	});

	test('gets the cost of a move alone, each question on its own', async () => {
		const [cost, wrong] = await anybody().affordability.simulate([pair, { household: {} }]);
		expect(cost).toMatchObject({ after: { rent: 400 }, missing: expect.arrayContaining(['currentDwelling']) });
		expect(wrong).toMatchObject({ error: expect.any(String) });
	});

	test('reads answers in its language', async () => {
		const context = {
			deps: server.deps,
			actor: { role: 'nobody' },
			key: null,
			session: null,
			proof: null,
			sentTo: null,
			address: '::1'
		} as const;
		const names = [];
		for (const locale of ['fr', 'en'] as const) {
			const [answer] = await createCaller({ ...context, locale }).eligibility.check([pair]);
			names.push(answer && 'verdictName' in answer && answer.verdictName);
		}
		expect(names).toEqual(['Il manque une information', 'Information is missing']);
	});

	test('sends a few questions at once, not a thousand', async () => {
		const many = Array.from({ length: 21 }, () => aid);
		await expect(anybody().affordability.aid(many)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await expect(anybody().eligibility.check([])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
	});

	test('is answered so many times from one place, whatever it asks, then told to come back later', async () => {
		const twenty = Array.from({ length: 20 }, () => aid);
		for (let asked = 0; asked < questionLimit.count; asked += 20) await anybody().affordability.aid(twenty);
		const tooMany = { code: 'TOO_MANY_REQUESTS', cause: { refusal: 'QUESTIONS_TOO_MANY' } };
		await expect(anybody().affordability.aid([aid])).rejects.toMatchObject(tooMany);
		await expect(anybody().eligibility.check([pair])).rejects.toMatchObject(tooMany);
		await expect(anybody().affordability.simulateMove(move)).rejects.toMatchObject(tooMany);
		await expect(
			anybody().eligibility.mayTakePart({ landlord: 'private', home: 'own', account: 'late', number: 'no' })
		).rejects.toMatchObject(tooMany);
	});

	test('leaves nothing behind: no event, nothing of what was typed', async () => {
		const before = await server.owner.db.$count(domainEvents);
		await anybody().affordability.simulateMove(move);
		await anybody().eligibility.check([pair]);
		expect(await server.owner.db.$count(domainEvents)).toBe(before);
		const kept = await server.owner.db.select().from(attempts);
		expect(kept).toHaveLength(1);
		expect(Object.keys(kept[0]!).sort()).toEqual(['count', 'key', 'windowStart']);
	});
});

describe('the simulator of a move', () => {
	test('offers the communes and the landlords of the exchange', async () => {
		const choices = await anybody().affordability.choices();
		expect(choices).toMatchObject({ today: '2026-10-05', incomeYear: 2024 });
		expect(choices.communes).toContainEqual({ insee: '95127', name: 'Cergy', department: '95' });
		expect(choices.landlords.map(({ id }) => id)).toEqual([scene.parties[0]!.organismId]);
	});

	test('reads the rules of the landlord that is named', async () => {
		const { organismId, manager } = scene.parties[0]!;
		await server
			.as(manager)
			.eligibility.saveThresholds(someThresholds({ effortPercent: '28', livingAllowanceMin: '11' }));
		await server.as(manager).eligibility.activateThresholds({ revision: 1, from: '2026-10-05' });
		const named = await anybody().affordability.simulateMove({ ...move, newLandlord: organismId });
		expect(named.landmark).toBe(0.28);
		expect(named.results.map(({ rule }) => rule)).toEqual(['SOL-01', 'SOL-02', 'OCC-01', 'OCC-02']);
		expect((await anybody().affordability.simulateMove(move)).landmark).toBeNull();
	});

	test('treats a landlord that nobody knows as none', async () => {
		const answer = await anybody().affordability.simulateMove({ ...move, newLandlord: crypto.randomUUID() });
		expect(answer).toMatchObject({ landlord: null, landmark: null });
	});

	test('says which boxes are wrong, by their codes', async () => {
		const sent = anybody().affordability.simulateMove({ ...move, newCharges: 'cent', todayRent: 'x' });
		await expect(sent).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		const { cause } = (await sent.catch((error: unknown) => error)) as { cause: { issues: { message: string }[] } };
		expect(cause.issues.map(({ message }) => message)).toEqual(['RENT_WRONG', 'CHARGES_WRONG']);
	});
});

describe('who may take part', () => {
	const good = { home: 'own', account: 'upToDate', number: 'yes' } as const;

	test('is told honestly, with whom to call', async () => {
		const { organismId } = scene.parties[0]!;
		const answer = await anybody().eligibility.mayTakePart({ ...good, landlord: organismId });
		expect(answer).toMatchObject({ word: 'open', landlord: { phone: '01 00 00 00 00' } });
	});

	test('with a landlord that is not of the exchange, is told so', async () => {
		const answer = await anybody().eligibility.mayTakePart({ ...good, landlord: crypto.randomUUID() });
		expect(answer).toMatchObject({ word: 'closed', landlord: null });
		expect(answer.results[0]).toMatchObject({ answer: 'landlord/otherSocial', outcome: 'notMet' });
	});

	test('follows the charter of the territory', async () => {
		await server.as(scene.coordinator).eligibility.saveCharter({
			reference: 'Conférence intercommunale',
			revision: null,
			useComputedCeilings: false,
			proposeDespiteMissing: ['ADM-03', 'OCC-03'],
			effects: {},
			extraRooms: 0,
			countVisitingForArea: false,
			interOrganismWaiver: 'CAL',
			interOrganismReservation: 'CAL',
			excludedLeases: ['law1948'],
			excludedDwellings: [],
			firstQuartileYear: null,
			firstQuartileAmount: null,
			triennialReviewCommunes: '',
			renewalWarningDays: 30
		});
		await server.as(scene.coordinator).eligibility.activateCharter({ revision: 1, from: '2026-10-05' });
		const { organismId: landlord } = scene.parties[0]!;
		const answer = await anybody().eligibility.mayTakePart({ ...good, home: 'jobTied', landlord });
		expect(answer.word).toBe('open');
	});
});
