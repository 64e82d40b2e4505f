/**
 * Everybody sends every form of the built application: as a browser without a script does, and as an open page does. Who
 * may not is told so before anything changes; who may is not. Then once more with the policies of the database out of the
 * way.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { accountIdOf } from '#server/platform/actor.ts';
import { inTurn } from '#server/platform/in-turn.ts';
import { rights } from '#server/platform/rights.ts';
import { allDoors, isOutside, mayComeIn, type Door } from '../../../src/cli/page-doors/doors.ts';
import { absent } from '../everybody.ts';
import { leaksIn, type Member } from '../world.ts';
import { isSame, outcomeOfForm, outcomeOfPage, type Outcome } from './expected.ts';
import { formOf } from './forms.ts';
import { triersAlone, triersOf, type Person, type Trier } from './people.ts';
import { servedWorldFor, type Answer } from './served-world.ts';
import { triedWith, type Tried } from './things.ts';

const { doors } = allDoors();
const pageOf = (door: Door) => doors.find(({ kind, route }) => kind === 'page' && route === door.route)!;
const tried = doors.filter(({ kind }) => kind === 'form').map((door) => triedWith(door, pageOf(door)));

const served = servedWorldFor(tried);

/** What a refused form may write: that a session is used, that something was tried, that the page shown again was read. */
const writtenByTrying = /^(session|attempt|audit_\w+)$/;
const atOnce = inTurn(6);
/** Of a form gone wrong, as many problems as are read. */
const mostShown = 5;
/** Shorter values are no identifier of anything. */
const longEnough = 8;

type Sent = { answer: Answer; outcome: Outcome };

async function send({ door, addressOf }: Tried, person: Person, about: Member, isEnhanced: boolean): Promise<Sent> {
	const { fields, file } = formOf(door, about);
	// Who one is oneself is on every page, sent or not.
	const own = fields
		.map(([, value]) => value)
		.filter((value) => value.length >= longEnough && value !== accountIdOf(person.actor));
	const form = { action: door.name, fields, file };
	const answer = await atOnce(() => served().ask(person, { address: addressOf(about), form, isEnhanced, own }));
	return { answer, outcome: isEnhanced ? outcomeOfForm(answer) : outcomeOfPage(answer) };
}

const binds = ({ procedures }: Door): boolean => procedures.some((procedure) => rights[procedure]!.binds);

/** How whoever may not send it is answered: the page it is on says so first, an open page is told by the API. */
function closedAs(door: Door, { actor }: Person, isEnhanced: boolean): Outcome[] {
	if (actor.role === 'nobody') return !door.roles ? ['nobody', 'absent'] : isEnhanced ? ['nobody'] : ['signIn'];
	return [!isEnhanced && isOutside(door, actor) ? 'ofOthers' : 'absent'];
}

const isDone = (outcome: Outcome): boolean => outcome === 'shown' || outcome === 'elsewhere';

const told = (outcome: Outcome): string => (outcome === 'accident' ? `accident ${served().logged.at(-1)}` : outcome);

/** What a form is tried with, put in place. */
async function thingsFor(one: Tried): Promise<Member[]> {
	const { world, prepare } = served();
	const things = one.things(world, world.chains[one.at]).slice(0, one.isAboutThing ? undefined : 1);
	for (const about of things) if (one.prepare) await prepare((tx) => one.prepare!(tx, about, about.tenant));
	return things;
}

