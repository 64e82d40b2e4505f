/**
 * What happens to the driver when connections die. Run in a process of its own, because the point is that it
 * survives: `node tests/support/driver-scenarios.ts <scenario>`, with DATABASE_URL. Ends by printing what it saw.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type ISql } from 'postgres';
import { clientOptions } from '#server/platform/postgres/client.ts';

const url = process.env.DATABASE_URL ?? '';

/** How a query ended: what it gave, or the code of its error; HUNG after ten seconds without either. */
const ending = (query: Promise<unknown>): Promise<string> =>
	Promise.race([
		query.then(
			() => 'DONE',
			(error: { code?: string }) => error.code ?? String(error)
		),
		sleep(10_000, 'HUNG', { ref: false })
	]);

/** Cuts the connection on which a transaction or a reserved session is. */
async function cut(session: ISql): Promise<void> {
	const [row] = await session<{ pid: number }[]>`select pg_backend_pid() as pid`;
	const other = postgres(url, { ...clientOptions, max: 1 });
	await other`select pg_terminate_backend(${row!.pid}, 5000)`;
	await other.end();
	await sleep(100);
}

const scenarios: Record<string, () => Promise<unknown>> = {
	/** A transaction goes on writing after its connection was cut. */
	async transaction() {
		const sql = postgres(url, { ...clientOptions, max: 1 });
		const afterTheCut = Promise.withResolvers<string>();
		const whole = await ending(
			sql.begin(async (tx) => {
				await cut(tx);
				afterTheCut.resolve(await ending(tx`select 1`.then()));
				return tx`select 2`;
			})
		);
		const laterQuery = await ending(sql`select 3`.then());
		return { afterTheCut: await afterTheCut.promise, whole, laterQuery };
	},

	/** A reserved session, such as one that holds an advisory lock, goes on after its connection was cut. */
	async reserved() {
		const sql = postgres(url, { ...clientOptions, max: 1 });
		const session = await sql.reserve();
		await cut(session);
		const afterTheCut = await ending(session`select 1`.then());
		session.release();
		return { afterTheCut, laterQuery: await ending(sql`select 3`.then()) };
	},

	/** The connection of a cut transaction already serves another when the first one writes again. */
	async strayWrite() {
		const sql = postgres(url, { ...clientOptions, max: 1 });
		await sql`create table if not exists stray (words text)`;
		const secondIsOpen = Promise.withResolvers<void>();
		const strayWrite = Promise.withResolvers<string>();
		const first = ending(
			sql.begin(async (tx) => {
				await cut(tx);
				await secondIsOpen.promise;
				strayWrite.resolve(await ending(tx`insert into stray values ('first')`.then()));
			})
		);
		const second = await ending(
			sql.begin(async (tx) => {
				await tx`insert into stray values ('second')`;
				secondIsOpen.resolve();
				await strayWrite.promise;
			})
		);
		const rows = await sql<{ words: string }[]>`select words from stray`;
		return {
			strayWrite: await strayWrite.promise,
			first: await first,
			second,
			written: rows.map(({ words }) => words)
		};
	},

	/** Rows are being copied in when the connection is cut. */
	async copy() {
		const sql = postgres(url, { ...clientOptions, max: 1 });
		await sql`create table if not exists copied (words text)`;
		const session = await sql.reserve();
		const [row] = await session<{ pid: number }[]>`select pg_backend_pid() as pid`;
		const stream = await session`copy copied from stdin`.writable();
		const written = new Promise<string>((resolve) => {
			stream.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? String(error)));
			stream.on('close', () => resolve('CLOSED'));
		});
		stream.write('one\n');
		const other = postgres(url, { ...clientOptions, max: 1 });
		await other`select pg_terminate_backend(${row!.pid}, 5000)`;
		await other.end();
		const copied = await Promise.race([written, sleep(10_000, 'HUNG', { ref: false })]);
		session.release();
		return { copied, laterQuery: await ending(sql`select 3`.then()) };
	},

	/** Many at work, in every way of using the driver, while the server is killed; says when to kill, on its output. */
	async load() {
		const sql = postgres(url, { ...clientOptions, max: 10 });
		const until = Date.now() + 6_000;
		const endings: Record<string, number> = {};
		const count = (end: string) => (endings[end] = (endings[end] ?? 0) + 1);
		const ways: (() => Promise<unknown>)[] = [
			() => sql`select ${1}::int, pg_sleep(0.002)`.then(),
			() => sql`select ${['a']}::text[]`.then(),
			() => sql.begin((tx) => [tx`select 1`, tx`select pg_sleep(0.002)`, tx`select 2`]),
			() =>
				sql.begin(async (tx) => {
					for (let n = 0; n < 5; n++) await tx`select ${n}::int`;
				}),
			async () => {
				const session = await sql.reserve();
				try {
					await session`select 1`;
					await session`select 2`;
				} finally {
					session.release();
				}
			}
		];
		const atWork = Array.from({ length: 30 }, async (_, index) => {
			while (Date.now() < until) {
				const end = await ending(ways[index % ways.length]!());
				count(end);
				if (end !== 'DONE') await sleep(20);
			}
		});
		const heard: string[] = [];
		await sql.listen('news', (payload) => heard.push(payload));
		process.stdout.write('AT WORK\n');
		await Promise.all(atWork);
		const laterQuery = await ending(sql`select 3`.then());
		await sql.notify('news', 'after');
		await sleep(500);
		return { endings, laterQuery, heard };
	}
};

const saw = await scenarios[process.argv[2] ?? '']!();
process.stdout.write(`${JSON.stringify(saw)}\n`);
process.exit(0);
