/** Every act that the table of rights says to bind: nobody does it who has not just proved who they are. */
import { beforeAll, describe, expect, test } from 'vitest';
import { freshMinutes } from '#domain/accounts/identity.ts';
import { staffRoles } from '#domain/organisms/organism.ts';
import type { Actor } from '#server/platform/actor.ts';
import { contextOf, type Deps, type SignedSession, type Tx } from '#server/platform/context.ts';
import { rights } from '#server/platform/rights.ts';
import { isAllowed } from '#server/platform/trpc.ts';
import { openTestServer } from '#tests/support/server.ts';
import { examples } from './examples.ts';
import { callAs } from './rehearsal.ts';
import { aWorld, type World } from './world.ts';

let world: World;
let deps: Deps;

beforeAll(async () => {
	const server = await openTestServer();
	world = await aWorld(server);
	deps = server.deps;
}, 120_000);

const acts = Object.keys(rights).filter((path) => rights[path]!.binds);

const sessions: [string, (session: SignedSession) => SignedSession][] = [
	[
		'proved it ten minutes ago',
		(session) => ({ ...session, authenticatedAt: new Date(Date.now() - freshMinutes * 60_000) })
	],
	[
		'only signs in through an organism, long ago',
		(session) => ({ ...session, hasPassword: false, authenticatedAt: new Date(0) })
	]
];

/** Those who may do it, each on one thing that it can be done to. */
function* callsOf(path: string) {
	const chain = world.chains[examples[path]!.at ?? 'open'];
	const { A, B } = world.organisms;
	const everybody: Actor[] = [
		...chain.map(({ tenant }) => tenant),
		...[A, B].flatMap(({ staff }) => staffRoles.map((duty) => staff[duty])),
		world.coordinator
	];
	for (const actor of everybody.filter((one) => isAllowed(rights[path]!, one)))
		for (const about of chain) yield { actor, about };
}

/** What they are answered with a session of some kind. What the act needs is not even there: it is asked before. */
async function answersTo(path: string, age: (session: SignedSession) => SignedSession) {
	const answers = [];
	for (const { actor, about } of callsOf(path))
		answers.push(
			await callAs(deps, actor, path, examples[path]!.input(about), undefined, age(contextOf(deps, actor).session!))
		);
	return answers;
}

/** Whether one of them does it. */
async function canBeDone(path: string): Promise<boolean> {
	const { prepare, input } = examples[path]!;
	for (const { actor, about } of callsOf(path)) {
		const before = prepare && ((tx: Tx) => prepare(tx, about, actor));
		if ((await callAs(deps, actor, path, input(about), before)).isOk) return true;
	}
	return false;
}

describe.each(sessions)('who %s', (_, age) => {
	test.each(acts)('is asked again before %s', async (path) => {
		const answers = await answersTo(path, age);
		expect(answers.length).toBeGreaterThan(0);
		expect([...new Set(answers.map(({ code }) => code))]).toEqual(['PRECONDITION_FAILED']);
		expect([...new Set(answers.map(({ text }) => text))].join()).toContain('IDENTITY_TO_CONFIRM');
	});
});

test('a household on a browser that it never used is asked for a code before what binds it', async () => {
	for (const path of acts.filter((one) => rights[one]!.roles.includes('tenant'))) {
		const answers = await answersTo(path, (session) => ({ ...session, isDeviceKnown: false, secondFactorAt: null }));
		expect([...new Set(answers.map(({ code }) => code))], path).toEqual(['PRECONDITION_FAILED']);
	}
});

test.each(acts)('who just proved it does %s', async (path) => {
	expect(await canBeDone(path)).toBe(true);
});
