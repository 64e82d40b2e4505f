/**
 * Everybody at every page and every file of the built application, over HTTP: pages as they are shown, and the data that
 * open pages ask for. Who gets in is what src/server/platform/rights.ts says of the procedures behind them.
 */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { inTurn } from '#server/platform/in-turn.ts';
import { rights } from '#server/platform/rights.ts';
import { isAllowed } from '#server/platform/trpc.ts';
import { appRouter } from '#server/router.ts';
import { allDoors, mayComeIn, type Door } from '../../../src/cli/page-doors/doors.ts';
import { absent } from '../everybody.ts';
import { leaksIn, type Member } from '../world.ts';
import { isSame, outcomeOfData, outcomeOfPage, type Outcome } from './expected.ts';
import { triersOf, type Person } from './people.ts';
import { openServedWorld, type Answer, type ServedWorld } from './served-world.ts';
import { triedWith, type Tried } from './things.ts';

const { doors, problems } = allDoors();
/** The door of the API itself is tried by procedure, at the end. */
const tried = doors
	.filter(({ kind, route }) => kind !== 'form' && !route.startsWith('/api/'))
	.map((door) => triedWith(door, door));

let served: ServedWorld;
beforeAll(async () => {
	served = await openServedWorld(tried.map(({ at }) => at));
	return () => served.stop();
}, 400_000);
beforeEach(() => served.keepsake.restore());

test('every door is known, and what is behind it', () => {
	expect(problems).toEqual([]);
});

/** What reading may write: that a session is used, that a file was read. */
const writtenByReading = /^(session|attempt|audit_\w+)$/;
const atOnce = inTurn(6);
/** As many calls as the door of the API takes together. */
const batch = 10;
/** Of a door gone wrong, as many problems as are read. */
const mostShown = 5;

type Asking = { one: Tried; person: Person; about: Member; isData: boolean };

async function ask({ one, person, about, isData }: Asking) {
	const answer = await atOnce(() => served.ask(person, { address: one.addressOf(about), isData }));
	return { answer, outcome: isData ? outcomeOfData(answer) : outcomeOfPage(answer) };
}

/** How whoever may not come in is answered, whatever it is about. */
function closedAs({ kind, role }: Door, person: Person): Outcome[] {
	if (kind === 'file') return [person.actor.role === 'nobody' ? 'nobody' : 'absent'];
	if (person.actor.role === 'nobody') return role ? ['signIn'] : ['signIn', 'absent'];
	if (role && person.actor.role !== role) return ['ofOthers'];
	// A page of one's own space that is not for one's duty may lead to one that is.
	return person.actor.role === role ? ['absent', 'elsewhere'] : ['absent'];
}

/** What is wrong in what somebody was answered. */
function wrongIn(
	one: Tried,
	person: Person,
	about: Member,
	got: { answer: Answer; outcome: Outcome },
	nothing: Answer | null
): string[] {
	const { answer, outcome } = got;
	const wrong = leaksIn(served.world, person.actor, answer.text).map((leak) => `reads ${leak}`);
	if (outcome === 'accident') wrong.push(`meets an accident: ${answer.status} ${served.logged.at(-1)}`);
	if (!mayComeIn(one.door, person.actor)) {
		if (!closedAs(one.door, person).includes(outcome)) wrong.push(`should be kept out, and is told ${outcome}`);
	} else if (one.isAboutThing && !one.stands(person.actor, about)) {
		if (outcome !== 'absent') wrong.push(`should find nothing there, and is told ${outcome}`);
	} else if (!['shown', 'elsewhere'].includes(outcome) && !(one.door.role === null && outcome === 'signIn'))
		wrong.push(`should be let in, and is told ${outcome}`);
	if (outcome !== 'shown' && outcome !== 'elsewhere' && nothing && !isSame(answer, nothing))
		wrong.push('can tell what is forbidden from what does not exist');
	return wrong;
}

const each = tried.map((one) => [one.title, one] as const);
test.each(each)('%s opens to those whom the table of rights names, and to nobody else', async (_, one) => {
	const { world, keepsake } = served;
	const chain = world.chains[one.at];
	const things = one.things(world, chain);
	for (const about of one.isAboutThing ? things : things.slice(0, 1))
		if (one.prepare) await served.prepare((tx) => one.prepare!(tx, about, about.tenant));
	const before = await keepsake.look();
	const wrong: string[] = [];
	let shown = 0;
	await Promise.all(
		triersOf(served.peopleAt(one.at), one.door).map(async ({ person, isThorough }) => {
			const isIn = mayComeIn(one.door, person.actor);
			for (const isData of one.door.kind === 'page' && isThorough ? [false, true] : [false]) {
				const nothing =
					one.isAboutThing && isThorough ? (await ask({ one, person, about: absent(world), isData })).answer : null;
				// Whom the door is closed to is told so before anything is read. Pages hold their data: alone, some are looked at.
				const looked = !one.isAboutThing || !isIn ? things.slice(0, 1) : isData ? things.slice(0, 2) : things;
				for (const about of looked) {
					const got = await ask({ one, person, about, isData });
					if (got.outcome === 'shown') shown++;
					const data = isData ? 'the data of ' : '';
					const where = `${person.who} before ${data}${one.title}, about ${about.name},`;
					wrong.push(...wrongIn(one, person, about, got, nothing).map((what) => `${where} ${what}`));
				}
			}
		})
	);
	const changed = (await keepsake.changed(before)).filter((name) => !writtenByReading.test(name));
	if (changed.length > 0) wrong.push(`reading ${one.title} writes into ${changed.join(', ')}`);
	expect([...new Set(wrong)].slice(0, mostShown)).toEqual([]);
	if (one.isShown) expect(shown, `Nobody was shown ${one.title}`).toBeGreaterThan(0);
});

/** What each call of a batch is told: the code of a refusal, or nothing. */
type Told = { error?: { json: { data: { code: string } } } }[];

test('the door of the API refuses each what the table of rights does not name, procedure by procedure', async () => {
	const { world, keepsake } = served;
	const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: 'query' | 'mutation' } }>;
	const wrong: string[] = [];
	async function askBatch(person: Person, type: 'query' | 'mutation', paths: string[]): Promise<void> {
		const { text } = await atOnce(() => served.call(person, type, paths));
		for (const leak of leaksIn(world, person.actor, text)) wrong.push(`${person.who} reads ${leak} through the API`);
		const told = JSON.parse(text) as Told;
		for (const [index, path] of paths.entries()) {
			const code = told[index]?.error?.json.data.code ?? 'OK';
			const expected = person.actor.role === 'nobody' ? 'UNAUTHORIZED' : 'FORBIDDEN';
			if (code !== expected) wrong.push(`${person.who} who calls ${path} is told ${code}`);
		}
	}
	const work = served.peopleAt('open').flatMap((person) =>
		(['query', 'mutation'] as const).flatMap((type) => {
			const paths = Object.keys(rights)
				.filter((path) => procedures[path]!._def.type === type)
				.filter((path) => !isAllowed(rights[path]!, person.actor));
			return Array.from({ length: Math.ceil(paths.length / batch) }, (_, nth) =>
				askBatch(person, type, paths.slice(nth * batch, (nth + 1) * batch))
			);
		})
	);
	await Promise.all(work);
	const changed = (await keepsake.changed()).filter((name) => !writtenByReading.test(name));
	if (changed.length > 0) wrong.push(`the API writes into ${changed.join(', ')}`);
	expect([...new Set(wrong)].slice(0, mostShown)).toEqual([]);
});
