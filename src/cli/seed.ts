/** `npm run seed -- --size S --seed 42`: writes an invented territory into the database of this installation. */
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { listingsOf, type Size } from '#demo/territory/generate.ts';
import { seed } from '#demo/seed.ts';
import { readConfig } from '#server/platform/config.ts';
import { queues } from '#server/platform/jobs.ts';
import { openDatabase } from '#server/platform/postgres/database.ts';
import { lastingHome } from '#server/platform/postgres/home.ts';
import { migrate } from '#server/platform/postgres/migrate.ts';
import { complaintOf } from './say.mjs';

const usage =
	'Usage: npm run seed -- [--size XS|S|M|L|XL] [--seed 42] [--imbalance 2|3.5|5.5] [--today YYYY-MM-DD] [--replace]';

const isSize = (text: string): text is Size => text in listingsOf;

function readArguments() {
	const { values } = parseArgs({
		options: {
			size: { type: 'string', default: 'S' },
			seed: { type: 'string', default: '42' },
			imbalance: { type: 'string', default: '3.5' },
			today: { type: 'string' },
			replace: { type: 'boolean', default: false }
		}
	});
	const imbalance = Number(values.imbalance);
	if (!isSize(values.size)) throw new RangeError(`The size is one of ${Object.keys(listingsOf).join(', ')}.`);
	if (imbalance !== 2 && imbalance !== 3.5 && imbalance !== 5.5)
		throw new RangeError('The imbalance is 2, 3.5 or 5.5.');
	if (!Number.isSafeInteger(Number(values.seed))) throw new RangeError('The seed is a whole number.');
	return { ...values, size: values.size, seed: Number(values.seed), imbalance } as const;
}

async function main(): Promise<void> {
	const { size, seed: number, imbalance, today, replace } = readArguments();
	const database = await openDatabase();
	try {
		if (replace) await removeDemo(database.ownerUrl);
		await migrate(database.ownerUrl, { queues });
		const sql = postgres(database.ownerUrl, { max: 1 });
		const [row] = await sql`select exists (select from territory) as "isSeeded"`;
		await sql.end();
		if (row!.isSeeded)
			throw new RangeError('This database already holds a territory. Add --replace to put another in its place.');
		const keys = readConfig({ DATA_FOLDER: lastingHome(), ...process.env, DATABASE_URL: database.ownerUrl });
		process.stdout.write(`Writing ${listingsOf[size]} listings (seed ${number})…\n`);
		const report = await seed(database.ownerUrl, keys, { size, seed: number, imbalance, ...(today && { today }) });
		const { seconds, ...counts } = report;
		for (const [kind, count] of Object.entries(counts)) process.stdout.write(`${String(count).padStart(9)} ${kind}\n`);
		process.stdout.write(`Done in ${seconds.toFixed(1)} s.\n`);
	} finally {
		await database.close();
	}
}

/** Empties a database whose territory is invented; refuses to touch a real one. */
async function removeDemo(ownerUrl: string): Promise<void> {
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
	try {
		const [table] = await sql`select to_regclass('public.territory') is not null as "exists"`;
		const [real] = table!.exists ? await sql`select name from territory where not is_demo limit 1` : [];
		if (real) throw new RangeError(`The territory « ${real.name} » is a real one: it is not replaced.`);
		await sql.unsafe(
			'drop schema if exists public cascade; drop schema if exists drizzle cascade; drop schema if exists pgboss cascade; create schema public'
		);
	} finally {
		await sql.end();
	}
}

main().catch((error: Error & { code?: string }) => {
	const isArgument = error instanceof RangeError || error.code?.startsWith('ERR_PARSE_ARGS');
	process.stderr.write(isArgument ? `${complaintOf(error)}\n${usage}\n` : `${complaintOf(error)}\n`);
	process.exit(1);
});
