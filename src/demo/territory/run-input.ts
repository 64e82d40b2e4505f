import type { CompatibilityInput } from '#domain/matching/compatibility/compatibility.ts';
import { collectTerritory } from './generate.ts';

/** The listings and vacancies of an invented territory, as a run is given them. */
export function runInputOf(request: Parameters<typeof collectTerritory>[0]): CompatibilityInput {
	const rows = collectTerritory(request);
	const householdById = new Map(rows.households.map((household) => [household.id, household]));
	const dwellingById = new Map(rows.dwellings.map((dwelling) => [dwelling.id, dwelling]));
	return {
		listings: rows.listings.map((row) => ({
			listingId: row.id,
			household: householdById.get(row.householdId)!,
			dwelling: dwellingById.get(row.dwellingId)!,
			need: row.need,
			publishedOn: row.publishedOn
		})),
		vacancies: rows.dwellings.filter((dwelling) => dwelling.startsChains),
		refused: []
	};
}
