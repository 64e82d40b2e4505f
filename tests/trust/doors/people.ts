/** Everybody with a browser: the cookies of those who are signed in, and of those who no longer are, or not yet. */
import { eq } from 'drizzle-orm';
import { mayComeIn, type Door } from '../../../src/cli/page-doors/doors.ts';
import { sessionsOf, deviceHashOf } from '#server/accounts/auth.ts';
import { secondFactors } from '#server/accounts/security-tables.ts';
import { accounts, sessions } from '#server/accounts/tables.ts';
import { accountIdOf, type Actor } from '#server/platform/actor.ts';
import { seal } from '#server/platform/sealed.ts';
import type { openTestServer } from '#tests/support/server.ts';
import { everybody } from '../everybody.ts';
import type { Stage, World } from '../world.ts';

type Server = Awaited<ReturnType<typeof openTestServer>>;

/** Somebody before a browser. */
export type Person = {
	who: string;
	actor: Actor;
	/** Who it would be, were the session good. */
	like: Actor;
	/** What the browser keeps; empty for who never signed in. */
	cookie: string;
	/** Signed in, or signed in once: expired, locked, without the second factor. */
	isOver: boolean;
	/** Signed in, too long ago for what binds. */
	isStale: boolean;
};

const minutes = 60_000;
const ago = (count: number) => new Date(Date.now() - count * minutes);

/** How a session that was good has ended, or is not finished. */
const endings: Record<string, (server: Server, accountId: string) => Promise<unknown>> = {
	'unused for too long': ({ owner }, accountId) =>
		owner.db
			.update(sessions)
			.set({ expiresAt: ago(1) })
			.where(eq(sessions.accountId, accountId)),
	'after its absolute end': ({ owner }, accountId) =>
		owner.db
			.update(sessions)
			.set({ absoluteExpiresAt: ago(1) })
			.where(eq(sessions.accountId, accountId)),
	'ended from another browser': ({ owner }, accountId) =>
		owner.db.delete(sessions).where(eq(sessions.accountId, accountId)),
	'whose account is locked': ({ owner }, accountId) =>
		owner.db
			.update(accounts)
			.set({ lockedAt: ago(1) })
			.where(eq(accounts.id, accountId)),
	'without the second factor': async ({ owner, deps }, accountId) => {
		const place = { table: 'second_factor', column: 'secret', row: accountId };
		const secret = seal(deps.config, place, 'a5'.repeat(20));
		await owner.db
			.insert(secondFactors)
			.values({ accountId, secret, createdAt: ago(9), confirmedAt: ago(9) })
			.onConflictDoNothing();
		await owner.db.update(sessions).set({ secondFactorAt: null }).where(eq(sessions.accountId, accountId));
	}
};

/** Opens a session as the sign-in does, on a browser that is known. */
async function cookieOf({ deps, owner }: Server, accountId: string): Promise<string> {
	const [account] = await owner.db.select().from(accounts).where(eq(accounts.id, accountId));
	const browser = { userAgent: null, deviceHash: deviceHashOf(accountId), isDeviceKnown: true };
	const proven = { authenticatedAt: new Date(), secondFactorAt: new Date() };
	const { token } = await sessionsOf(deps).create(account!, browser, proven);
	return `sid=${token}`;
}

/** Another account of the same household, organism or territory: as good as the first until its session ends. */
async function anotherAccount({ owner }: Server, actor: Actor, name: string): Promise<Actor> {
	const accountId = accountIdOf(actor)!;
	const [account] = await owner.db.select().from(accounts).where(eq(accounts.id, accountId));
	const { id: _, ...like } = account!;
	const [row] = await owner.db
		.insert(accounts)
		.values({
			...like,
			email: `${name}-${accountId}@exemple.test`,
			firstName: 'Camille',
			lastName: 'Test',
			phone: null
		})
		.returning({ id: accounts.id });
	return { ...actor, accountId: row!.id } as Actor;
}

/**
 * The people of the chains at some stages, and those whose session is over: a tenant of each chain, a manager and a
 * coordinator in each way a session ends.
 */
