import { randomUUID } from 'node:crypto';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import superjson from 'superjson';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { staffRoles } from '#domain/organisms/organism.ts';
import type { Actor } from '#server/platform/actor.ts';
import { contextOf, type Deps, type SignedSession, type Tx } from '#server/platform/context.ts';
import { commandKey } from '#server/platform/command-key.ts';
import { rights } from '#server/platform/rights.ts';
import { isAllowed } from '#server/platform/trpc.ts';
import { appRouter } from '#server/router.ts';
import { openTestServer } from '#tests/support/server.ts';
import { examples } from './examples.ts';
import { hostileTexts, inputsFor, jsonSchemaOf } from './inputs.ts';
import { forgetful } from './rehearsal.ts';
import { allMembers, aWorld, type Member, type World } from './world.ts';

/** Inputs for each procedure: what fits into two minutes here; a campaign asks for more. */
const runs = Number(process.env.FUZZ ?? 150);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** An answer that takes longer (milliseconds) is stuck, on a busy machine too. */
const stuckAfter = 5_000;

let world: World;
let deps: Deps;
let ids: string[];
let slowest = 0;

beforeAll(async () => {
	const server = await openTestServer();
	world = await aWorld(server);
	deps = server.deps;
	ids = allMembers(world).flatMap((member) =>
		Object.entries(member)
			.filter(([name]) => name.endsWith('Id'))
			.map(([, id]) => id as string)
			.filter((id) => z.uuid().safeParse(id).success)
	);
	console.log(`${runs} inputs for each procedure; SEED=${seed} plays the same again.`);
	return () => console.log(`The longest answer took ${Math.round(slowest)} ms.`);
});

type Procedure = { _def: { type: 'query' | 'mutation'; inputs: z.ZodType[] } };
const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;
const origin = 'http://localhost';

/** Sends one request to the door of the API, exactly as a browser would, and undoes what it did. */
async function send(actor: Actor, request: Request, prepare?: (tx: Tx) => Promise<unknown>, session?: SignedSession) {
	const began = performance.now();
	const response = await fetchRequestHandler({
		endpoint: '/api/trpc',
		req: request,
		router: appRouter,
		maxBatchSize: 10,
		createContext: () => ({
			deps: forgetful(deps, prepare),
			actor,
			locale: 'fr' as const,
			key: commandKey(request.headers.get('idempotency-key')),
			session: session ?? contextOf(deps, actor).session,
			proof: null,
			sentTo: null,
			address: randomUUID()
		})
	});
	const text = await response.text();
	slowest = Math.max(slowest, performance.now() - began);
	return { status: response.status, text, ms: performance.now() - began };
}

/** As the browser's client writes it; what that client would refuse to write is written all the same. */
function written(input: unknown): string {
	try {
		return JSON.stringify(superjson.serialize(input));
	} catch {
		const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
		return JSON.stringify({ json: input }, plain);
	}
}

