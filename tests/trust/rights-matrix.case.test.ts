import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#server/platform/actor.ts';
import type { Deps, Tx } from '#server/platform/context.ts';
import { rights } from '#server/platform/rights.ts';
import { isAllowed } from '#server/platform/trpc.ts';
import { appRouter } from '#server/router.ts';
import { openServer } from '#server/runtime.ts';
import { databaseUrls } from '#tests/support/database.ts';
import { atEndOfFile } from '#tests/support/end-of-file.ts';
import { openTestServer } from '#tests/support/server.ts';
import { absent, absentName, everybody, stands } from './everybody.ts';
import { examples } from './examples.ts';
import { callAs, type Answer } from './rehearsal.ts';
import { aWorld, leaksIn, stages, type Member, type World } from './world.ts';

let world: World;
let deps: Deps;
/** The same server on a connection that no policy of the database filters. */
let unfiltered: Deps;

beforeAll(async () => {
	const server = await openTestServer();
	world = await aWorld(server);
	deps = server.deps;
	const { config } = deps;
	const open = await openServer({ ...config, databaseUrls: { ...config.databaseUrls, server: databaseUrls.owner } });
	unfiltered = open.deps;
	atEndOfFile(() => open.close());
}, 120_000);

const paths = Object.keys(rights).sort();
const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
const isQuery = (path: string) => procedures[path]!._def.type === 'query';

/** Of a procedure gone wrong, as many problems as are read. */
const mostShown = 5;
const forbiddenTo = (actor: Actor) => (actor.role === 'nobody' ? 'UNAUTHORIZED' : 'FORBIDDEN');

/** Tries one procedure as everybody on everything, and tells what is not as the table says. */
async function tryAsEverybody(deps: Deps, path: string): Promise<{ problems: string[]; answers: Answer[] }> {
	const right = rights[path]!;
	const example = examples[path]!;
	const problems: string[] = [];
	const answers: Answer[] = [];
	// Reading is tried at every stage: what may be read changes on the way.
	const chains = isQuery(path) ? stages.map((stage) => world.chains[stage]) : [world.chains[example.at ?? 'open']];
	for (const chain of chains) {
		for (const { who, actor } of everybody(world, chain)) {
			const call = async (about: Member) => {
				const isThere = about.name !== absentName;
				const prepare = isThere && example.prepare ? (tx: Tx) => example.prepare!(tx, about, actor) : undefined;
				const session = example.session?.(actor, about);
				const answer = await callAs(deps, actor, path, example.input(about), prepare, session);
				const where = `${path} by ${who} on ${about.name}`;
				// Who has only begun to sign in is nobody yet, and reads of itself all the same.
				const reader = session && actor.role === 'nobody' ? about.tenant : actor;
				for (const leak of leaksIn(world, reader, answer.text)) problems.push(`${where} reads ${leak}`);
				if (answer.code === 'INTERNAL_SERVER_ERROR' || answer.code === 'BAD_REQUEST')
					problems.push(`${where}: ${answer.text}`);
				return { answer, where };
			};
			if (!isAllowed(right, actor)) {
				const { answer, where } = await call(chain[0]!);
				if (answer.code !== forbiddenTo(actor)) problems.push(`${where} should be forbidden, got ${answer.code}`);
				continue;
			}
			const things = example.input.length === 0 ? [chain[0]!] : [...chain, world.strangers[0]!, world.elsewhere[0]!];
			const nothingThere = example.input.length === 0 ? null : (await call(absent(world))).answer;
			for (const about of things) {
				const { answer, where } = await call(about);
				answers.push(answer);
				const isIn = stands(path, actor, about);
				if (isIn && ['NOT_FOUND', 'FORBIDDEN', 'UNAUTHORIZED'].includes(answer.code))
					problems.push(`${where} should be allowed, got ${answer.text}`);
				if (!isIn && answer.isOk) problems.push(`${where} should be refused`);
				if (!isIn && answer.text !== nothingThere?.text)
					problems.push(`${where}: forbidden does not look like absent: ${answer.text} / ${nothingThere?.text}`);
			}
		}
	}
	return { problems: [...new Set(problems)].slice(0, mostShown), answers };
}

const isRefusedAs = (answer: Answer, refusal?: string) => refusal !== undefined && answer.text.includes(refusal);

test('every procedure of the API has an example to be tried with', () => {
	const without = paths.filter((path) => !examples[path]);
	expect(without, `Say in tests/trust/examples.ts how to call: ${without.join(', ')}`).toEqual([]);
	expect(
		Object.keys(examples).filter((path) => !rights[path]),
		'Examples of procedures that are no more'
	).toEqual([]);
});

const tried = paths.filter((path) => examples[path]);

describe.concurrent('everybody, on everything', () => {
	test.each(tried)('%s answers those whom the table names, and nobody reads more than its share', async (path) => {
		const { problems, answers } = await tryAsEverybody(deps, path);
		expect(problems).toEqual([]);
		const said = [...new Set(answers.map((answer) => answer.text))].join(' ');
		expect(
			answers.some((answer) => answer.isOk || isRefusedAs(answer, examples[path]!.alwaysRefused)),
			`The example of ${path} never succeeds: ${said}`
		).toBe(true);
	});
});

describe.concurrent('the application alone, when the database filters nothing', () => {
	test.each(tried)('%s answers the same', async (path) => {
		expect((await tryAsEverybody(unfiltered, path)).problems).toEqual([]);
	});
});
