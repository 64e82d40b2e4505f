/**
 * Everybody at every page and every file of the built application, over HTTP: pages as they are shown, and the data that
 * open pages ask for. Who gets in is what src/server/platform/rights.ts says of the procedures behind them. Then once
 * more with the policies of the database out of the way.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { inTurn } from '#server/platform/in-turn.ts';
import { rights } from '#server/platform/rights.ts';
import { isAllowed } from '#server/platform/trpc.ts';
import { appRouter } from '#server/router.ts';
import { allDoors, isOutside, mayComeIn, type Door } from '../../../src/cli/page-doors/doors.ts';
import { absent } from '../everybody.ts';
import { leaksIn, type Member } from '../world.ts';
import { isSame, outcomeOfData, outcomeOfPage, type Outcome } from './expected.ts';
import { triersAlone, triersOf, type Person, type Trier } from './people.ts';
import { servedWorldFor, type Answer } from './served-world.ts';
import { triedWith, type Tried } from './things.ts';

const { doors, problems } = allDoors();
/** The door of the API itself is tried by procedure, at the end. */
const tried = doors
	.filter(({ kind, route }) => kind !== 'form' && !route.startsWith('/api/'))
	.map((door) => triedWith(door, door));

const served = servedWorldFor(tried);

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
	const answer = await atOnce(() => served().ask(person, { address: one.addressOf(about), isData }));
	return { answer, outcome: isData ? outcomeOfData(answer) : outcomeOfPage(answer) };
}

/** How whoever may not come in is answered, whatever it is about. */
function closedAs(door: Door, person: Person): Outcome[] {
	const { kind, roles } = door;
	if (kind === 'file') return [person.actor.role === 'nobody' ? 'nobody' : 'absent'];
	if (person.actor.role === 'nobody') return roles ? ['signIn'] : ['signIn', 'absent'];
	if (isOutside(door, person.actor)) return ['ofOthers'];
	// A page of one's own space that is not for one's duty may lead to one that is.
	return roles ? ['absent', 'elsewhere'] : ['absent'];
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
	const wrong = leaksIn(served().world, person.actor, answer.text).map((leak) => `reads ${leak}`);
	if (outcome === 'accident') wrong.push(`meets an accident: ${answer.status} ${served().logged.at(-1)}`);
	if (!mayComeIn(one.door, person.actor)) {
		if (!closedAs(one.door, person).includes(outcome)) wrong.push(`should be kept out, and is told ${outcome}`);
	} else if (one.isAboutThing && !one.stands(person.actor, about)) {
		if (outcome !== 'absent') wrong.push(`should find nothing there, and is told ${outcome}`);
	} else if (!['shown', 'elsewhere'].includes(outcome) && !(one.door.roles === null && outcome === 'signIn'))
		wrong.push(`should be let in, and is told ${outcome}`);
	if (outcome !== 'shown' && outcome !== 'elsewhere' && nothing && !isSame(answer, nothing))
		wrong.push('can tell what is forbidden from what does not exist');
	return wrong;
}

/** In which ways a door is looked at by somebody, and what it is asked about. */
type Looks = {
	/** As a page that is shown, as its data, or both. */
	asData(one: Tried, trier: Trier): boolean[];
	about(one: Tried, trier: Trier, things: Member[], isData: boolean): Member[];
};

const allLooks: Looks = {
	asData: ({ door }, { isThorough }) => (door.kind === 'page' && isThorough ? [false, true] : [false]),
	// Whom the door is closed to is told so before anything is read. Pages hold their data: alone, some are looked at.
	about: ({ door, isAboutThing }, { person }, things, isData) =>
		!isAboutThing || !mayComeIn(door, person.actor) ? things.slice(0, 1) : isData ? things.slice(0, 2) : things
};

/** What the application alone must keep: the data of pages say all that pages do; of one's own things, one is enough. */
const looksAlone: Looks = {
	asData: ({ door }) => [door.kind === 'page'],
	about({ isAboutThing, stands }, { person }, things) {
		if (!isAboutThing) return things.slice(0, 1);
		const isOwn = (thing: Member) => stands(person.actor, thing);
		return [...things.filter((thing) => !isOwn(thing)), ...things.filter(isOwn).slice(0, 1)];
	}
};

/** Some people try a door; what is wrong in what they are told, and how often it was shown. */
async function tryDoor(one: Tried, triers: Trier[], looks: Looks): Promise<{ wrong: string[]; shown: number }> {
	const { world, keepsake, prepare } = served();
	const things = one.things(world, world.chains[one.at]);
	for (const about of one.isAboutThing ? things : things.slice(0, 1))
		if (one.prepare) await prepare((tx) => one.prepare!(tx, about, about.tenant));
	const before = await keepsake.look();
	const wrong: string[] = [];
	let shown = 0;
	await Promise.all(
		triers.map(async (trier) => {
			const { person, isThorough } = trier;
			for (const isData of looks.asData(one, trier)) {
				const nothing =
					one.isAboutThing && isThorough ? (await ask({ one, person, about: absent(world), isData })).answer : null;
				for (const about of looks.about(one, trier, things, isData)) {
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
	return { wrong: [...new Set(wrong)].slice(0, mostShown), shown };
}

const each = tried.map((one) => [one.title, one] as const);
test.each(each)('%s opens to those whom the table of rights names, and to nobody else', async (_, one) => {
	const { wrong, shown } = await tryDoor(one, triersOf(served().peopleAt(one.at), one.door), allLooks);
	expect(wrong).toEqual([]);
	if (one.isShown) expect(shown, `Nobody was shown ${one.title}`).toBeGreaterThan(0);
});

/** What each call of a batch is told: the code of a refusal, or nothing. */
type Told = { error?: { json: { data: { code: string } } } }[];

test('the door of the API refuses each what the table of rights does not name, procedure by procedure', async () => {
	const { world, keepsake, peopleAt, call } = served();
	const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: 'query' | 'mutation' } }>;
	const wrong: string[] = [];
	async function askBatch(person: Person, type: 'query' | 'mutation', paths: string[]): Promise<void> {
		const { text } = await atOnce(() => call(person, type, paths));
		for (const leak of leaksIn(world, person.actor, text)) wrong.push(`${person.who} reads ${leak} through the API`);
		const told = JSON.parse(text) as Told;
		for (const [index, path] of paths.entries()) {
			const code = told[index]?.error?.json.data.code ?? 'OK';
			const expected = person.actor.role === 'nobody' ? 'UNAUTHORIZED' : 'FORBIDDEN';
			if (code !== expected) wrong.push(`${person.who} who calls ${path} is told ${code}`);
		}
	}
	const work = peopleAt('open').flatMap((person) =>
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

// Last: the policies do not come back.
describe('the application alone, when the database filters nothing', () => {
	beforeAll(() => served().withoutPolicies());

	const withSomethingBehind = each.filter(([, { door }]) => door.procedures.length > 0);
	test.each(withSomethingBehind)('%s tells nobody what is not theirs', async (_, one) => {
		const triers = triersAlone(served().peopleAt(one.at), one.door, served().world);
		expect((await tryDoor(one, triers, looksAlone)).wrong).toEqual([]);
	});
});
