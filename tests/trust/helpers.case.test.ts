/** What who helps a household reaches with SQL alone, were the application mistaken: column by column. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#server/platform/actor.ts';
import { openTestServer } from '#tests/support/server.ts';
import { checkRows, type RowChecks } from './rows.ts';
import { aWorld, type Member, type World } from './world.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let world: World;
let rows: RowChecks;
let member: Member;

beforeAll(async () => {
	server = await openTestServer();
	world = await aWorld(server);
	rows = checkRows(world);
	member = world.chains.open[0]!;
}, 120_000);

/** The code of the refusal, or how many rows were changed. */
const doneBy = (actor: Actor, statement: string) =>
	rows.asSomebody(actor, async (tx) => {
		const done = await rows.attempt(tx, statement);
		return typeof done === 'string' ? done : (done as { count?: number }).count;
	});
const idsSeenBy = (actor: Actor, table: string) =>
	rows.asSomebody(actor, async (tx) => (await tx.unsafe(`select id from ${table}`)).map(({ id }) => id as string));

describe('who helps a household', () => {
	test.each([
		['the name of its file', `update household set name = 'Autre'`],
		['who houses it', `update household set organism_id = gen_random_uuid()`],
		['where its annonce stands', `update listing set state = 'withdrawn'`],
		['why it wants to move', `update listing set motive = 'v1.x'`],
		['who lives there', `update person set first_name = 'Autre'`],
		['its lease', `update lease set notice_given = true`],
		['its mandate', `update mandate set ends_at = ends_at + interval '1 year'`]
	])('changes neither for it nor for anybody %s', async (_, statement) => {
		expect(['23001', '42501', 0]).toContain(await doneBy(member.helper, statement));
	});

	test('changes the address and telephone of no account but its own', async () => {
		for (const column of ['email', 'phone', 'first_name'])
			expect([0, '42501']).toContain(
				await doneBy(member.helper, `update account set ${column} = 'x' where id <> '${member.helper.accountId}'`)
			);
	});

	test('gives neither an answer nor a word of its own for it', async () => {
		for (const table of ['answer', 'visit'])
			for (const statement of [`delete from ${table}`, `update ${table} set household_id = household_id`])
				expect([0, '42501']).toContain(await doneBy(member.helper, statement));
		const insert = `insert into answer (leg_id, household_id, question, is_yes, answered_at, account_id)
			values ('${member.legId}', '${member.householdId}', 'chain', true, now(), '${member.helper.accountId}')`;
		expect(await doneBy(member.helper, insert)).toBe('42501');
	});

	test('sees its household, and no other', async () => {
		expect(await idsSeenBy(member.helper, 'household')).toEqual([member.householdId]);
		expect(await idsSeenBy(world.strangers[0]!.helper, 'household')).toEqual([]);
	});

	test('sees none of what the household has asked of its data, nor who was told of it', async () => {
		expect(await idsSeenBy(member.helper, 'data_request')).toEqual([]);
		const kept = await rows.asSomebody(member.helper, (tx) => rows.attempt(tx, 'select 1 from audit_entry limit 1'));
		expect(typeof kept === 'string' ? [] : kept).toEqual([]);
	});
});

test('a mandate says nothing from its end on, whatever the application asks for', async () => {
	const { strangers } = world;
	const mistaken = { ...strangers[0]!.helper, householdId: strangers[0]!.householdId } as Actor;
	for (const table of ['mandate', 'household', 'listing', 'proposal'])
		expect(await idsSeenBy(mistaken, table)).toEqual([]);
});
