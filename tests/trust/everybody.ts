/** Who tries what in the matrices of rights, and how they stand to what they try. */
import { randomUUID } from 'node:crypto';
import { staffRoles } from '#domain/organisms/organism.ts';
import type { Actor } from '#server/platform/actor.ts';
import { rights } from '#server/platform/rights.ts';
import { examples } from './examples.ts';
import type { Member, World } from './world.ts';

export type Somebody = { who: string; actor: Actor };

/** Everybody who tries: parties of the chain, people beside it, other organisms, the other territory, nobody. */
export function everybody(world: World, chain: Member[]): Somebody[] {
	const { organisms } = world;
	const beside = world.chains[chain === world.chains.visiting ? 'open' : 'visiting'];
	return [
		{ who: 'nobody', actor: { role: 'nobody' } },
		{ who: 'tenant A of the chain', actor: chain[0]!.tenant },
		{ who: 'tenant B of the chain', actor: chain[1]!.tenant },
		{ who: 'tenant A of another chain', actor: beside[0]!.tenant },
		{ who: 'helper of tenant A of the chain', actor: chain[0]!.helper },
		{ who: 'helper of tenant A of another chain', actor: beside[0]!.helper },
		{ who: 'helper whose mandate is over', actor: world.strangers[0]!.helper },
		{ who: 'tenant of another organism', actor: world.strangers[0]!.tenant },
		{ who: 'tenant of another territory', actor: world.elsewhere[0]!.tenant },
		...staffRoles.map((duty) => ({ who: `${duty} of A`, actor: organisms.A.staff[duty] })),
		...staffRoles.map((duty) => ({ who: `${duty} of B`, actor: organisms.B.staff[duty] })),
		{ who: 'officer of another organism', actor: organisms.E.staff.officer },
		{ who: 'manager of another organism', actor: organisms.E.staff.manager },
		{ who: 'officer of another territory', actor: organisms.G.staff.officer },
		{ who: 'coordinator', actor: world.coordinator },
		{ who: 'coordinator of another territory', actor: world.otherCoordinator }
	];
}

/** The name of what does not exist. */
export const absentName = 'nothing that exists';

/** A thing that does not exist, but whose identifier is as good as any. */
export function absent(world: World): Member {
	const ids = Object.keys(world.chains.open[0]!).filter((key) => key.endsWith('Id'));
	return { ...world.chains.open[0]!, name: absentName, ...Object.fromEntries(ids.map((key) => [key, randomUUID()])) };
}

/** Says whether somebody stands to a thing as a procedure asks. */
export function stands(path: string, actor: Actor, about: Member): boolean {
	const example = examples[path]!;
	if (example.input.length === 0) return true;
	if (example.stands) return example.stands(actor, about);
	switch (rights[path]!.relation) {
		case 'none':
		case 'self':
			return true;
		case 'household':
			return (actor.role === 'tenant' || actor.role === 'helper') && actor.householdId === about.householdId;
		case 'organism':
			return actor.role === 'staff' && actor.organismId === about.organismId;
		case 'session':
			return actor.role === 'staff' && actor.organismId === about.targetOrganismId;
		case 'participant':
			return (
				about.isPublished &&
				(((actor.role === 'tenant' || actor.role === 'helper') &&
					about.parties.householdIds.includes(actor.householdId ?? '')) ||
					(actor.role === 'staff' && about.parties.organismIds.includes(actor.organismId)))
			);
		case 'territory':
			return actor.role === 'coordinator' && actor.territoryId === about.territoryId;
	}
}
