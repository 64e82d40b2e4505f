/** The graph by its definition: every household in front of every home, by the full path of the rules. */
import { compileDwelling, compileHousehold, compileRuleSet } from '#domain/eligibility/compile.ts';
import { explain } from '#domain/eligibility/explain.ts';
import { residualOf } from '#domain/eligibility/facts.ts';
import { verdictOf } from '#domain/eligibility/verdict.ts';
import type { Need } from '#domain/needs/need.ts';
import { isMet } from '#domain/needs/wishes.ts';
import { numbersOf, vertexCount } from '../pool.ts';
import type { CompatibilityInput, CompatibilitySetting } from './compatibility.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import { searchableNeed } from './listing.ts';
import { prioritiesEnded, qualityOf, robustnessScorer, waitingPoints } from './objective.ts';
import { readied } from './seeker.ts';

/** Every pair allowed, with its points, in words; sorted. */
export function slowPairs(setting: CompatibilitySetting, input: CompatibilityInput): string[] {
	const compiled = compileRuleSet(setting.rules, setting.on);
	const { priorityPoints, linkChances, qualityPoints } = setting.rules.charter.objective;
	const isRefused = new Set(input.refused.map((pair) => `${pair.householdId} ${pair.dwellingId}`));
	const seekers = input.listings.filter((one) => typeof readied(one, compiled, setting.leasesBy) !== 'string');
	const homes = [...seekers.map((one) => one.dwelling), ...input.vacancies];
	return seekers
		.flatMap(({ household, dwelling: current, need: asked, publishedOn }) => {
			const need = searchableNeed(asked)!;
			const h = compileHousehold(household, { current, need }, compiled);
			const currentFacts = compileDwelling(current, compiled);
			return homes.flatMap((home) => {
				if (home.id === current.id || isRefused.has(`${household.id} ${home.id}`)) return [];
				const d = compileDwelling(home, compiled);
				const residual = residualOf(h, d);
				if ((h.accessMask & ~d.accessMask) !== 0 || !isInside(need, home, residual)) return [];
				const bills = { today: h.residualToday, after: residual };
				const explained = explain(h, d, compiled);
				if (!explained.mayBeProposed) return [];
				const local = explained.results.find(({ rule }) => rule === 'PRI-03')!.figures.weight as number;
				const priority = prioritiesEnded(h, d, currentFacts, residual).reduce(
					(sum, kind) => sum + priorityPoints[kind],
					local
				);
				const change = { ...bills, verdict: verdictOf(h, d, compiled) };
				const quality = qualityOf(
					{
						...change,
						wishesMet: need.wishes.filter((wish) => isMet(wish, home, current, bills) === true).length,
						waiting: waitingPoints(publishedOn, setting.on, qualityPoints)
					},
					qualityPoints
				);
				return [`${household.id} → ${home.id}: ${priority}, ${robustnessScorer(linkChances)(change)}, ${quality}`];
			});
		})
		.sort();
}

function isInside(need: Need, home: CompatibilityInput['vacancies'][number], residual: number): boolean {
	const rooms = Math.min(6, home.rooms);
	if (!need.communes.includes(home.commune)) return false;
	if (rooms < Math.min(6, need.minRooms) || rooms > Math.min(6, need.maxRooms)) return false;
	if (need.minArea !== null && home.area < need.minArea) return false;
	if (need.maxFloorWithoutLift !== null && !home.hasLift && home.floor > need.maxFloorWithoutLift) return false;
	return need.maxResidualBill === null || residual <= need.maxResidualBill;
}

/** The pairs of a graph in the same words. */
export function pairsWithPoints({ pool, vertices }: CompatibilityGraph): string[] {
	const numbers = (name: string, arc: number) => {
		const level = pool.levels.find((one) => one.name === name)!;
		return numbersOf(level)![arc]!;
	};
	return Array.from({ length: vertexCount(pool) }, (_, u) =>
		Array.from({ length: pool.rowStart[u + 1]! - pool.rowStart[u]! }, (_, i) => {
			const arc = pool.rowStart[u]! + i;
			const { householdId } = vertices[pool.target[arc]!]!.listing!;
			const points = ['priorities', 'robustness', 'quality'].map((name) => numbers(name, arc)).join(', ');
			return `${householdId} → ${vertices[u]!.dwellingId}: ${points}`;
		})
	)
		.flat()
		.sort();
}