const requestOf = (path: string, input: unknown) => {
	const sent = written(input);
	if (procedures[path]!._def.type === 'query')
		return new Request(`${origin}/api/trpc/${path}?input=${encodeURIComponent(sent)}`);
	return new Request(`${origin}/api/trpc/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
		body: sent
	});
};

/** What may not be in an answer, whatever was sent. */
function faultOf({ status, text, ms }: Awaited<ReturnType<typeof send>>): string | null {
	if (status >= 500 && status !== 503) return `answered ${status}: ${text.slice(0, 300)}`;
	if (/\bat [\w.<>]+ \(|node_modules|\.ts:\d+|PostgresError|select .* from /i.test(text))
		return `tells of its insides: ${text.slice(0, 300)}`;
	return ms > stuckAfter ? `took ${Math.round(ms)} ms` : null;
}

/** Those who may call it, on a chain where it can succeed. */
function callersOf(path: string): { actor: Actor; about: Member }[] {
	const { organisms, coordinator } = world;
	const chain = world.chains[examples[path]?.at ?? 'open'];
	const everybody: Actor[] = [
		{ role: 'nobody' },
		...chain.map(({ tenant }) => tenant),
		...staffRoles.map((duty) => organisms.A.staff[duty]),
		...staffRoles.map((duty) => organisms.B.staff[duty]),
		coordinator
	];
	return everybody
		.filter((actor) => isAllowed(rights[path]!, actor))
		.flatMap((actor) => chain.map((about) => ({ actor, about })));
}

const paths = Object.keys(rights)
	.filter((path) => examples[path] && procedures[path]!._def.inputs.length > 0)
	.sort();

describe.concurrent('whatever is sent', () => {
	test.each(paths)('to %s, the answer is one that was foreseen', async (path) => {
		const example = examples[path]!;
		const callers = callersOf(path);
		const schema = jsonSchemaOf(procedures[path]!._def.inputs[0]!);
		const inputs = fc
			.nat(callers.length - 1)
			.chain((caller) => fc.tuple(fc.constant(caller), inputsFor(schema, ids, example.input(callers[caller]!.about))));
		let accepted = 0;
		await fc.assert(
			fc.asyncProperty(inputs, async ([caller, input]) => {
				const { actor, about } = callers[caller]!;
				const prepare = example.prepare ? (tx: Tx) => example.prepare!(tx, about, actor) : undefined;
				const answer = await send(actor, requestOf(path, input), prepare, example.session?.(actor, about));
				if (answer.status !== 400) accepted++;
				const fault = faultOf(answer);
				if (fault) throw new Error(fault);
			}),
			{ numRuns: runs, seed, endOnFailure: true, interruptAfterTimeLimit: 900_000 }
		);
		// Inputs that are all refused at the door would try nothing behind it.
		expect(accepted).toBeGreaterThan(runs / 20);
	});
});

describe('whatever is sent to the door itself', () => {
	const anyBody = (body: string, type = 'application/json') =>
		new Request(`${origin}/api/trpc/proposals.sayYes`, { method: 'POST', headers: { 'content-type': type }, body });

	test.each<[string, () => Request]>([
		['no JSON', () => anyBody('{"json":')],
		['JSON that superjson did not write', () => anyBody('[1,2,3]')],
		['metadata that lies', () => anyBody('{"json":{"proposalId":1},"meta":{"values":{"proposalId":["Date"]}}}')],
		[
			'metadata that reaches for prototypes',
			() => anyBody('{"json":{"a":1},"meta":{"values":{"__proto__.isAdmin":["undefined"]}}}')
		],
		[
			'metadata that refers to itself',
			() => anyBody('{"json":{"a":1},"meta":{"referentialEqualities":{"a":["a.a"]}}}')
		],
		['ten thousand brackets', () => anyBody('['.repeat(10_000) + ']'.repeat(10_000))],
		['another type of content', () => anyBody('proposalId=1', 'application/x-www-form-urlencoded')],
		[
			'a file',
			() =>
				anyBody('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--', 'multipart/form-data; boundary=x')
		],
		['a procedure that does not exist', () => new Request(`${origin}/api/trpc/accounts.everything`)],
		['a path of prototypes', () => new Request(`${origin}/api/trpc/__proto__.constructor`)],
		['a change asked by reading', () => new Request(`${origin}/api/trpc/proposals.sayYes?input=%7B%7D`)],
		[
			'a batch of eleven',
			() =>
				new Request(
					`${origin}/api/trpc/${Array.from({ length: 11 }, () => 'accounts.me').join(',')}?batch=1&input=%7B%7D`
				)
		],
		['a batch that is none', () => new Request(`${origin}/api/trpc/accounts.letter?batch=1&input=[[[`)],
		[
			'a key that is none',
			() =>
				new Request(`${origin}/api/trpc/proposals.sayYes`, {
					method: 'POST',
					headers: { 'content-type': 'application/json', 'idempotency-key': "x' or 1=1" },
					body: JSON.stringify(superjson.serialize({ proposalId: randomUUID(), question: 'proposal' }))
				})
		]
	])('%s is refused without a word too many', async (_, request) => {
		const answer = await send(world.chains.open[0]!.tenant, request());
		expect(faultOf(answer)).toBeNull();
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
	});

	test.each(
		hostileTexts.map((text) => [
			text.length > 30 ? `${text.slice(0, 12)}… (${text.length})` : JSON.stringify(text),
			text
		])
	)('%s in a box of text is kept as it is, or refused', async (_, text) => {
		const { tenant, proposalId } = world.chains.open[0]!;
		const inColumn = requestOf('proposals.sayNo', { proposalId, motive: 'other', note: text });
		expect(faultOf(await send(tenant, inColumn))).toBeNull();
		const inJson = requestOf('needs.answer', { step: 'dwelling', isRight: 'no', remarks: text });
		const asDraft = (tx: Tx) => tx.execute(sql`update listing set state = 'draft'`);
		expect(faultOf(await send(tenant, inJson, asDraft))).toBeNull();
	});
});
