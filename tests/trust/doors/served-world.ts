/** The world of the tests of trust behind the built application, and what it answers to whom. */
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach } from 'vitest';
import { sealBytes } from '#server/platform/sealed.ts';
import { storeOf } from '#server/documents/kept-files.ts';
import type { Tx } from '#server/platform/context.ts';
import { serveBuilt } from '#tests/support/serve-built.ts';
import { connectAs, databaseUrls } from '#tests/support/database.ts';
import { atEndOfFile } from '#tests/support/end-of-file.ts';
import { openTestServer } from '#tests/support/server.ts';
import { build } from '../../../src/cli/build.ts';
import { allMembers, aWorld, type Member, type Stage, type World } from '../world.ts';
import { keepDatabase } from './keepsake.ts';
import type { SentForm } from './forms.ts';
import { peopleOf, type Person } from './people.ts';
import type { Tried } from './things.ts';

export type Answer = {
	status: number;
	/** Where it leads, for a redirect. */
	location: string;
	/** As it came, but for what was in the address, and differs each time: nonces, keys of forms, times. */
	text: string;
};

export type Asked = {
	address: string;
	/** Asks for the data of the page alone, as a page that is open already does. */
	isData?: boolean;
	/** What is sent, and to which action. */
	form?: SentForm & { action: string };
	/** As a page that is open already sends it: the answer is what became of the form, without any page. */
	isEnhanced?: boolean;
	/** Values of the address and of the form, that an answer may repeat. */
	own?: string[];
};

/**
 * The world that a file of tests asks: built and served once for all of them, and put back as it was before each.
 *
 * @param tried the doors of the file.
 * @returns the world, for tests: it is there when they run.
 */
export function servedWorldFor(tried: readonly Tried[]): () => ServedWorld {
	let served: ServedWorld;
	beforeAll(async () => {
		served = await openServedWorld(tried.map(({ at }) => at));
	}, 400_000);
	beforeEach(() => served.keepsake.restore());
	return () => served;
}

/** Builds the application, and serves the world until the end of the file. @param stages of the chains whose people ask */
async function openServedWorld(stages: Stage[]) {
	const complaint = await build();
	if (complaint) throw new Error(complaint);
	const server = await openTestServer();
	const world = await aWorld(server);
	await keepFiles(server, world);
	const people = await peopleOf(server, world, new Set(stages));
	const keepsake = await keepDatabase(server.owner);
	const { filesFolder } = server.deps.config;
	const { origin, logged, stop } = await serveBuilt({
		DATABASE_URL: databaseUrls.owner,
		DATA_FOLDER: process.env.DATA_FOLDER ?? '.data',
		FILES_FOLDER: filesFolder,
		// Nothing happens by itself.
		JOBS: 'false',
		LOG_LEVEL: 'error'
	});
	atEndOfFile(stop);
	return {
		...server,
		world,
		keepsake,
		/** The accidents it has told of. */
		logged,
		peopleAt: (stage: Stage) => people.get(stage)!,
		/** What a browser is answered. */
		ask: (person: Person, asked: Asked) => ask(origin, person, asked),
		/** What the door of the API answers to some calls together, with nothing sent. */
		call: (person: Person, type: 'query' | 'mutation', paths: string[]) => call(origin, person, type, paths),
		/**
		 * From now on no policy of the database filters anything: what is refused, the application refuses alone. In this
		 * database only: its roles are those of all tests.
		 */
		async withoutPolicies(): Promise<void> {
			const { sql } = server.owner;
			const tables = await sql<{ name: string }[]>`
				select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity`;
			for (const { name } of tables) await sql.unsafe(`alter table public."${name}" disable row level security`);
			const asServer = connectAs('server');
			const [read] = await asServer.sql<{ people: number }[]>`select count(*)::int as people from person`;
			if (!read?.people) throw new Error('The database still filters what the server reads.');
		},
		/** Writes what must be there, for good. */
		prepare: (work: (tx: Tx) => Promise<unknown>) =>
			server.owner.db
				.transaction(async (tx) => {
					await tx.execute(sql`select set_config('app.role', 'system', true)`);
					await work(tx);
				})
				.catch(isThereAlready)
	};
}

/** What a thing needs may be there once for the whole territory, and be there for the thing before it. */
function isThereAlready(error: { cause?: { code?: string } }): void {
	if (error.cause?.code !== '23505') throw error;
}

