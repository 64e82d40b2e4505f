import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Tenant } from '#server/platform/actor.ts';
import { readConfig } from '#server/platform/config.ts';
import { checkInvariants } from '#server/platform/invariants.ts';
import { accountFor } from '#server/platform/postgres/account.ts';
import { findBinaries } from '#server/platform/postgres/binaries.ts';
import { connect, type Connections } from '#server/platform/postgres/client.ts';
import { createDatabase } from '#server/platform/postgres/database.ts';
import {
	dataFolderOf,
	logFileOf,
	OWNER,
	passwordFileOf,
	processesIn,
	readPostmaster
} from '#server/platform/postgres/home.ts';
import { migrate } from '#server/platform/postgres/migrate.ts';
import { endProcesses, removeStaleLock, send } from '#server/platform/postgres/orphans.ts';
import { initialise, type ServerSetting } from '#server/platform/postgres/server-process.ts';
import { openIdleWorker } from '#server/runtime.ts';
import { drain } from '#server/worker.ts';
import { aFoundProposal, aScene } from '#tests/factories/chain.ts';
import { putToHouseholds } from '#tests/factories/play-chain.ts';
import type { Call, Reply } from '#tests/support/app-under-fire.ts';

/** Times the database is killed; more in a long campaign. */
const kills = Number(process.env.KILLS ?? 20);
const chains = Number(process.env.CHAINS ?? 90);
const people = 24;
/** Tries last ten seconds at most: a call without any answer by then (milliseconds) has been forgotten. */
const hungAfter = 25_000;
/** Service must be back within this, in milliseconds. */
const backWithin = 5_000;

let setting: ServerSetting;
let home: string;
let port: number;
let app: ChildProcess;
let owner: Connections;
const appLog: string[] = [];

const dataFolder = () => dataFolderOf(home);
const ownerUrl = () =>
	`postgres://${OWNER}:${readFileSync(passwordFileOf(dataFolder()), 'utf8')}@127.0.0.1:${port}/chasse_croise`;

beforeAll(async () => {
	home = mkdtempSync(path.join(tmpdir(), 'chasse-croise-fire-'));
	chmodSync(home, 0o711);
	writeFileSync(logFileOf(home), '');
	const account = accountFor(dataFolder());
	// A server that keeps what it was told to keep: fsync is on.
	setting = { home, isScratch: false, account, programs: findBinaries(account) };
	await initialise(setting);
	port = await freePort();
	await start();
	await createDatabase(
		{ urlOf: (name) => ownerUrl().replace(/chasse_croise$/, name), stop: async () => {} },
		'chasse_croise'
	);
	await migrate(ownerUrl());
	owner = connect(ownerUrl(), 4);
});

afterAll(async () => {
	app?.kill('SIGKILL');
	await owner?.close();
	await endProcesses(dataFolder(), processesIn(dataFolder()));
	rmSync(home, { recursive: true, force: true });
});

/** Starts the server where it was, as its supervisor does; what it says goes to its log. */
async function start() {
	const network = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-p', String(port)];
	const program = path.join(setting.programs, 'bin', 'postgres');
	for (let tries = 0; tries < 20; tries++) {
		removeStaleLock(dataFolder());
		const log = openSync(logFileOf(home), 'a');
		const server = spawn(program, ['-D', dataFolder(), ...network], {
			...setting.account,
			env: { LC_ALL: 'C' },
			cwd: '/',
			stdio: ['ignore', log, log]
		});
		closeSync(log);
		while (server.exitCode === null && server.signalCode === null) {
			const postmaster = readPostmaster(dataFolder());
			if (postmaster?.pid === server.pid && postmaster?.isReady) return;
			await sleep(5);
		}
		// The processes of a killed server take a moment to go.
		await sleep(50);
	}
	throw new Error(readFileSync(logFileOf(home), 'utf8').slice(-2_000));
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port: free } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return free;
}

/** Kills in turn one process that serves somebody, the first process of the server, and all of them at once. */
async function kill(nth: number) {
	const postmaster = readPostmaster(dataFolder())!.pid;
	const all = processesIn(dataFolder());
	const backends = all.filter((pid) => pid !== postmaster);
	if (nth % 3 === 0) return send('SIGKILL', backends[nth % backends.length]!);
	for (const pid of nth % 3 === 1 ? [postmaster] : all) send('SIGKILL', pid);
	await vi.waitFor(() => expect(processesIn(dataFolder())).not.toContain(postmaster), { timeout: 5_000, interval: 5 });
	await endProcesses(dataFolder(), processesIn(dataFolder()));
	await start();
}

type Pending = { tenant: Tenant; proposalId: string; question: Call['question'] };

/** Chains of two households that are open to answers. */
async function openChains(): Promise<Pending[]> {
	const config = readConfig({ DATABASE_URL: ownerUrl(), DEMO: 'true', LOG_LEVEL: 'silent' });
	const { deps, close } = await openIdleWorker(config);
	const pending: Pending[] = [];
	for (let n = 0; n < chains; n++) {
		const scene = await aScene(owner, 2);
		const proposalId = await aFoundProposal(owner, scene);
		await putToHouseholds(deps, { role: 'system' }, proposalId);
		for (const { tenant } of scene.parties) pending.push({ tenant, proposalId, question: 'proposal' });
	}
	await close();
	return pending;
}

