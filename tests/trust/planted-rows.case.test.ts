/**
 * Each protection of the database taken away in turn: the checks of rows must tell of each. What they would not miss is
 * protected by nothing but luck.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { connectAs } from '#tests/support/database.ts';
import { openTestServer } from '#tests/support/server.ts';
import { markEverywhere } from './marks-everywhere.ts';
import { checkRows, somebodies, type RowChecks } from './rows.ts';
import { aWorld, type World } from './world.ts';

let world: World;
let rows: RowChecks;
let policies: Policy[];

type Policy = { table: string; name: string; using: string | null; check: string | null };

beforeAll(async () => {
	world = await aWorld(await openTestServer());
	await markEverywhere(connectAs('owner').sql, world);
	rows = checkRows(world);
	// Those of the other roles let them do their work on every row, by intention.
	policies = await rows.owner<Policy[]>`
		select tablename as table, policyname as name, qual as using, with_check as check from pg_policies
		where schemaname = 'public' and 'chasse_croise_server' = any (roles)
			and coalesce(qual, with_check) <> 'true' order by 1, 2`;
}, 120_000);

/** What the checks find in a table, somebody after somebody, until they find something. */
async function firstFault(table: string): Promise<string | null> {
	for (const [who, somebody] of somebodies) {
		const actor = somebody(world);
		for (const check of [rows.leaksTo, rows.changesBy, rows.writesBy]) {
			const [fault] = await check(actor, [table]);
			if (fault) return `${who}: ${fault}`;
		}
	}
	return null;
}

const alter = ({ table, name }: Policy, using: string | null, check: string | null) =>
	rows.owner.unsafe(`alter policy "${name}" on "${table}"
		${using === null ? '' : `using (${using})`} ${check === null ? '' : `with check (${check})`}`);

describe('the checks of rows tell', () => {
	test('of every policy that lets anybody through', async () => {
		const unseen: string[] = [];
		for (const policy of policies) {
			const open = (condition: string | null) => condition && 'true';
			await alter(policy, open(policy.using), open(policy.check));
			if (!(await firstFault(policy.table))) unseen.push(`${policy.name} of ${policy.table}`);
			await alter(policy, policy.using, policy.check);
		}
		expect(unseen).toEqual([]);
		expect(policies.length).toBeGreaterThan(80);
	});

	test('of every table taken out of row-level security', async () => {
		const unseen: string[] = [];
		for (const table of new Set(policies.map((policy) => policy.table))) {
			await rows.owner.unsafe(`alter table "${table}" disable row level security`);
			if (!(await firstFault(table))) unseen.push(table);
			await rows.owner.unsafe(`alter table "${table}" enable row level security`);
		}
		expect(unseen).toEqual([]);
	});

	test('nothing once everything is in its place again', async () => {
		const faults = await Promise.all((await rows.tablesOf()).map(firstFault));
		expect(faults.filter(Boolean)).toEqual([]);
	});
});
