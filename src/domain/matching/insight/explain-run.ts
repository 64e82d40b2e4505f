/** Everything that is told of a run once it has ended: to its territory, and to each household it left out. */
import { linkedFor, type RunInput } from '../compatibility/run.ts';
import { selectionOf, type Exchange } from '../compatibility/exchanges.ts';
import { explainHousehold, type HouseholdInsight } from './household.ts';
import { sceneOf } from './scene.ts';
import { balanceOfOrganisms, priceOfRules, valueOfHomes, type TerritoryInsight } from './territory.ts';

export type RunExplanation = {
	territory: TerritoryInsight;
	households: { listingId: string; insight: HouseholdInsight }[];
};

/** Communes tried as a wider wish, at most: those with the most homes. */
const mostCommunes = 20;

/**
 * Explains a run from what it was given and what it found.
 * @param shouldStop asked between households and inside searches; what is left is then not told
 */
export function explainRun(input: RunInput, exchanges: readonly Exchange[], shouldStop: () => boolean): RunExplanation {
	const { linked, graph } = linkedFor(input);
	const scene = sceneOf(linked, graph, input.limits, selectionOf(graph, exchanges));
	const listings = new Map(input.listings.map((listing) => [listing.listingId, listing]));
	const communes = largestCommunes(input);
	const households: RunExplanation['households'] = [];
	for (let v = 0; v < graph.pool.households && !shouldStop(); v++) {
		if (scene.isServed[v]) continue;
		const { listingId } = graph.vertices[v]!.listing!;
		const insight = explainHousehold(scene, v, listings.get(listingId)!, communes);
		if (insight) households.push({ listingId, insight });
	}
	const territory = {
		homes: valueOfHomes(scene, input),
		organisms: balanceOfOrganisms(scene, shouldStop),
		rules: priceOfRules(scene, input, shouldStop)
	};
	return { territory, households };
}

function largestCommunes({ listings, vacancies }: RunInput): string[] {
	const homes = [...listings.map(({ dwelling }) => dwelling), ...vacancies];
	return [...Map.groupBy(homes, ({ commune }) => commune)]
		.sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
		.slice(0, mostCommunes)
		.map(([commune]) => commune);
}