export async function peopleOf(server: Server, world: World, stages: Iterable<Stage>): Promise<Map<Stage, Person[]>> {
	// Most are the same for all chains.
	const known = new Map<string, Person>();
	async function person(who: string, actor: Actor): Promise<Person> {
		const accountId = accountIdOf(actor) ?? '';
		const one = known.get(accountId) ?? {
			...{ who, actor, like: actor, isOver: false, isStale: false },
			cookie: accountId && (await cookieOf(server, accountId))
		};
		known.set(accountId, one);
		return { ...one, who };
	}
	const endedOf = new Map<string, Person[]>();
	const people = new Map<Stage, Person[]>();
	for (const stage of stages) {
		const chain = world.chains[stage];
		const ofStage: Person[] = [];
		for (const { who, actor } of everybody(world, chain)) ofStage.push(await person(who, actor));
		const strong: [string, Actor][] = [
			['tenant A of the chain', chain[0]!.tenant],
			['manager of A', world.organisms.A.staff.manager],
			['coordinator', world.coordinator]
		];
		for (const [who, actor] of strong) {
			const accountId = accountIdOf(actor)!;
			const ended = endedOf.get(accountId) ?? (await endedLike(server, who, actor));
			endedOf.set(accountId, ended);
			ofStage.push(...ended);
		}
		people.set(stage, ofStage);
	}
	return people;
}

/** Those who could do as much as somebody, were their session not over, or too old for what binds. */
async function endedLike(server: Server, who: string, like: Actor): Promise<Person[]> {
	const people: Person[] = [];
	for (const [ending, end] of Object.entries(endings)) {
		const accountId = accountIdOf(await anotherAccount(server, like, ending.replaceAll(' ', '.')))!;
		const cookie = await cookieOf(server, accountId);
		await end(server, accountId);
		const name = `${who}, with a session ${ending}`;
		people.push({ who: name, actor: { role: 'nobody' }, like, cookie, isOver: true, isStale: false });
	}
	const actor = await anotherAccount(server, like, 'stale');
	const cookie = await cookieOf(server, accountIdOf(actor)!);
	const ofStale = eq(sessions.accountId, accountIdOf(actor)!);
	await server.owner.db
		.update(sessions)
		.set({ authenticatedAt: ago(11) })
		.where(ofStale);
	people.push({ who: `${who}, signed in for long`, actor, like: actor, cookie, isOver: false, isStale: true });
	return people;
}

/** Somebody who tries a door; thoroughly, or only once. */
export type Trier = { person: Person; isThorough: boolean };

/**
 * Everybody tries every door. Of those whose session is over or stale, who could come in otherwise, where something is
 * behind the door. Who may come in tries all there is; of the others, one of each role does.
 */
export function triersOf(people: Person[], door: Door): Trier[] {
	const roles = new Set<string>();
	return people
		.filter((one) => !(one.isOver || one.isStale) || (door.procedures.length > 0 && mayComeIn(door, one.like)))
		.map((person) => {
			const isThorough = mayComeIn(door, person.actor) || !roles.has(person.actor.role);
			roles.add(person.actor.role);
			return { person, isThorough };
		});
}

/**
 * Who tries a door once more when the database filters nothing: those to whom it opens, since all others are told so
 * before anything is read, and whose session is good, since no policy looks at sessions. One of each side of what the
 * policies keep apart: households of the chain and beside it, every duty of an organism of the chain, the auditor's too,
 * organisms beside it, the other territory. Those of organism B stand to the chain as those of A do.
 */
export const triersAlone = (people: Person[], door: Door, { organisms }: World): Trier[] =>
	people
		.filter(({ actor, isOver, isStale }) => !isOver && !isStale && mayComeIn(door, actor))
		.filter(({ actor }) => actor.role !== 'nobody')
		.filter(({ actor }) => actor.role !== 'staff' || actor.organismId !== organisms.B.organismId)
		.map((person) => ({ person, isThorough: true }));
