import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Day } from '#domain/calendar.ts';
import { charterOf, organismSettingsOf, undecidedCharter, type RuleVersion } from '#domain/eligibility/rule-version.ts';
import { ruleSetAt, type RuleHistory, type RuleSet } from '#domain/eligibility/settings.ts';
import { ruleSetVersions } from '../eligibility/tables.ts';
import type { Tx } from '../platform/context.ts';

/** The rules in force in a territory on a day: its charter, and the thresholds of each of its organisms. */
export async function loadRuleSet(tx: Tx, territoryId: string, on: Day): Promise<RuleSet> {
	return ruleSetAt(historyOf(territoryId, await loadVersionsInForce(tx, territoryId)), on);
}

/**
 * The rules that have a name, as a run, a proposal or a sheet of the commission keeps it, on the day they were read;
 * null when no version of the territory gives them any more: the book itself has changed since.
 */
export async function findRuleSet(tx: Tx, territoryId: string, name: string, on: Day): Promise<RuleSet | null> {
	const versions = await loadVersionsInForce(tx, territoryId);
	// Rules are named by their content, so what was known when they were read is found by going back in time.
	for (let known = versions.length; known >= 0; known--) {
		const ruleSet = ruleSetAt(historyOf(territoryId, versions.slice(0, known)), on);
		if (ruleSet.version === name) return ruleSet;
	}
	return null;
}

type VersionRow = typeof ruleSetVersions.$inferSelect;

/** Every version ever put in force, in the order in which it was. */
const loadVersionsInForce = (tx: Tx, territoryId: string): Promise<VersionRow[]> =>
	tx
		.select()
		.from(ruleSetVersions)
		.where(and(eq(ruleSetVersions.territoryId, territoryId), isNotNull(ruleSetVersions.activatedAt)))
		.orderBy(asc(ruleSetVersions.activatedAt), asc(ruleSetVersions.number));

/** The versions as the rule book reads them; the default charter while the territory has decided nothing. */
export function historyOf(territoryId: string, rows: readonly VersionRow[]): RuleHistory {
	return {
		charters: [
			undecidedCharter(territoryId),
			...rows
				.filter((row) => row.scope === 'territory')
				.map((row) => charterOf(territoryId, row as RuleVersion<'territory'>))
		],
		organisms: rows.flatMap((row) =>
			row.organismId ? [organismSettingsOf(row.organismId, row as RuleVersion<'organism'>)] : []
		)
	};
}
