/** Inputs of every kind, sent to every procedure of the API by those who may call it. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import superjson from 'superjson';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { staffRoles } from '#domain/organisms/organism.ts';
import type { Actor } from '#server/platform/actor.ts';
import { commandKey } from '#server/platform/command-key.ts';
import { contextOf, type Context, type Deps } from '#server/platform/context.ts';
import { rights } from '#server/platform/rights.ts';
import { isAllowed } from '#server/platform/trpc.ts';
import { appRouter, createCaller } from '#server/router.ts';
import { openTestServer } from '#tests/support/server.ts';
import { examples } from '../examples.ts';
import { rehearse } from '../rehearsal.ts';
import { allMembers, aWorld, type Member, type World } from '../world.ts';
import { inputsFor, jsonSchemaOf } from './inputs.ts';

/** Inputs for each procedure; FUZZ=100000 is a campaign of some hours. */
const runs = Number(process.env.FUZZ ?? 2_000);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** An answer that takes longer (milliseconds) is stuck. */
const stuckAfter = 2_000;
/** One input of so many comes through the door of HTTP, the others to the same procedures without it. */
const throughTheDoor = 5;

type Procedure = { _def: { type: 'query' | 'mutation'; inputs: z.ZodType[] } };
const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;

export type Answered = { status: number; text: string; ms: number };

/** What may not be in an answer, whatever was sent. */
export function faultOf({ status, text, ms }: Answered): string | null {
	if (status >= 500 && status !== 503) return `answered ${status}: ${text.slice(0, 300)}`;
	if (/\bat [\w.<>]+ \(|node_modules|\.ts:\d+|PostgresError|select .* from /i.test(text))
		return `tells of its insides: ${text.slice(0, 300)}`;
	return ms > stuckAfter ? `took ${Math.round(ms)} ms` : null;
}

/** Sends one request to the door of the API, exactly as a browser would. */
export async function send(request: Request, context: Context): Promise<Answered> {
	const began = performance.now();
	const response = await fetchRequestHandler({
		endpoint: '/api/trpc',
		req: request,
		router: appRouter,
		maxBatchSize: 10,
		createContext: () => ({ ...context, key: commandKey(request.headers.get('idempotency-key')) })
	});
	const text = await response.text();
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

/** The request that calls a procedure. */
export function requestOf(path: string, input: unknown): Request {
	const address = `http://localhost/api/trpc/${path}`;
	if (procedures[path]!._def.type === 'query')
		return new Request(`${address}?input=${encodeURIComponent(written(input))}`);
	return new Request(address, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
		body: written(input)
	});
}

/** Calls a procedure without HTTP, and gives what the door would have said of it. */
async function call(path: string, input: unknown, context: Context): Promise<Answered> {
	const [area, name] = path.split('.') as [string, string];
	const api = createCaller(context) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
	const began = performance.now();
	const answered = (status: number, text: string) => ({ status, text, ms: performance.now() - began });
	try {
		await api[area]![name]!(input);
		return answered(200, '');
	} catch (cause) {
		const error = cause instanceof TRPCError ? cause : getTRPCErrorFromUnknown(cause);
		return answered(getHTTPStatusCodeFromError(error), error.code === 'INTERNAL_SERVER_ERROR' ? `${error.stack}` : '');
	}
}

type Caller = { actor: Actor; about: Member };

/** Those who may call it, on a chain where it can succeed. */
function callersOf(world: World, path: string): Caller[] {
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

/** The identifiers of everything in the world. */
const idsIn = (world: World): string[] =>
	allMembers(world).flatMap((member) =>
		Object.entries(member)
			.filter(([name]) => name.endsWith('Id'))
			.map(([, id]) => id as string)
			.filter((id) => z.uuid().safeParse(id).success)
	);

const paths = Object.keys(rights)
	.filter((path) => examples[path] && !examples[path].onlyInProcess && procedures[path]!._def.inputs.length > 0)
	.sort();

/**
 * Tests each procedure of a share of the API: files of tests run beside each other.
 *
 * @param nth from 0
 */
export function fuzzShare(nth: number, shares: number): void {
	let world: World;
	let deps: Deps;
	let ids: string[];
	let slowest = 0;

	beforeAll(async () => {
		const server = await openTestServer();
		world = await aWorld(server);
		deps = server.deps;
		ids = idsIn(world);
		console.log(`${runs} inputs for each procedure; SEED=${seed} plays the same again.`);
		return () => console.log(`The longest answer took ${Math.round(slowest)} ms.`);
	});

	/** Sends some inputs as one caller; gives how many were not refused at the door. */
	async function sendAll(path: string, { actor, about }: Caller, inputs: readonly unknown[]): Promise<number> {
		const { prepare, session } = examples[path]!;
		const context = { ...contextOf(deps, actor), address: randomUUID() };
		let accepted = 0;
		await rehearse(
			deps,
			async (tx) => prepare?.(tx, about, actor),
			async (prepared) => {
				const one: Context = { ...context, deps: prepared, session: session?.(actor, about) ?? context.session };
				for (const [index, input] of inputs.entries()) {
					const once = () =>
						index % throughTheDoor === 0
							? send(requestOf(path, input), one)
							: call(path, input, { ...one, key: randomUUID() });
					let answer = await once();
					// The machine may have been busy with something else: what is stuck is so again.
					if (answer.ms > stuckAfter) answer = await once();
					slowest = Math.max(slowest, answer.ms);
					if (answer.status !== 400) accepted++;
					const fault = faultOf(answer);
					if (fault) throw new Error(`${path} by ${actor.role}, sent ${fc.stringify(input).slice(0, 500)}, ${fault}`);
				}
			}
		);
		return accepted;
	}

	describe('whatever is sent', () => {
		test.each(paths.filter((_, index) => index % shares === nth))(
			'to %s, the answer is one that was foreseen',
			{ timeout: runs * 200 },
			async (path) => {
				const callers = callersOf(world, path);
				const schema = jsonSchemaOf(procedures[path]!._def.inputs[0]!);
				const numRuns = Math.ceil(runs / callers.length);
				let accepted = 0;
				for (const [index, caller] of callers.entries()) {
					const inputs = inputsFor(schema, ids, examples[path]!.input(caller.about));
					accepted += await sendAll(path, caller, fc.sample(inputs, { numRuns, seed: seed + index }));
				}
				// Inputs that are all refused at the door would try nothing behind it.
				expect(accepted).toBeGreaterThan(runs / 20);
			}
		);
	});
}