export type ServedWorld = Awaited<ReturnType<typeof openServedWorld>>;

/** The files of every household, with its mark in them. */
async function keepFiles({ deps }: Awaited<ReturnType<typeof openTestServer>>, world: World): Promise<void> {
	const keep = async (id: string, text: string) => {
		const place = { table: 'document_file', column: 'content', row: id };
		await storeOf(deps.config).put(id, sealBytes(deps.config, place, bytesOf(text)));
	};
	await Promise.all(
		allMembers(world).flatMap(({ name, fileId, sensitiveFileId }: Member) => [
			keep(fileId, `zq-file-${name}-zq`),
			keep(sensitiveFileId, `zq-health-${name}-zq`)
		])
	);
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
	yield Buffer.from(text);
}

/** In milliseconds: an answer that takes longer is none. */
const patience = 20_000;

async function ask(
	origin: string,
	{ cookie }: Person,
	{ address, isData, form, isEnhanced, own = [] }: Asked
): Promise<Answer> {
	const page = isData ? `${address === '/' ? '' : address}/__data.json` : address;
	// The one form of a page is sent to the page itself.
	const action = form && form.action !== 'default' ? `?/${form.action}` : '';
	const response = await fetch(`${origin}${page}${action}`, {
		method: form ? 'POST' : 'GET',
		redirect: 'manual',
		headers: {
			'accept-language': 'fr',
			accept: isEnhanced ? 'application/json' : 'text/html',
			...(isEnhanced && { 'x-sveltekit-action': 'true' }),
			...(cookie && { cookie }),
			...(form && { origin })
		},
		...(form && { body: bodyOf(form) }),
		signal: AbortSignal.timeout(patience)
	});
	const text = await response.text();
	return {
		status: response.status,
		location: plain(response.headers.get('location') ?? '', [address, ...own]),
		text: plain(isData ? withoutFormKey(text) : text, [address, ...own])
	};
}

async function call(
	origin: string,
	{ cookie }: Person,
	type: 'query' | 'mutation',
	paths: string[]
): Promise<{ status: number; text: string }> {
	const input = JSON.stringify(Object.fromEntries(paths.map((_, index) => [index, { json: null }])));
	const isQuery = type === 'query';
	const query = isQuery ? `&input=${encodeURIComponent(input)}` : '';
	const response = await fetch(`${origin}/api/trpc/${paths.join(',')}?batch=1${query}`, {
		method: isQuery ? 'GET' : 'POST',
		headers: { ...(cookie && { cookie }), ...(!isQuery && { origin, 'content-type': 'application/json' }) },
		...(!isQuery && { body: input }),
		signal: AbortSignal.timeout(patience)
	});
	return { status: response.status, text: await response.text() };
}

function bodyOf({ fields, file }: NonNullable<Asked['form']>): URLSearchParams | FormData {
	if (!file) return new URLSearchParams(fields);
	const body = new FormData();
	for (const [name, value] of fields) body.append(name, value);
	body.append(file.field, new Blob([new Uint8Array(file.content)]), file.name);
	return body;
}

/** The data of a page without the key that its forms are given, made each time. */
function withoutFormKey(text: string): string {
	const key = /"formKey":(\d+)/.exec(text)?.[1];
	if (!key) return text;
	const data = JSON.parse(text.split('\n')[0]!) as { nodes: { data?: unknown[] }[] };
	if (data.nodes[0]?.data) data.nodes[0].data[Number(key)] = '…';
	return [JSON.stringify(data), ...text.split('\n').slice(1)].join('\n');
}

/** A text without what was asked nor what is different each time. */
function plain(text: string, own: string[]): string {
	return own
		.filter((one) => one.length > 1)
		.flatMap((one) => [one, encodeURIComponent(one)])
		.reduce((left, one) => left.replaceAll(one, '…'), text)
		.replaceAll(/nonce(="|-)[\w+/=]+/g, 'nonce')
		.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}:…/g, 'key:…')
		.replaceAll(/formKey"?[:,]"[\w-]+"/g, 'formKey')
		.replaceAll(/new Date\(\d+\)|"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"a time"')
		.replaceAll(/__sveltekit_\w+/g, '__sveltekit');
}