/** Those of some people who may not, on everything they may not: what is wrong in what they are told, and what it wrote. */
async function tryRefused(one: Tried, triers: Trier[], things: Member[]): Promise<string[]> {
	const before = await served().keepsake.look();
	const wrong: string[] = [];
	const { door } = one;
	const work = triers.map(async ({ person, isThorough }, index) => {
		const isEnhanced = index % 2 === 0;
		const isIn = mayComeIn(door, person.actor);
		const nothing =
			one.isAboutThing && isThorough ? (await send(one, person, absent(served().world), isEnhanced)).answer : null;
		for (const about of isIn ? things : things.slice(0, 1)) {
			const stands = one.stands(person.actor, about);
			// Signed in for long, one is asked who one is before anything that binds.
			if (isIn && stands && !(person.isStale && binds(door))) continue;
			const { answer, outcome } = await send(one, person, about, isEnhanced);
			const where = `${person.who} who sends ${one.title}, about ${about.name},`;
			const isAsked = person.isStale && binds(door);
			// Without a script one is asked on the page itself, which opens or does not as the test of pages says.
			const isOnItsPage = isAsked && !isEnhanced;
			const isElsewhere = isOutside(door, person.actor);
			const expected =
				!isIn || isElsewhere
					? closedAs(door, person, isEnhanced)
					: isAsked && !isOnItsPage
						? ['refused']
						: ['absent', 'refused'];
			if (!(expected as string[]).includes(outcome))
				wrong.push(`${where} should be told ${expected.join(' or ')}, is told ${told(outcome)}`);
			for (const leak of leaksIn(served().world, person.actor, answer.text)) wrong.push(`${where} reads ${leak}`);
			if (nothing && !(isOnItsPage && outcome === 'refused') && !isSame(answer, nothing))
				wrong.push(`${where} can tell what is forbidden from what does not exist`);
		}
	});
	await Promise.all(work);
	const changed = (await served().keepsake.changed(before)).filter((name) => !writtenByTrying.test(name));
	if (changed.length > 0) wrong.push(`a form that is refused writes into ${changed.join(', ')}`);
	return wrong;
}

/** What somebody is for who tries those of each kind. */
const kindOf = ({ actor, isOver, who }: Person): string =>
	[actor.role, actor.role === 'staff' && actor.staffRole, isOver && who.replace(/.*session/, '')].join(' ');

/** Those who may are let through: of each kind somebody, about what they stand to, until it is done. */
async function tryAllowed(one: Tried, things: Member[]): Promise<string[]> {
	const { door } = one;
	const wrong: string[] = [];
	const answers: string[] = [];
	const done = new Set<string>();
	const might = triersOf(served().peopleAt(one.at), door)
		.map(({ person }) => person)
		.filter((person) => !person.isStale && mayComeIn(door, person.actor));
	for (const [index, person] of might.entries())
		for (const about of things.filter((thing) => one.stands(person.actor, thing))) {
			if (done.has(kindOf(person))) break;
			await served().keepsake.restore();
			if (one.prepare) await served().prepare((tx) => one.prepare!(tx, about, person.actor));
			// Without a script, the answer would be the page of a space that is not theirs.
			const isEnhanced = index % 2 === 0 || isOutside(door, person.actor);
			const { answer, outcome } = await send(one, person, about, isEnhanced);
			const where = `${person.who} who sends ${one.title}, about ${about.name},`;
			const reader = person.isOver ? about.tenant : person.actor;
			for (const leak of leaksIn(served().world, reader, answer.text)) wrong.push(`${where} reads ${leak}`);
			// The doors of the sign-in lead back to it.
			if (isDone(outcome) || (door.roles === null && outcome === 'signIn')) done.add(kindOf(person));
			else if (outcome !== 'refused') wrong.push(`${where} should be let through, is told ${told(outcome)}`);
			if (!isDone(outcome)) answers.push(`${person.who}: ${outcome} ${answer.text.slice(0, 300)}`);
		}
	if (one.isShown && done.size === 0) wrong.push(`Nobody could send ${one.title}: ${answers.join('; ')}`);
	return wrong;
}

const each = tried.map((one) => [one.title, one] as const);
test.each(each)('%s is sent by those whom the table of rights names, and by nobody else', async (_, one) => {
	const things = await thingsFor(one);
	const wrong = await tryRefused(one, triersOf(served().peopleAt(one.at), one.door), things);
	wrong.push(...(await tryAllowed(one, things)));
	expect([...new Set(wrong)].slice(0, mostShown)).toEqual([]);
});

// Last: the policies do not come back.
describe('the application alone, when the database filters nothing', () => {
	beforeAll(() => served().withoutPolicies());

	const aboutThings = each.filter(([, { isAboutThing }]) => isAboutThing);
	test.each(aboutThings)('%s changes nothing for who does not stand to it', async (_, one) => {
		const triers = triersAlone(served().peopleAt(one.at), one.door, served().world);
		const wrong = await tryRefused(one, triers, await thingsFor(one));
		expect([...new Set(wrong)].slice(0, mostShown)).toEqual([]);
	});
});
