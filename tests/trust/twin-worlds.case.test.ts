/**
 * Twin worlds. N1: two worlds that differ only by a household being protected are the same, to the byte, for everybody
 * but its two referents. N2: what may not count changes no byte of what the engine is given, nor of what it answers.
 */
import { createHash } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { staffRoles } from '#domain/organisms/organism.ts';
import { listingCode } from '#domain/needs/listing-code.ts';
import { protectionOf } from '#server/households/protection.ts';
import { protections } from '#server/households/protection-tables.ts';
import { sealMotive } from '#server/needs/motive.ts';
import { accountIdOf, rowsRoleOf, type Actor } from '#server/platform/actor.ts';
import { rights } from '#server/platform/rights.ts';
import { isAllowed } from '#server/platform/trpc.ts';
import * as t from '#server/tables.ts';
import { aScene, type Party, type Scene } from '#tests/factories/chain.ts';
import { connectAs } from '#tests/support/database.ts';
import { openTestServer } from '#tests/support/server.ts';
import { examples } from './examples.ts';
import { callAs } from './rehearsal.ts';
import { allMembers, aWorld, today, type Member, type World } from './world.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let world: World;
const asServer = connectAs('server');

beforeAll(async () => {
	server = await openTestServer();
	world = await aWorld(server);
	// Two looks at the same world must happen at the same time.
	await server.owner.sql.unsafe(
		`create or replace function app_now() returns timestamptz language sql stable as $$ select '${today}'::timestamptz $$`
	);
}, 120_000);

/** Everybody but the two referents of the household. */
const others = (about: Member): Actor[] =>
	[
		{ role: 'nobody' } as const,
		...world.chains.open.map(({ tenant }) => tenant),
		world.strangers[0]!.tenant,
		// Somebody may help a household because it fears them.
		about.helper,
		...staffRoles.map((duty) => world.organisms.A.staff[duty]),
		world.organisms.B.staff.officer,
		world.organisms.B.staff.manager,
		world.organisms.E.staff.officer,
		world.coordinator,
		world.otherCoordinator
	].filter((actor) => ![about.officerId, about.managerId].includes(accountIdOf(actor) ?? ''));

/** What is new at each call is not what is looked at: identifiers just made, and the time a transaction took. */
const settled = (text: string, known: ReadonlySet<string>) =>
	text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) =>
		known.has(id) ? id : 'new'
	);

/** Everything that everybody else is answered, by every procedure, about the household and about others. */
async function lookAt(about: Member, area = ''): Promise<Map<string, string>> {
	const known = new Set(
		allMembers(world).flatMap((member) => Object.values(member).filter((one) => typeof one === 'string'))
	);
	const seen = new Map<string, string>();
	for (const [path, example] of Object.entries(examples).filter(([one]) => one.startsWith(area)))
		for (const actor of others(about)) {
			if (!isAllowed(rights[path]!, actor)) continue;
			for (const one of example.input.length === 0 ? [about] : [about, world.strangers[0]!]) {
				const prepare = example.prepare && path !== 'households.liftProtection' ? example.prepare : undefined;
				const answer = await callAs(
					server.deps,
					actor,
					path,
					example.input(one),
					prepare && ((tx) => prepare(tx, one, actor))
				);
				seen.set(`${path} by ${JSON.stringify(actor)} about ${one.name}`, settled(answer.text, known));
			}
		}
	return seen;
}

