import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dwellings } from '#server/dwellings/tables.ts';
import { letters } from '#server/platform/tables.ts';
import { aScene, type Party } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { sealMotive } from './motive.ts';
import { listings } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let own: Party;
let other: Party;
let listingId: string;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(async () => {
	await server.setTime('2026-11-23T09:00:00Z');
	const scene = await aScene(server.owner, 2);
	[own, other] = scene.parties as [Party, Party];
	const [row] = await server.owner.db
		.update(listings)
		.set({
			state: 'submitted',
			statements: {
				dwellingIsRight: false,
				dwellingRemarks: 'La salle de bains a été refaite.',
				householdIsRight: true
			}
		})
		.where(eq(listings.householdId, own.householdId))
		.returning({ id: listings.id });
	listingId = row!.id;
});

const api = (party = own) => server.as(party.officer).needs;
const refused = (refusal: string) => ({ cause: { refusal } });
const stored = async () => (await server.owner.db.select().from(listings).where(eq(listings.id, listingId)))[0]!;
const toldOf = async (kind: string) => {
	await server.settle();
	return server.owner.db.$count(letters, and(eq(letters.householdId, own.householdId), eq(letters.kind, kind)));
};

describe('an annonce to check', () => {
	test('is published by the organism of the household, which is told', async () => {
		await api().publishListing({ listingId });
		expect(await stored()).toMatchObject({ state: 'published', publishedOn: '2026-11-23' });
		expect(await toldOf('listingPublished')).toBe(1);
	});

	test('is returned with a reason that the household reads', async () => {
		await expect(api().returnListing({ listingId, reason: '  ' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await api().returnListing({ listingId, reason: 'Précisez le nombre de pièces souhaité.' });
		expect(await stored()).toMatchObject({ state: 'returned', returnReason: 'Précisez le nombre de pièces souhaité.' });
		expect(await toldOf('listingReturned')).toBe(1);
	});

	test('is checked once', async () => {
		await api().publishListing({ listingId });
		await expect(api().publishListing({ listingId })).rejects.toMatchObject(refused('LISTING_STEP_IMPOSSIBLE'));
		await expect(api().returnListing({ listingId, reason: 'Trop tard' })).rejects.toMatchObject(
			refused('LISTING_STEP_IMPOSSIBLE')
		);
	});

	test('is not published when the organism keeps the home out of the exchange', async () => {
		await server.owner.db
			.update(dwellings)
			.set({ blockers: ['demolition'] })
			.where(eq(dwellings.id, own.dwellingId));
		await expect(api().publishListing({ listingId })).rejects.toMatchObject(refused('DWELLING_KEPT_OUT'));
		expect((await api().listing({ listingId })).actions).toEqual(['return']);
	});

	test('is found by its own organism only', async () => {
		for (const call of [
			() => api(other).listing({ listingId }),
			() => api(other).publishListing({ listingId }),
			() => api(other).returnListing({ listingId, reason: 'Non' })
		])
			await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect((await stored()).state).toBe('submitted');
		expect((await api(other).listings({})).total).toBe(0);
	});

	test('shows what the household says is different', async () => {
		const { listings: shown, counts } = await api().listings({});
		expect(shown).toMatchObject([{ id: listingId, hasRemarks: true, typologie: 'T3' }]);
		expect(counts).toMatchObject({ toCheck: 1, published: 0 });
		const view = await api().listing({ listingId });
		expect(view).toMatchObject({
			hasRemarks: true,
			wishedCommunes: ['Cergy'],
			lease: { principalRent: 420 },
			actions: ['publish', 'return']
		});
	});

	test('never tells whoever checks annonces of a violence', async () => {
		const motive = sealMotive(server.deps.config, listingId, 'violence');
		await server.owner.db.update(listings).set({ motive }).where(eq(listings.id, listingId));
		expect((await api().listing({ listingId })).motive).toBeNull();
		expect(JSON.stringify(await api().listing({ listingId }))).not.toContain('violence');
	});
});
