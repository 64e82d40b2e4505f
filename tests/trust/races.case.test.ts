import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkInvariants } from '#server/platform/invariants.ts';
import { passDeadlines } from '#server/proposals/pass-deadlines.ts';
import { react } from '#server/reactions.ts';
import { aFoundProposal, aScene, type Party, type Scene } from '#tests/factories/chain.ts';
import { putToHouseholds } from '#tests/factories/play-chain.ts';
import { connectAs, databaseUrls } from '#tests/support/database.ts';
import { openTestServer } from '#tests/support/server.ts';
import { click, crowdedDeps, faultsIn, shuffled, type Click, type PlantedBug } from './crowd.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
const { sql } = connectAs('owner');
const seed = Number(process.env.SEED ?? Date.now() % 100_000);

beforeAll(async () => {
	server = await openTestServer();
	console.log(`SEED=${seed} plays these races in the same order.`);
});

type Chain = { scene: Scene; proposalId: string; parties: Party[] };

let shiftMs: number;
/** The time of the exchange, on this side. */
const clock = () => new Date(Date.now() + shiftMs);

beforeEach(async () => {
	// One after the other on one database: what the last test left is not this one's.
	await sql.begin(async (tx) => {
		// Without it, the triggers refuse: an event is never deleted.
		await tx`set local session_replication_role = replica`;
		await tx`truncate territory, organism, household, dwelling, proposal, domain_event, answer, letter, idempotency_key cascade`;
	});
	await sql`delete from pgboss.job`;
	await server.setTime('2026-11-21T09:00:00Z');
	const [row] = await sql<{ now: Date }[]>`select app_now() as now`;
	shiftMs = row!.now.getTime() - Date.now();
});

async function chainsOf(count: number, households: number): Promise<Chain[]> {
	const chains: Chain[] = [];
	for (let n = 0; n < count; n++) {
		const scene = await aScene(server.owner, households);
		chains.push({ scene, proposalId: await aFoundProposal(server.owner, scene), parties: scene.parties });
	}
	return chains;
}

const publishAll = async (chains: Chain[]) => {
	for (const { scene, proposalId } of chains) await putToHouseholds(server.deps, scene.coordinator, proposalId);
};

/** Runs what follows the events, each of them twice: nothing may happen twice. */
async function followUp(times = 1) {
	for (;;) {
		const jobs = await server.worker.boss.fetch<{ eventId: number }>('react', { batchSize: 200 });
		if (jobs.length === 0) return;
		await Promise.all(
			jobs.map(async (job) => {
				for (let n = 0; n < times; n++) await react(server.worker, job.data.eventId);
				await server.worker.boss.complete('react', job.id);
			})
		);
	}
}

const faults = async (clicks: Click[]) => {
	const found = await faultsIn(sql, clicks);
	const broken = await checkInvariants(sql);
	return [...new Set([...found, ...broken.map(({ name }) => name)])];
};

/** Everyone of every chain says yes: three clicks on one form and one in another window, all at the same moment. */
async function everyoneClicks(chains: Chain[], bug?: PlantedBug, refusing = 0): Promise<Click[]> {
	const crowd = crowdedDeps(server.deps, databaseUrls.server, bug);
	try {
		const clicks = chains.flatMap(({ proposalId, parties }, index) =>
			parties.flatMap(({ tenant }, position) => {
				const key = randomUUID();
				const isNo = index < refusing && position === 1;
				return [key, key, key, randomUUID()].map(
					(one) => () =>
						click(
							crowd.deps,
							clock,
							tenant,
							proposalId,
							(api) =>
								isNo
									? api.proposals.sayNo({ proposalId, motive: 'location', note: '' })
									: api.proposals.sayYes({ proposalId, question: 'proposal' }),
							one
						)
				);
			})
		);
		return await Promise.all(shuffled(clicks, seed).map((one) => one()));
	} finally {
		await crowd.close();
	}
}

const stateCounts = async () =>
	Object.fromEntries(
		(await sql<{ state: string; count: number }[]>`select state, count(*)::int from proposal group by state`).map(
			({ state, count }) => [state, count]
		)
	);

describe('a crowd', () => {
	test('that says yes with every finger opens every chain once', async () => {
		const chains = await chainsOf(30, 3);
		await publishAll(chains);
		const clicks = await everyoneClicks(chains);
		await followUp(2);
		expect(await faults(clicks)).toEqual([]);
		expect(await stateCounts()).toEqual({ visiting: 30 });
		expect(clicks.filter(({ outcome }) => outcome === 'OK').length).toBeGreaterThanOrEqual(90);
	});

	test('in which some say no frees everyone of those chains, and nobody else', async () => {
		const chains = await chainsOf(24, 3);
		await publishAll(chains);
		const clicks = await everyoneClicks(chains, undefined, 12);
		await followUp(2);
		expect(await faults(clicks)).toEqual([]);
		const states = await stateCounts();
		// A no may also come after the last yes: then the home is refused, and the chain ends all the same.
		expect(states).toEqual({ visiting: 12, broken: 12 });
	});

	test('that answers while the deadline passes is taken before it, and refused from it on', async () => {
		const chains = await chainsOf(24, 3);
		await publishAll(chains);
		const clicks = await answerAroundTheDeadline(chains);
		await followUp(2);
		expect(await faults(clicks)).toEqual([]);
		const outcomes = new Set(clicks.map(({ outcome }) => outcome));
		expect([...outcomes].sort()).toEqual(['OK', 'PROPOSAL_CLOSED', 'PROPOSAL_EXPIRED']);
		expect(await sql`select from proposal where state = 'open'`).toHaveLength(0);
	});

	test('of coordinators that publish exchanges with homes in common never promises a home twice', async () => {
		const { proposals, clicks } = await publishOverlapping();
		expect(await faults(clicks)).toEqual([]);
		const states = await stateCounts();
		expect(states.open).toBeGreaterThanOrEqual(1);
		expect((states.open ?? 0) + (states.found ?? 0)).toBe(proposals);
		expect(clicks.filter(({ outcome }) => outcome === 'OK')).toHaveLength(states.open!);
	});
});

