import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import superjson from 'superjson';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#server/platform/actor.ts';
import { contextOf, type Deps, type Tx } from '#server/platform/context.ts';
import { openTestServer } from '#tests/support/server.ts';
import { forgetful } from '../rehearsal.ts';
import { aWorld, type World } from '../world.ts';
import { faultOf, requestOf, send } from './fuzz.ts';
import { hostileTexts } from './inputs.ts';

let world: World;
let deps: Deps;

beforeAll(async () => {
	const server = await openTestServer();
	world = await aWorld(server);
	deps = server.deps;
});

const origin = 'http://localhost';
/** Sends a request, and undoes what it did. */
const sendOnce = (actor: Actor, request: Request, prepare?: (tx: Tx) => Promise<unknown>) =>
	send(request, { ...contextOf(deps, actor), deps: forgetful(deps, prepare) });

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
		const answer = await sendOnce(world.chains.open[0]!.tenant, request());
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
		expect(faultOf(await sendOnce(tenant, inColumn))).toBeNull();
		const inJson = requestOf('needs.answer', { step: 'dwelling', isRight: 'no', remarks: text });
		const asDraft = (tx: Tx) => tx.execute(sql`update listing set state = 'draft'`);
		expect(faultOf(await sendOnce(tenant, inJson, asDraft))).toBeNull();
	});
});
