/** Many people acting at the same moment on many chains, over connections of their own, and what must be true of it. */
import { randomUUID } from 'node:crypto';
import { TRPCError } from '@trpc/server';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import type { Actor } from '#server/platform/actor.ts';
import { contextOf, type Deps } from '#server/platform/context.ts';
import { clientOptions } from '#server/platform/postgres/client.ts';
import { RefusalError } from '#server/platform/trpc.ts';
import { createCaller, type Api } from '#server/router.ts';

/** How many connections the crowd has. */
const clients = 24;

/** A bug put into the statements of the application, to see that it is noticed. */
export type PlantedBug = (statement: string) => string;

/** The same server with a connection for each of many clients, its statements changed by a planted bug if any. */
export function crowdedDeps(deps: Deps, url: string, bug: PlantedBug = (statement) => statement) {
	const client = postgres(url, { ...clientOptions, max: clients });
	return {
		deps: { ...deps, db: drizzle(rewriting(client, bug) as never, { casing: 'snake_case' }) } as Deps,
		close: () => client.end({ timeout: 5 })
	};
}

function rewriting<C extends object>(client: C, bug: PlantedBug): C {
	return new Proxy(client, {
		get(target, key) {
			const value = Reflect.get(target, key) as unknown;
			if (key === 'unsafe')
				return (statement: string, ...rest: unknown[]) => call(target, key, bug(statement), ...rest);
			if (key === 'begin' || key === 'savepoint')
				return (...given: unknown[]) =>
					call(target, key, ...given.slice(0, -1), (tx: object) =>
						(given.at(-1) as (tx: object) => unknown)(rewriting(tx, bug))
					);
			return value;
		}
	});
}

const call = (target: object, key: string, ...given: unknown[]) =>
	(Reflect.get(target, key) as (...given: unknown[]) => unknown).apply(target, given);

/** What one click was answered. */
export type Click = {
	proposalId: string;
	actor: Actor;
	key: string;
	/** By the clock of the exchange, before it was sent. */
	sentAt: Date;
	/** OK, the code of the refusal, or the code of the accident. */
	outcome: string;
	value: unknown;
};

/** Sends one click and keeps what it was answered. */
export async function click(
	deps: Deps,
	clock: () => Date,
	actor: Actor,
	proposalId: string,
	act: (api: Api) => Promise<unknown>,
	key: string = randomUUID()
): Promise<Click> {
	const api = createCaller(contextOf(deps, actor, key));
	const sentAt = clock();
	try {
		return { proposalId, actor, key, sentAt, outcome: 'OK', value: await act(api) };
	} catch (error) {
		const refusal = error instanceof TRPCError && error.cause instanceof RefusalError ? error.cause.refusal : null;
		const accident = error instanceof TRPCError ? error.code : String(error);
		return { proposalId, actor, key, sentAt, outcome: refusal ?? accident, value: null };
	}
}

/** In an order made from a seed. */
export function shuffled<T>(things: readonly T[], seed: number): T[] {
	const mixed = [...things];
	let state = seed;
	for (let index = mixed.length - 1; index > 0; index--) {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		const other = state % (index + 1);
		[mixed[index], mixed[other]] = [mixed[other]!, mixed[index]!];
	}
	return mixed;
}

/**
 * What cannot be, in what clicks were answered and in the history that the exchange kept. Empty when all is well.
 * Looks at the whole way, not only at where it ended: a chain may end well after a moment that must not be.
 */
export async function faultsIn(sql: Sql, clicks: readonly Click[]): Promise<string[]> {
	return [
		...accidents(clicks),
		...unequalAnswers(clicks),
		...(await lostAnswers(sql, clicks)),
		...(await lateAnswers(sql, clicks)),
		...(await impossibleHistories(sql)),
		...(await stuckChains(sql))
	];
}

/** Somebody got neither an answer nor a refusal. */
const accidents = (clicks: readonly Click[]) =>
	clicks.filter(({ outcome }) => outcome === 'INTERNAL_SERVER_ERROR').map(() => 'a click ended in an accident');

