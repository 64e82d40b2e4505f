/**
 * How fast a broken exchange is mended from the refusal to the proposal, on a real database: a territory is written,
 * searched and published, then some households say no. Counted for each: what the process that does the jobs spent, the
 * thread of the graph included, and the time that went by.
 */
import { randomUUID } from 'node:crypto';
import { seed } from '#demo/seed.ts';
import type { Size } from '#demo/territory/generate.ts';
import { standAhead } from '#server/matching/keep-standing.ts';
import { readConfig } from '#server/platform/config.ts';
import { contextOf } from '#server/platform/context.ts';
import { queues, type JobData } from '#server/platform/jobs.ts';
import { openScratchCluster } from '#server/platform/postgres/cluster.ts';
import { createDatabase, DATABASE } from '#server/platform/postgres/database.ts';
import { connect } from '#server/platform/postgres/client.ts';
import { migrate } from '#server/platform/postgres/migrate.ts';
import { createCaller } from '#server/router.ts';
import { openIdleWorker, openServer, type Runtime } from '#server/runtime.ts';
import { jobHandlers } from '#server/worker.ts';
import { cpuNow, spread, type Spread } from './spread.ts';

export type WholeRepairMeasure = {
	size: Size;
	limits: { maxCycle: number; maxChain: number };
	broken: number;
	mended: number;
	/** Making the graph stand ahead, which the process does by itself; then the repairs: ms of processor, then of time. */
	ahead: { cpu: number; wall: number };
	cpu: Spread;
	wall: Spread;
};

/** @param seconds how long the search of the whole pool may take beforehand */
export async function measureWholeRepair(request: {
	size: Size;
	seed: number;
	limits: { maxCycle: number; maxChain: number };
	samples: number;
	seconds: number;
}): Promise<WholeRepairMeasure> {
	const cluster = await openScratchCluster();
	const opened: Runtime[] = [];
	try {
		await createDatabase(cluster, DATABASE);
		const url = cluster.urlOf(DATABASE);
		await migrate(url, { queues });
		const config = readConfig({ ...process.env, DATABASE_URL: url, DEMO: 'true', LOG_LEVEL: 'silent' });
		await seed(url, config, { size: request.size, seed: request.seed });
		const server = await openServer(config);
		const worker = await openIdleWorker(config);
		opened.push(server, worker);
		return await breakAndMend(url, server, worker, request);
	} finally {
		for (const one of opened) await one.close();
		await cluster.stop();
	}
}

async function breakAndMend(
	url: string,
	server: Runtime,
	worker: Runtime,
	{ size, limits, samples, seconds }: Parameters<typeof measureWholeRepair>[0]
): Promise<WholeRepairMeasure> {
	const owner = connect(url, 2);
	try {
		const [coordinator] = await owner.sql<{ accountId: string; territoryId: string }[]>`
			update territory set max_cycle = ${limits.maxCycle}, max_chain = ${limits.maxChain}
			from account where account.kind = 'coordinator' and account.territory_id = territory.id
			returning account.id as "accountId", territory.id as "territoryId"`;
		const asCoordinator = () =>
			createCaller(contextOf(server.deps, { role: 'coordinator', ...coordinator! }, randomUUID()));
		const handlers = jobHandlers(() => worker.deps);
		/** Does the jobs of one queue that wait. */
		const doAll = async <N extends keyof JobData>(name: N, before?: () => void, after?: () => void) => {
			for (let jobs; (jobs = await worker.deps.boss.fetch(name, { batchSize: 200 })).length > 0;)
				for (const job of jobs) {
					before?.();
					await handlers[name](job.data as JobData[N]);
					after?.();
					await worker.deps.boss.complete(name, job.id);
				}
		};
		const { runId } = await asCoordinator().matching.requestRun(limits);
		await owner.sql`update matching_run set parameters = jsonb_set(parameters, '{seconds}', ${seconds}::text::jsonb)`;
		await doAll('match');
		await asCoordinator().proposals.publishRun({ runId });
		await doAll('react');

		const chosen = await owner.sql<{ proposalId: string; accountId: string; householdId: string }[]>`
			select distinct on (proposal.id) proposal.id as "proposalId", account.id as "accountId", leg.household_id as "householdId"
			from proposal join leg on leg.proposal_id = proposal.id join account on account.household_id = leg.household_id
			where proposal.state = 'open' and cardinality(proposal.household_ids) > 1
			order by proposal.id, leg.position limit ${samples}`;
		const before = { cpu: cpuNow(), wall: performance.now() };
		await standAhead(worker.deps);
		const ahead = { cpu: cpuNow() - before.cpu, wall: performance.now() - before.wall };
		const times: { cpu: number; wall: number }[] = [];
		for (const { proposalId, ...tenant } of chosen) {
			const caller = createCaller(contextOf(server.deps, { role: 'tenant', ...tenant }, randomUUID()));
			await caller.proposals.sayNo({ proposalId, motive: 'location', note: '' });
			await doAll('react');
			let from = { cpu: 0, wall: 0 };
			await doAll(
				'match',
				() => (from = { cpu: cpuNow(), wall: performance.now() }),
				() => times.push({ cpu: cpuNow() - from.cpu, wall: performance.now() - from.wall })
			);
		}
		const [counts] = await owner.sql<{ broken: number; mended: number }[]>`
			select count(*)::int as broken, count(*) filter (where moves > 0)::int as mended
			from matching_run where reason = 'repair' and state = 'done'`;
		return {
			size,
			limits,
			...counts!,
			ahead,
			cpu: spread(times.map(({ cpu }) => cpu)),
			wall: spread(times.map(({ wall }) => wall))
		};
	} finally {
		await owner.close();
	}
}

/** The measure as lines of text, beside the goal. */
export const wholeRepairReport = (one: WholeRepairMeasure): string =>
	[
		`Repair, from the refusal to the proposal: territory ${one.size}, exchanges of ${one.limits.maxCycle}, chains of ${one.limits.maxChain}; ${one.broken} broken, ${one.mended} mended`,
		`  the graph made ahead     ${one.ahead.cpu.toFixed(0)} ms of processor, ${one.ahead.wall.toFixed(0)} ms in all`,
		`  a repair, processor      half ${one.cpu.half.toFixed(0)} ms, 95 % under ${one.cpu.most.toFixed(0)} ms, slowest ${one.cpu.slowest.toFixed(0)} ms (goal 100 ms)`,
		`  a repair, in all         half ${one.wall.half.toFixed(0)} ms, 95 % under ${one.wall.most.toFixed(0)} ms, slowest ${one.wall.slowest.toFixed(0)} ms`
	].join('\n');

if (process.argv[1]?.endsWith('/bench/repair-whole.ts')) {
	const [size = 'L', maxCycle = '3', maxChain = '3', samples = '100', seconds = '20'] = process.argv.slice(2);
	console.log(
		wholeRepairReport(
			await measureWholeRepair({
				size: size as Size,
				seed: 42,
				limits: { maxCycle: Number(maxCycle), maxChain: Number(maxChain) },
				samples: Number(samples),
				seconds: Number(seconds)
			})
		)
	);
}
