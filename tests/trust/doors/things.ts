/** What each door is tried with: the things its address can name, and who stands to them. */
import type { Door } from '../../../src/cli/page-doors/doors.ts';
import { titleOf } from '../../../src/cli/page-doors/doors.ts';
import { accountIdOf, type Actor } from '#server/platform/actor.ts';
import type { Tx } from '#server/platform/context.ts';
import { stands } from '../everybody.ts';
import { examples, type Example } from '../examples.ts';
import type { Member, Stage, World } from '../world.ts';

/** Where the example of the procedures behind a door does not say all. */
type Own = {
	at?: Stage;
	stands?: Example['stands'];
	prepare?: Example['prepare'];
	/** It always leads to another page: there is nothing to see. */
	leadsOn?: true;
	/** Other things than the households of chains. */
	things?: (world: World) => Member[];
};

/** The host and the visitor of a home see each other's time, once both have agreed. */
const isOfVisit = (actor: Actor, { householdId, hostId }: Member) =>
	actor.role === 'tenant' && [householdId, hostId].includes(actor.householdId);

/** Managers have letters too: each is the thing of its reader. */
const lettersOfManagers = (world: World): Member[] =>
	Object.entries(world.organisms).map(([name, { organismId, staff }]) => ({
		...world.chains.open[0]!,
		name: `the letter of the manager of ${name}`,
		organismId,
		managerId: staff.manager.accountId,
		letterId: world.letters[staff.manager.accountId]!
	}));
const isManagerOf = (actor: Actor, { managerId }: Member) => accountIdOf(actor) === managerId;

/** Letters are of an account: other holders of the lease have their own. */
const isReader = (actor: Actor, { tenant }: Member) => accountIdOf(actor) === tenant.accountId;

const own: Record<string, Own> = {
	'GET /echanges/[id]/visites/[legId].ics': { at: 'committing', stands: isOfVisit },
	'/gestion/courrier/[letterId]': { things: lettersOfManagers, stands: isManagerOf },
	'/gestion/courrier/[letterId]?/open': { things: lettersOfManagers, stands: isManagerOf },
	'/messages/[id]': { stands: isReader },
	'/messages?/open': { stands: isReader },
	'/deconnexion': { leadsOn: true },
	'/langue': { leadsOn: true },
	'/pieces': { leadsOn: true },
	'/mon-annonce/retirer': { at: 'found' },
	'/mon-annonce/verifier': { prepare: examples['needs.submit']!.prepare! }
};

/** Parameters that name no thing of anybody. */
const words: Record<string, string> = {
	list: 'dossiers',
	code: 'FI-AV',
	step: 'communes',
	path: 'organisms.directory',
	right: 'rectification'
};

/** And one that names something that everybody may see who has it. */
const givenTo = ['token'];

const parametersOf = (route: string): string[] => [...route.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => name!);

type Input = Record<string, unknown>;
const inputOf = (procedure: string, about: Member): Input => {
	const input = examples[procedure]!.input(about);
	return typeof input === 'object' && input !== null ? (input as Input) : {};
};

/** Procedures that are asked about a thing. */
const aboutThings = ({ procedures }: Door): string[] => procedures.filter((one) => examples[one]!.input.length > 0);

/** What a parameter called `id` is the identifier of: that which the page asks the API about. */
function idOf(page: Door, about: Member): string {
	const input = inputOf(aboutThings(page)[0] ?? '', about);
	const ids = Object.keys(input).filter((name) => name.endsWith('Id') || name === 'token');
	if (ids.length !== 1) throw new Error(`Say in tests/trust/doors/things.ts what the [id] of ${page.route} names`);
	return ids[0]!;
}

/** Something that a door is tried with. */
export type Tried = {
	door: Door;
	title: string;
	/** The stage of the chains where it can succeed. */
	at: Stage;
	/** Whether its address, or what it sends, names a thing of somebody. */
	isAboutThing: boolean;
	/** Whether somebody sees something there. */
	isShown: boolean;
	things(world: World, chain: Member[]): Member[];
	addressOf(about: Member): string;
	stands(actor: Actor, about: Member): boolean;
	prepare?: (tx: Tx, about: Member, actor: Actor) => Promise<unknown>;
};

/** How to try a door. @param page the page of the same address, or the door itself when there is none */
export function triedWith(door: Door, page: Door): Tried {
	const title = titleOf(door);
	const { at, stands: ownStands, prepare, things, leadsOn } = own[title] ?? {};
	const asked = aboutThings(door);
	const parameters = parametersOf(door.address);
	const valueOf = (parameter: string, about: Member): string => {
		if (words[parameter]) return words[parameter];
		const name = parameter === 'id' ? idOf(page, about) : parameter;
		const value = door.procedures.map((procedure) => inputOf(procedure, about)[name]).find((one) => one !== undefined);
		const found = value ?? (about as unknown as Input)[name];
		if (typeof found !== 'string')
			throw new Error(`Say in tests/trust/doors/things.ts what the parameter ${parameter} of ${door.route} is`);
		return found;
	};
	const prepared = prepare ?? door.procedures.map((procedure) => examples[procedure]!.prepare).find(Boolean);
	return {
		door,
		title,
		at: at ?? door.procedures.map((procedure) => examples[procedure]!.at).find(Boolean) ?? 'open',
		isAboutThing:
			parameters.some((name) => !words[name] && !givenTo.includes(name)) || (door.kind === 'form' && asked.length > 0),
		// The files of no space lead to a provider, or back.
		isShown: !leadsOn && (door.kind === 'page' || door.roles !== null),
		things: (world, chain) => things?.(world) ?? [...chain, world.strangers[0]!, world.elsewhere[0]!],
		addressOf: (about) =>
			parameters.reduce(
				(address, name) => address.replace(new RegExp(`\\[(\\.\\.\\.)?${name}\\]`), valueOf(name, about)),
				door.address
			),
		stands: (actor, about) =>
			ownStands ? ownStands(actor, about) : asked.every((procedure) => stands(procedure, actor, about)),
		...(prepared && { prepare: prepared })
	};
}