async function openApp() {
	const script = path.resolve('tests/support/app-under-fire.ts');
	app = spawn(process.execPath, [script], {
		env: { ...process.env, DATABASE_URL: ownerUrl(), DEMO: 'true', LOG_LEVEL: 'silent', NODE_ENV: 'production' },
		stdio: ['pipe', 'pipe', 'pipe']
	});
	app.stderr!.on('data', (data: Buffer) => appLog.push(data.toString()));
	const lines = createInterface({ input: app.stdout! });
	const waiting = new Map<number, (reply: Reply) => void>();
	let calls = 0;
	await once(lines, 'line');
	lines.on('line', (line) => {
		const reply = JSON.parse(line) as Reply;
		waiting.get(reply.id)?.(reply);
	});
	return (call: Omit<Call, 'id'>): Promise<Reply> =>
		new Promise((resolve) => {
			const id = ++calls;
			waiting.set(id, resolve);
			setTimeout(() => resolve({ id, outcome: 'HUNG' }), hungAfter).unref();
			app.stdin!.write(`${JSON.stringify({ ...call, id })}\n`);
		});
}

/**
 * Does the reactions that the killed database left under way. They are taken up again a minute after they were begun;
 * that minute is taken away here.
 */
async function finishJobs() {
	app.kill('SIGTERM');
	await once(app, 'exit');
	const config = readConfig({ DATABASE_URL: ownerUrl(), DEMO: 'true', LOG_LEVEL: 'silent' });
	const { deps, close } = await openIdleWorker(config);
	const waiting = () =>
		owner.sql`select from pgboss.job where name = 'react' and state in ('created', 'retry', 'active')`;
	for (let rounds = 0; rounds < 10 && (await waiting()).length > 0; rounds++) {
		await owner.sql`update pgboss.job set started_on = started_on - interval '10 minutes' where state = 'active'`;
		await owner.sql`update pgboss.queue set monitor_on = null, monitor_claim_on = null`;
		await deps.boss.supervise('react');
		await owner.sql`update pgboss.job set start_after = now() where name = 'react' and state in ('created', 'retry')`;
		await drain(deps);
	}
	expect(await waiting()).toHaveLength(0);
	await close();
}

/**
 * When somebody who comes anew is served. One who has answered already asks again every tenth of a second, and is told
 * so: that takes the database.
 */
async function firstServed(
	call: Awaited<ReturnType<typeof openApp>>,
	{ tenant, proposalId }: Pending
): Promise<number> {
	return new Promise((resolve) => {
		let isServed = false;
		const ask = async () => {
			const { outcome } = await call({ actor: tenant, key: randomUUID(), proposalId, question: 'proposal' });
			if (outcome === 'PASSING' || outcome === 'HUNG' || isServed) return;
			isServed = true;
			clearInterval(asking);
			resolve(Date.now());
		};
		const asking = setInterval(() => void ask(), 100);
	});
}

test(
	`no acknowledged answer is lost when the database is killed ${kills} times in the middle of answers`,
	async () => {
		const pending = await openChains();
		const call = await openApp();
		const acknowledged: Pending[] = [];
		const accidents: string[] = [];
		let isOver = false;
		const next: Record<string, Call['question'] | undefined> = { proposal: 'visit', visit: 'commitment' };

		/** One of the people: takes a question, answers it until the answer is acknowledged, and takes another. */
		const person = async () => {
			while (!isOver) {
				const one = pending.shift();
				if (!one) {
					await sleep(5);
					continue;
				}
				const key = randomUUID();
				for (let tries = 0; ; tries++) {
					const { outcome } = await call({ actor: one.tenant, key, ...one });
					if (outcome === 'OK') {
						acknowledged.push(one);
						const question = next[one.question];
						if (question) pending.push({ ...one, question });
						break;
					}
					if (outcome === 'STEP_NOT_REACHED') {
						// The other household has not answered the question before: this one is asked again later.
						pending.push(one);
						await sleep(5);
						break;
					}
					if (outcome !== 'PASSING' || tries > 50) {
						accidents.push(outcome);
						break;
					}
					await sleep(20);
				}
			}
		};
		const crowd = Array.from({ length: people }, person);

		const recoveries: number[] = [];
		const answersBetween: number[] = [];
		for (let nth = 0; nth < kills; nth++) {
			const before = acknowledged.length;
			await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 3), { timeout: 10_000, interval: 2 });
			answersBetween.push(acknowledged.length - before);
			const killedAt = Date.now();
			const served = firstServed(call, acknowledged[0]!);
			await kill(nth);
			recoveries.push((await served) - killedAt);
		}
		// Two households for each chain, three questions for each household.
		await vi.waitFor(() => expect(acknowledged.length + accidents.length).toBe(chains * 2 * 3), {
			timeout: 60_000,
			interval: 20
		});
		isOver = true;
		await Promise.all(crowd);
		recoveries.sort((a, b) => a - b);
		console.log(
			`${kills} kills, ${acknowledged.length} answers acknowledged, back after ${recoveries[Math.floor(kills / 2)]} ms (median), ${recoveries.at(-1)} ms at most`
		);

		expect(accidents).toEqual([]);
		expect({ exitCode: app.exitCode, signal: app.signalCode, log: appLog.join('') }).toEqual({
			exitCode: null,
			signal: null,
			log: ''
		});
		expect(recoveries.at(-1)).toBeLessThan(backWithin);

		const kept = await owner.sql<{ proposal: string; account: string; question: string }[]>`
			select leg.proposal_id as proposal, answer.account_id as account, question from answer
			join leg on leg.id = answer.leg_id`;
		const isKept = new Set(kept.map(({ proposal, account, question }) => `${proposal} ${account} ${question}`));
		const lost = acknowledged.filter(
			({ proposalId, tenant, question }) => !isKept.has(`${proposalId} ${tenant.accountId} ${question}`)
		);
		expect(lost).toEqual([]);

		await finishJobs();
		expect(await checkInvariants(owner.sql)).toEqual([]);
		expect(await owner.sql`select from proposal where state <> 'instructing'`).toHaveLength(0);
	},
	60_000 + kills * 6_000
);