/** Answers come during a second in the middle of which the deadline passes, and the job that ends chains never rests. */
async function answerAroundTheDeadline(chains: Chain[], bug?: PlantedBug): Promise<Click[]> {
	const crowd = crowdedDeps(server.deps, databaseUrls.server, bug);
	let isOver = false;
	const sweeper = (async () => {
		while (!isOver) await passDeadlines(server.worker);
	})();
	try {
		await sql`update proposal set due_at = date_trunc('milliseconds', app_now() + interval '700 milliseconds'), reminded_at = now()`;
		await sql`insert into domain_event (type, subject_id, actor_role, at, data)
			select 'RacingDeadline', id, 'system', now(), jsonb_build_object('dueAt', due_at) from proposal`;
		const clicks = chains.flatMap(({ proposalId, parties }) => parties.map(({ tenant }) => ({ proposalId, tenant })));
		const answered = await Promise.all(
			shuffled(clicks, seed).map(async ({ proposalId, tenant }, index) => {
				await sleep((1_300 * index) / clicks.length);
				return click(crowd.deps, clock, tenant, proposalId, (api) =>
					api.proposals.sayYes({ proposalId, question: 'proposal' })
				);
			})
		);
		await sleep(300);
		return answered;
	} finally {
		isOver = true;
		await sweeper;
		await crowd.close();
	}
}

/** Exchanges that share households, published all at once by as many coordinators. */
async function publishOverlapping(): Promise<{ proposals: number; clicks: Click[] }> {
	const scene = await aScene(server.owner, 6);
	const proposals: string[] = [];
	for (let index = 0; index < 6; index++) {
		const parties = [scene.parties[index]!, scene.parties[(index + 1) % 6]!];
		proposals.push(await aFoundProposal(server.owner, { ...scene, parties }));
	}
	const crowd = crowdedDeps(server.deps, databaseUrls.server);
	try {
		const clicks = await Promise.all(
			shuffled([...proposals, ...proposals], seed).map((proposalId) =>
				click(crowd.deps, clock, scene.coordinator, proposalId, (api) => api.proposals.publish({ proposalId }))
			)
		);
		await followUp();
		return { proposals: proposals.length, clicks };
	} finally {
		await crowd.close();
	}
}

describe('what would go wrong is noticed', () => {
	test('when the row of the chain is not locked and its version not compared', async () => {
		const bug: PlantedBug = (statement) =>
			statement
				.replaceAll(/ for update/g, '')
				.replaceAll(/"proposal"\."version" = (\$\d+)/g, '("proposal"."version" = $1 or true)');
		const chains = await chainsOf(20, 3);
		await publishAll(chains);
		const clicks = await everyoneClicks(chains, bug);
		await followUp();
		expect(await faults(clicks)).toContain('everyone said yes and the chain still waits');
	});

	test('when the row of the chain is not locked, and only its version tells', async () => {
		const chains = await chainsOf(20, 3);
		await publishAll(chains);
		const clicks = await everyoneClicks(chains, (statement) => statement.replaceAll(/ for update/g, ''));
		await followUp();
		expect(await faults(clicks)).toContain('a click ended in an accident');
	});

	test('when the same form may be taken twice', async () => {
		await sql`alter table idempotency_key drop constraint idempotency_key_actor_id_key_pk`;
		try {
			const chains = await chainsOf(10, 3);
			await publishAll(chains);
			const clicks = await everyoneClicks(chains);
			await followUp();
			expect(await faults(clicks)).toContain('the same form got two answers');
		} finally {
			await sql`truncate idempotency_key`;
			await sql`alter table idempotency_key add constraint idempotency_key_actor_id_key_pk primary key (actor_id, key)`;
		}
	});

	test('when a home may be held twice', async () => {
		await sql`drop index one_live_hold_per_dwelling`;
		await sql`drop index one_live_hold_per_household`;
		try {
			const { clicks } = await publishOverlapping();
			expect(await faults(clicks)).toContain('No dwelling and no household is in two live chains');
		} finally {
			await sql`truncate dwelling_hold, household_hold`;
			await sql`create unique index one_live_hold_per_dwelling on dwelling_hold (dwelling_id) where released_at is null`;
			await sql`create unique index one_live_hold_per_household on household_hold (household_id) where released_at is null`;
		}
	});

	test('when a process that answers has a clock that is late', async () => {
		const bug: PlantedBug = (statement) =>
			statement.replace('to_char(app_now() at', `to_char((app_now() - interval '2 seconds') at`);
		const chains = await chainsOf(24, 3);
		await publishAll(chains);
		expect(await faults(await answerAroundTheDeadline(chains, bug))).toContain(
			'an answer was taken after the deadline'
		);
	});

	test('when a letter may be written twice', async () => {
		await sql`alter table letter drop constraint one_letter_per_event_recipient_and_kind`;
		try {
			const chains = await chainsOf(4, 2);
			await publishAll(chains);
			await followUp(2);
			expect(await faults([])).toContain('Each household was told once of each proposal and of each ending');
		} finally {
			await sql`truncate letter`;
			await sql`alter table letter add constraint one_letter_per_event_recipient_and_kind unique (event_id, account_id, kind)`;
		}
	});
});
