/** The database as it was: what changed since, and the way back. */
import type { Connections } from '#server/platform/postgres/client.ts';

/** Something that differs once a row of the table was written or removed, by table. */
export type Look = ReadonlyMap<string, string>;

export type Keepsake = {
	/** How every table is now. */
	look(): Promise<Look>;
	/** The names of the tables that are not as they were when one looked; as they were kept, when one did not. */
	changed(since?: Look): Promise<string[]>;
	/** Puts them back. */
	restore(): Promise<void>;
};

/** Keeps a copy of every table. @param owner may write without triggers nor policies */
export async function keepDatabase({ sql }: Pick<Connections, 'sql'>): Promise<Keepsake> {
	// What PostgreSQL computes by itself is not written.
	const rows = await sql<{ name: string; columns: string }[]>`select relname as name,
			(select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
				where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
		from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
	const columnsOf = new Map(rows.map(({ name, columns }) => [name, columns]));
	const tables = [...columnsOf.keys()];
	await sql.unsafe('create schema kept');
	for (const name of tables) await sql.unsafe(`create table kept."${name}" as table public."${name}"`);

	/** A row that is written has a new version, one that is gone is missed. */
	const look = async (): Promise<Look> => {
		const each = tables.map(
			(name) =>
				`select '${name}' as name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as state from "${name}"`
		);
		const read = await sql.unsafe<{ name: string; state: string }[]>(each.join(' union all '));
		return new Map(read.map(({ name, state }) => [name, state]));
	};
	let kept = await look();
	const changed = async (since = kept) => {
		const now = await look();
		return tables.filter((name) => now.get(name) !== since.get(name));
	};
	return {
		look,
		changed,
		async restore() {
			const names = await changed();
			if (names.length === 0) return;
			await sql.begin(async (tx) => {
				await tx.unsafe('set local session_replication_role = replica');
				for (const name of names) {
					await tx.unsafe(`delete from public."${name}"`);
					const columns = columnsOf.get(name)!;
					await tx.unsafe(
						`insert into public."${name}" (${columns}) overriding system value select ${columns} from kept."${name}"`
					);
				}
			});
			kept = await look();
		}
	};
}
