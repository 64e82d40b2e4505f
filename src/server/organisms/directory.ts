import { asc, eq, sql } from 'drizzle-orm';
import type { Context } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { organisms, territories } from './tables.ts';

/** The exchange as anybody may know it: its territories, the delays of their charter, the organisms that take part. */
export const getDirectory = (ctx: Context) =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) => {
		const places = await tx
			.select({
				id: territories.id,
				name: territories.name,
				delays: territories.stepDelays,
				maxCycle: territories.maxCycle
			})
			.from(territories)
			.orderBy(asc(territories.name));
		const bodies = await tx
			.select({
				territoryId: organisms.territoryId,
				name: organisms.name,
				kind: organisms.kind,
				phone: organisms.phone,
				email: organisms.email,
				openingHours: organisms.openingHours
			})
			.from(organisms)
			.innerJoin(territories, eq(territories.id, organisms.territoryId))
			.orderBy(sql`${organisms.name} collate "fr-x-icu"`);
		return places.map(({ id, ...territory }) => ({
			...territory,
			organisms: bodies
				.filter((organism) => organism.territoryId === id)
				.map(({ territoryId: _, ...organism }) => organism)
		}));
	});