/** Every row of every table that each of them may read, the application left aside. */
async function rowsSeen(about: Member): Promise<Map<string, string>> {
	const tables = await server.owner.sql<{ name: string }[]>`
		select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
	const seen = new Map<string, string>();
	for (const actor of others(about)) {
		const session = await asServer.sql.reserve();
		try {
			await session`begin`;
			await session`select set_config('app.role', ${rowsRoleOf(actor)}, true),
				set_config('app.actor', ${accountIdOf(actor) ?? ''}, true),
				set_config('app.org', ${actor.role === 'staff' ? actor.organismId : ''}, true),
				set_config('app.household', ${actor.role === 'tenant' ? actor.householdId : ''}, true),
				set_config('app.territory', ${actor.role === 'coordinator' ? actor.territoryId : ''}, true)`;
			for (const { name } of tables) {
				await session`savepoint before`;
				const rows = await session
					.unsafe(`select t::text as row from "${name}" t order by 1`)
					.catch((error: { code: string }) => [{ row: error.code }]);
				await session`rollback to before`;
				const text = rows.map((one) => String(one.row)).join('\n');
				seen.set(
					`${name} by ${JSON.stringify(actor)}`,
					`${rows.length} ${createHash('sha256').update(text).digest('hex')}`
				);
			}
		} finally {
			await session`rollback`;
			session.release();
		}
	}
	return seen;
}

const differences = (before: Map<string, string>, after: Map<string, string>) =>
	[...before].filter(([key, text]) => after.get(key) !== text).map(([key, text]) => [key, text, after.get(key)]);

const protect = ({ householdId, organismId }: Pick<Member, 'householdId' | 'organismId'>) =>
	server.owner.db
		.insert(t.protections)
		.values(protectionOf(server.deps.config, { householdId, organismId, since: '2026-11-01' }));
const unprotect = () => server.owner.db.delete(protections);

describe('N1: a household that is protected or not', () => {
	test('is the same for everybody else: answers, counts, refusals, rows', async () => {
		const about = world.chains.open[1]!;
		const answers = await lookAt(about);
		const rows = await rowsSeen(about);
		// Tokens and secrets are new each time: they alone may differ between two looks at one world.
		const news = differences(answers, await lookAt(about)).map(([key]) => key!);
		expect(news.filter((key) => !key.startsWith('accounts.'))).toEqual([]);
		expect(answers.size).toBeGreaterThan(500);
		await protect(about);
		try {
			const differing = differences(answers, await lookAt(about));
			expect(differing.filter(([key]) => !news.includes(key!))).toEqual([]);
			expect(differences(rows, await rowsSeen(about))).toEqual([]);
		} finally {
			await unprotect();
		}
		// Everybody asks everything, three times over.
	}, 300_000);

	test('is told apart by this very test, were its name changed by one letter', async () => {
		const about = world.chains.open[1]!;
		const answers = await lookAt(about, 'households.');
		const rows = await rowsSeen(about);
		await server.owner.sql`update household set name = name || '.' where id = ${about.householdId}`;
		expect(differences(answers, await lookAt(about, 'households.')).length).toBeGreaterThan(0);
		expect(differences(rows, await rowsSeen(about)).length).toBeGreaterThan(0);
	});

	test('leaves the chain it is in as one who says no, and nothing written tells more', async () => {
		const about = world.chains.visiting[0]!;
		const { officer } = world.organisms.A.staff;
		const lease = { leaseNumber: `zq-lease-${about.name}-zq` };
		await expect(server.as(world.organisms.A.staff.calSecretary).households.protect(lease)).rejects.toMatchObject({
			message: 'HOUSEHOLD_NOT_FOUND'
		});
		await expect(server.as(world.organisms.B.staff.officer).households.protect(lease)).rejects.toMatchObject({
			message: 'LEASE_UNKNOWN'
		});
		await server.as(officer).households.protect(lease);
		await server.as(officer).households.protect(lease);
		const { sql } = server.owner;
		const [chain] = await sql`select state, broken_reason from proposal where id = ${about.proposalId}`;
		expect(chain).toEqual({ state: 'broken', broken_reason: 'visitRefused' });
		const events =
			await sql`select actor_id, actor_role from domain_event where type = 'ProposalBroken' and subject_id = ${about.proposalId}`;
		expect([...events]).toEqual([{ actor_id: null, actor_role: 'system' }]);
		const entries = await sql<{ entry: string }[]>`select entry from audit_entry where action like 'Protection%'`;
		expect(entries).toHaveLength(2);
		const [named] = await sql`select pseudonym from audit_pseudonym where person_id = ${about.householdId}`;
		for (const { entry } of entries) expect(entry).not.toContain(String(named?.pseudonym ?? about.householdId));
		await server.as(officer).households.liftProtection({ householdId: about.householdId });
		await expect(
			server.as(officer).households.liftProtection({ householdId: about.householdId })
		).rejects.toMatchObject({ message: 'HOUSEHOLD_NOT_FOUND' });
	});

	test('cannot be told from a copy of the database', async () => {
		const about = world.chains.open[1]!;
		await protect(about);
		const [row] = await server.owner.sql<{ row: string }[]>`select p::text as row from protection p`;
		expect(row!.row).not.toContain(about.householdId);
		await unprotect();
	});

	test('is known to its two referents', async () => {
		const about = world.chains.open[1]!;
		await protect(about);
		const staff = world.organisms.B.staff;
		for (const duty of ['officer', 'manager'] as const)
			expect(await server.as(staff[duty]).households.listProtected()).toMatchObject({
				isReferent: true,
				households: [{ householdId: about.householdId, since: '2026-11-01' }]
			});
		expect(await server.as(staff.calSecretary).households.listProtected()).toEqual({
			isReferent: false,
			households: []
		});
		await unprotect();
	});
});

/** A round of three households, and a fourth that wants a home that nobody has. */
async function aRoundOfThree(): Promise<Scene> {
	const scene = await aScene(server.owner, 4);
	const { sql } = server.owner;
	for (const [index, { dwellingId, householdId }] of scene.parties.entries()) {
		const rooms = [2, 3, 4, 5][index]!;
		const wanted = [3, 4, 2, 1][index]!;
		const need = { minRooms: wanted, maxRooms: wanted, communes: ['95127'], maxHouseholds: 4, wishes: [] };
		await sql`update dwelling set rooms = ${rooms}, area = ${20 + 16 * rooms} where id = ${dwellingId}`;
		await sql`update listing set need = ${JSON.stringify(need)}::text::jsonb where household_id = ${householdId}`;
	}
	return scene;
}

/** Searches, and gives what went into the engine and what came out, as they are kept; then sets the result aside. */
async function search(scene: Scene) {
	const api = server.as(scene.coordinator).matching;
	const { runId } = await api.requestRun({ maxCycle: 4, maxChain: 2 });
	await server.settle();
	const [run] = await server.owner.db.select().from(t.matchingRuns).where(eq(t.matchingRuns.id, runId));
	const [kept] = await server.owner.db
		.select({ pool: t.poolSnapshots.pool })
		.from(t.poolSnapshots)
		.innerJoin(t.runPools, eq(t.runPools.fingerprint, t.poolSnapshots.fingerprint))
		.where(eq(t.runPools.runId, runId));
	expect(run!.state).toBe('done');
	const told = await Promise.all(
		scene.parties.map(async ({ tenant, officer, householdId }) => {
			const [listing] = await server.owner.sql<
				{ id: string }[]
			>`select id from listing where household_id = ${householdId}`;
			return [
				await server.as(tenant).matching.ownInsight(),
				await server.as(officer).matching.listingInsight({ listingId: listing!.id })
			];
		})
	);
	const seen = [await server.as(scene.coordinator).matching.run({ runId }), run!.record, told];
	const moved = (
		await server.owner.db
			.select()
			.from(t.legs)
			.where(
				inArray(
					t.legs.proposalId,
					server.owner.db.select({ id: t.proposals.id }).from(t.proposals).where(eq(t.proposals.runId, runId))
				)
			)
	).map((leg) => leg.householdId);
	await server.as(scene.coordinator).proposals.discardRun({ runId });
	const outcome = JSON.stringify(seen, (name, value: unknown) =>
		/ms$|seconds|timing|At$|^now$|memory|cpu/i.test(name) ? null : value
	);
	const known = new Set(
		scene.parties.flatMap(({ householdId, dwellingId, organismId }) => [householdId, dwellingId, organismId])
	);
	const settledOutcome = settled(outcome, known).replaceAll(/E-\d{4}-\d+/g, 'E');
	return { pool: Buffer.from(kept!.pool).toString('hex'), hash: run!.inputHash, outcome: settledOutcome, moved };
}

describe('the search for exchanges', () => {
	test('never moves a protected household, nor ends a chain in its home', async () => {
		const scene = await aRoundOfThree();
		expect((await search(scene)).moved).toHaveLength(3);
		await protect(scene.parties[0]!);
		const hidden = await search(scene);
		expect(hidden.moved).toEqual([]);
		// Nor do explanations speak of the need that the search was given in the place of its own.
		expect(hidden.outcome).not.toMatch(/minArea|1000000/);
		await unprotect();
		expect((await search(scene)).moved).toHaveLength(3);
	});

	test('never moves a protected household towards one it has named and that has named it', async () => {
		const scene = await aRoundOfThree();
		const [one, , , other] = scene.parties as [Party, Party, Party, Party];
		const codeOf = async ({ householdId }: Party) => {
			const [row] = await server.owner.sql<
				{ id: string }[]
			>`select id from listing where household_id = ${householdId}`;
			return listingCode(row!.id);
		};
		await server.as(one.tenant).needs.namePartner({ code: await codeOf(other) });
		await server.as(other.tenant).needs.namePartner({ code: await codeOf(one) });
		expect((await search(scene)).moved.toSorted()).toEqual([one.householdId, other.householdId].toSorted());
		await protect(one);
		expect((await search(scene)).moved).toEqual([]);
		await unprotect();
	});

	test('N1: tells the coordinator the same when a household that finds nothing is protected', async () => {
		const scene = await aRoundOfThree();
		const before = await search(scene);
		await protect(scene.parties[3]!);
		const after = await search(scene);
		await unprotect();
		expect(after.outcome).toBe(before.outcome);
	});

	test('N2: is given and answers the same, whatever the names, motives, remarks and contacts of the households', async () => {
		const scene = await aRoundOfThree();
		const before = await search(scene);
		expect(before.moved).toHaveLength(3);
		const { sql } = server.owner;
		for (const [index, { householdId, tenant, dwellingId }] of scene.parties.entries()) {
			const name = ['Aïcha Ben Saïd', 'Lin Xiu', 'Maïmouna Traoré', 'Yann Le Goff'][index]!;
			const [listing] = await sql<{ id: string }[]>`select id from listing where household_id = ${householdId}`;
			const motive = sealMotive(
				server.deps.config,
				listing!.id,
				(['health', 'separation', 'disability', 'violence'] as const)[index]!
			);
			await sql`update household set name = ${name} where id = ${householdId}`;
			await sql`update person set first_name = ${name}, last_name = ${name} where household_id = ${householdId}`;
			await sql`update account set first_name = ${name}, last_name = ${name}, phone = '0700000000', locale = 'en',
				email = ${`autre-${index}@exemple.test`} where id = ${tenant.accountId}`;
			await sql`update listing set motive = ${motive}, description = ${name},
				statements = ${JSON.stringify({ householdRemarks: name })}::text::jsonb where household_id = ${householdId}`;
			await sql`update dwelling_address set street = ${name}, door = ${name} where dwelling_id = ${dwellingId}`;
			await sql`update lease set number = ${name} where household_id = ${householdId} and ends_on is null`;
			// Thirteen characters, whatever they are; a reserver, a key that no rule knows.
			await sql`update household set situation = situation || jsonb_build_object('remark', ${name}::text, 'uniqueNumber',
				case when jsonb_typeof(situation -> 'uniqueNumber') = 'object' then jsonb_set(situation -> 'uniqueNumber',
					'{number}', to_jsonb(translate(situation #>> '{uniqueNumber,number}', '0123456789', '9876543210')))
				else situation -> 'uniqueNumber' end) where id = ${householdId}`;
			await sql`update dwelling set reservation = jsonb_set(reservation, '{reserver}', to_jsonb(${name}::text))
				where id = ${dwellingId}`;
		}
		const after = await search(scene);
		expect(after.pool).toBe(before.pool);
		expect(after.hash).toBe(before.hash);
		expect(after.outcome).toBe(before.outcome);
	});

	test('is shown by the same means to read what may count', async () => {
		const scene = await aRoundOfThree();
		const before = await search(scene);
		await server.owner
			.sql`update lease set principal_rent = principal_rent + 100 where household_id = ${scene.parties[0]!.householdId}`;
		const after = await search(scene);
		expect([after.pool, after.outcome]).not.toEqual([before.pool, before.outcome]);
	});
});
