import { eq } from 'drizzle-orm';
import { defaultAffordability } from '#domain/affordability/settings.ts';
import type { Day } from '#domain/calendar.ts';
import {
	defaultCharter,
	ruleSetAt,
	type OrganismSettings,
	type RuleSet,
	type TerritoryCharter
} from '#domain/eligibility/settings.ts';
import type { Tx } from '../platform/context.ts';
import { organisms, territories } from './tables.ts';

/** Dated versions as they are kept: only what was decided; the rest is the default of the rule book. */
type Kept<T> = { versions?: Partial<T>[] };

/** The rules in force in a territory on a day: its charter, and the settings of each of its organisms. */
export async function loadRuleSet(tx: Tx, territoryId: string, on: Day): Promise<RuleSet> {
	const [territory] = await tx
		.select({ charter: territories.charter })
		.from(territories)
		.where(eq(territories.id, territoryId));
	const rows = await tx
		.select({ id: organisms.id, settings: organisms.ruleSettings })
		.from(organisms)
		.where(eq(organisms.territoryId, territoryId));
	const charters = versionsOf<TerritoryCharter>(territory?.charter).map((version) => ({
		...defaultCharter,
		territoryId,
		...version
	}));
	const settings = rows.flatMap((row) =>
		versionsOf<OrganismSettings>(row.settings).map((version) => ({
			...defaultAffordability,
			version: '1',
			from: '2000-01-01',
			...version,
			organismId: row.id
		}))
	);
	return ruleSetAt(
		{ charters: charters.length > 0 ? charters : [{ ...defaultCharter, territoryId }], organisms: settings },
		on
	);
}

const versionsOf = <T>(kept: Record<string, unknown> | undefined): Partial<T>[] => (kept as Kept<T>)?.versions ?? [];
