/** Starts everything a newcomer needs: the database, its schema, the demo, the build, the service. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import postgres from 'postgres';
import { demoPassword } from '#domain/accounts/demo-account.ts';
import { readConfig } from '#server/platform/config.ts';
import { openDatabase, type OpenDatabase } from '#server/platform/postgres/database.ts';
import { lastingHome } from '#server/platform/postgres/home.ts';
import { migrate } from '#server/platform/postgres/migrate.ts';
import { unknownKeys } from '#server/unknown-keys.ts';
import { build, isBuilt } from './build.ts';
import { endWithParent } from './parent.ts';
import { say, sentenceOf } from './say.mjs';
import { closeApplication, serveBuild, setEnvironment, type Service } from './serve.ts';

/** Something that a person can mend; the terminal says it in one sentence and the command fails. */
class StartProblem extends Error {
	readonly code: string;
	readonly details: Record<string, string | number>;

	constructor(code: string, details: Record<string, string | number> = {}) {
		super(code);
		this.code = code;
		this.details = details;
	}
}

/** `npm start`: serves the built application, after building it when its sources have changed. */
export const serve = () =>
	run(async (port, leaving) => {
		if (!isBuilt()) {
			const complaint = await step(say('start_step_build'), () => build(leaving));
			if (complaint) {
				process.stderr.write(`\n${complaint}\n`);
				throw new StartProblem('BUILD_FAILED');
			}
		}
		return step(say('start_step_serve'), () => serveBuild(port));
	});

/** `npm run dev`: the same with Vite's development server, which shows each change at once. */
export const develop = () =>
	run(async (port) => {
		process.env.NODE_ENV = 'development';
		const { createServer: createViteServer } = await import('vite');
		const vite = await createViteServer({ server: { port, strictPort: true } });
		await step(say('start_step_serve'), () => vite.listen());
		return {
			async stop() {
				await vite.close();
				closeApplication();
			}
		};
	});

/** Opens the service on a port; may give up its long work when asked to leave. */
type Open = (port: number, leaving: AbortSignal) => Promise<Service>;

/** Prepares the database, opens the service and stays until asked to leave; then ends the process. */
async function run(open: Open): Promise<void> {
	if (process.env.npm_lifecycle_event) endWithParent();
	const { leaving, left } = watchSignals();
	let database: OpenDatabase | undefined;
	let service: Service | undefined;
	const prepare = async () => {
		const port = readPort();
		await checkPort(port);
		database = await openOwnDatabase();
		await prepareDatabase(database.ownerUrl);
		setEnvironment({ ownerUrl: database.ownerUrl, origin: originOf(port), isDemo, dataFolder: lastingHome() });
		service = await open(port, leaving);
		process.stdout.write(`\n${say('start_ready', { origin: originOf(port) })}\n`);
		if (isDemo) await presentAccounts(database.ownerUrl);
		process.stdout.write(`\n${say('start_how_to_stop')}\n`);
	};
	try {
		await Promise.race([prepare(), left]);
		await left;
		if (!service) return;
		await service.stop();
		await lastWork();
	} catch (error) {
		process.exitCode = 1;
		process.stderr.write(`\n${sentenceOf(asProblem(error)) ?? (error as Error).stack}\n`);
	} finally {
		await database?.close();
		process.exit();
	}
}

function watchSignals(): { leaving: AbortSignal; left: Promise<void> } {
	const asked = new AbortController();
	const left = new Promise<void>((resolve) => asked.signal.addEventListener('abort', () => resolve()));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			// Asked twice: at once. The database stops by itself when we are gone.
			if (asked.signal.aborted) process.exit(1);
			process.stdout.write(`\n${say('start_stopping')}\n`);
			asked.abort();
		});
	}
	return { leaving: asked.signal, left };
}

/** In milliseconds. */
const LAST_WORK = 8_000;

/** The application closes its connections by itself after the service has stopped: nothing is left to do once it has. */
const lastWork = () =>
	new Promise<void>((resolve) => {
		process.once('beforeExit', () => resolve());
		setTimeout(resolve, LAST_WORK).unref();
	});

/** False on an installation for real people: nothing invented is written, no account is shown. */
const isDemo = process.env.DEMO !== 'false';

const originOf = (port: number) => process.env.ORIGIN ?? `http://localhost:${port}`;

function readPort(): number {
	const text = process.env.PORT || '3000';
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new StartProblem('PORT_INVALID', { port: text });
	return port;
}

/** Looks whether the port is free before any long work. */
async function checkPort(port: number): Promise<void> {
	const probe = createServer().listen(port, process.env.HOST);
	await once(probe, 'listening');
	await new Promise((resolve) => probe.close(resolve));
}

/** What the system says of a port becomes a problem that a person can mend. */
function asProblem(error: unknown): unknown {
	const { code, syscall, port = 0 } = error as NodeJS.ErrnoException & { port?: number };
	if (syscall !== 'listen' && syscall !== 'bind') return error;
	if (code === 'EADDRINUSE') return new StartProblem('PORT_TAKEN', { port, next: port + 1 });
	if (code === 'EACCES') return new StartProblem('PORT_FORBIDDEN', { port });
	return error;
}

const openOwnDatabase = () =>
	step(say(process.env.DATABASE_URL ? 'start_step_given' : 'start_step_embedded'), openDatabase);

async function prepareDatabase(ownerUrl: string): Promise<void> {
	await step(say('start_step_migrations'), () => migrate(ownerUrl));
	const config = readConfig({ DATA_FOLDER: lastingHome(), ...process.env, DATABASE_URL: ownerUrl });
	const missing = await unknownKeys(config, ownerUrl);
	if (missing.length > 0)
		throw new StartProblem('SEALING_KEYS_MISSING', { keys: missing.join(', '), place: config.keysAreIn });
	if (!isDemo) return;
	await step(say('start_step_seed'), async () => {
		const { seedIfEmpty } = await import('#demo/seed.ts');
		await seedIfEmpty(ownerUrl, config);
	});
}

/** The accounts to try, one per role. */
async function presentAccounts(ownerUrl: string): Promise<void> {
	const sql = postgres(ownerUrl, { max: 1 });
	const accounts = await sql<{ email: string; label: string }[]>`
		select distinct on (kind, staff_role) email, demo_label as label from account
		where demo_label is not null order by kind, staff_role, created_at, id`;
	await sql.end();
	if (accounts.length === 0) return;
	process.stdout.write(`\n${say('start_accounts', { password: demoPassword })}\n`);
	const width = Math.max(...accounts.map(({ email }) => email.length));
	for (const { email, label } of accounts) process.stdout.write(`  ${email.padEnd(width)}  ${label}\n`);
}

/** Does one long step, and says which and how long it took. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
	const started = performance.now();
	process.stdout.write(`${name}… `);
	const result = await work();
	process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
	return result;
}