/** The same key got two answers. */
function unequalAnswers(clicks: readonly Click[]): string[] {
	const byKey = Map.groupBy(clicks, ({ key }) => key);
	return [...byKey.values()]
		.filter((same) => same.some(({ outcome }) => outcome === 'OK'))
		.filter((same) => new Set(same.map(({ outcome, value }) => outcome + JSON.stringify(value))).size > 1)
		.map(() => 'the same form got two answers');
}

/** An answer was acknowledged and is not there, or is there twice. */
async function lostAnswers(sql: Sql, clicks: readonly Click[]): Promise<string[]> {
	const kept = await sql<{ proposalId: string; accountId: string; count: number }[]>`
		select leg.proposal_id as "proposalId", answer.account_id as "accountId", count(*)::int
		from answer join leg on leg.id = answer.leg_id group by 1, 2`;
	const countOf = (one: Click) =>
		kept.find(
			({ proposalId, accountId }) =>
				proposalId === one.proposalId && 'accountId' in one.actor && accountId === one.actor.accountId
		)?.count ?? 0;
	const tenants = clicks.filter(({ actor, outcome }) => actor.role === 'tenant' && outcome === 'OK');
	return tenants.filter((one) => countOf(one) === 0).map(() => 'an acknowledged answer is lost');
}

/** An answer was taken although it was sent after the deadline. */
async function lateAnswers(sql: Sql, clicks: readonly Click[]): Promise<string[]> {
	const due = await sql<{ id: string; dueAt: Date }[]>`
		select subject_id as id, (data ->> 'dueAt')::timestamptz as "dueAt" from domain_event where type = 'RacingDeadline'`;
	const dueOf = new Map(due.map(({ id, dueAt }) => [id, dueAt]));
	return clicks
		.filter(({ actor, outcome, proposalId, sentAt }) => {
			const limit = dueOf.get(proposalId);
			return actor.role === 'tenant' && outcome === 'OK' && limit !== undefined && sentAt > limit;
		})
		.map(() => 'an answer was taken after the deadline');
}

type Step = { proposalId: string; type: string; at: Date; legs: number; data: { legId?: string; reason?: string } };

/** The history of a chain is not one that a chain can have. */
async function impossibleHistories(sql: Sql): Promise<string[]> {
	const steps = await sql<Step[]>`
		select event.subject_id as "proposalId", event.type, event.at, event.data,
			(select count(*)::int from leg where leg.proposal_id = event.subject_id) as legs
		from domain_event event where event.type in ('LegAdvanced', 'AllAccepted', 'ProposalBroken', 'RacingDeadline')
		order by event.id`;
	const faults: string[] = [];
	for (const [, story] of Map.groupBy(steps, ({ proposalId }) => proposalId)) {
		const dueAt = story.find(({ type }) => type === 'RacingDeadline');
		const limit = dueAt ? new Date((dueAt.data as { dueAt?: string }).dueAt!) : null;
		const advanced = new Set<string>();
		let isOver = false;
		for (const { type, at, legs, data } of story.filter(({ type }) => type !== 'RacingDeadline')) {
			if (isOver) faults.push(`${type} came after the end`);
			if (type === 'LegAdvanced') {
				if (advanced.has(data.legId!)) faults.push('a household answered twice');
				advanced.add(data.legId!);
				if (limit && at >= limit) faults.push('an answer was taken at or after the deadline');
			} else {
				isOver = true;
				if (type === 'AllAccepted' && advanced.size !== legs) faults.push('a gate opened before the last answer');
				if (limit && type === 'ProposalBroken' && data.reason === 'answerLate' && at < limit)
					faults.push('a deadline fired early');
			}
		}
	}
	return faults;
}

/** Everyone said yes, and the chain still waits. */
async function stuckChains(sql: Sql): Promise<string[]> {
	const stuck = await sql`
		select proposal.id from proposal where state = 'open' and not exists (
			select from leg where leg.proposal_id = proposal.id and leg.state = 'proposed')
		union all
		select proposal.id from proposal where state = 'open' and (
			select count(*) from answer join leg on leg.id = answer.leg_id
			where leg.proposal_id = proposal.id and answer.is_yes
		) = (select count(*) from leg where leg.proposal_id = proposal.id)`;
	return stuck.map(() => 'everyone said yes and the chain still waits');
}
