/** Chains as a coordinator reads them: homes, states, dates and whose turn it is. Nothing about people. */
import { asc, eq, inArray } from 'drizzle-orm';
import { awaitedLegs, type BreakReason, type Leg, type Proposal } from '#domain/proposals/proposal.ts';
import { proposalWorkflow, type ProposalState } from '#domain/proposals/proposal.workflow.ts';
import { answerShown } from '#domain/proposals/stages.ts';
import type { LegState } from '#domain/proposals/leg.workflow.ts';
import { homeInShort, publicSheet, type HomeInShort } from '../dwellings/public-sheet.ts';
import { dwellings } from '../dwellings/tables.ts';
import { communes, organisms } from '../organisms/tables.ts';
import type { Tx } from '../platform/context.ts';
import { legs, proposals } from './tables.ts';

type Row = typeof proposals.$inferSelect;

/** Who must act for the chain to go on, named where a coordinator may name them: households by their letter. */
export type Awaited = {
	of: 'coordinator' | 'households' | 'organisms' | 'nobody';
	names: string[];
};

export type ChainMove = {
	/** The letter of the household in its chain. */
	name: string;
	state: LegState;
	answer: 'agreed' | 'awaited' | 'declined';
	/** The organism that houses it today, and the one that would. */
	organism: string;
	targetOrganism: string;
	home: HomeInShort;
	target: HomeInShort;
};

export const coordinatorActions = ['publish', 'discard'] as const;
export type CoordinatorAction = (typeof coordinatorActions)[number];

export type ChainView = {
	proposalId: string;
	reference: string;
	runId: string;
	kind: Row['kind'];
	path: Row['path'];
	state: ProposalState;
	moves: ChainMove[];
	/** The vacant dwelling the chain starts from. */
	vacant: HomeInShort | null;
	/** Every organism of the chain, once. */
	organisms: string[];
	awaited: Awaited;
	foundAt: Date;
	publishedAt: Date | null;
	dueAt: Date | null;
	signingDay: string | null;
	endedAt: Date | null;
	brokenReason: BreakReason | null;
	/** The broken chain that this one repairs, and the chain found to repair this one. */
	repairs: { proposalId: string; reference: string } | null;
	repairedBy: { proposalId: string; reference: string } | null;
	/** What the coordinator may do now. */
	actions: CoordinatorAction[];
};

/** The views of some chains, in their order. */
export async function viewChains(tx: Tx, rows: readonly Row[]): Promise<ChainView[]> {
	if (rows.length === 0) return [];
	const ids = rows.map((row) => row.id);
	const legRows = await tx.select().from(legs).where(inArray(legs.proposalId, ids)).orderBy(asc(legs.position));
	const legsOf = Map.groupBy(legRows, (leg) => leg.proposalId);
	const homes = await readHomes(tx, [
		...new Set(legRows.flatMap((leg) => [leg.currentDwellingId, leg.targetDwellingId]))
	]);
	const names = new Map((await tx.select().from(organisms)).map((organism) => [organism.id, organism.name]));
	const linked = await readRepairs(tx, rows);
	return rows.map((row) => viewOf(row, legsOf.get(row.id) ?? [], homes, names, linked));
}

/** The letter of a household in its chain. */
const letterOf = (position: number): string => String.fromCharCode('A'.charCodeAt(0) + position);

function viewOf(
	row: Row,
	ordered: Leg[],
	homes: ReadonlyMap<string, HomeInShort>,
	names: ReadonlyMap<string, string>,
	{ repaired, repairing }: Repairs
): ChainView {
	const proposal: Proposal = {
		id: row.id,
		kind: row.kind,
		path: row.path,
		state: row.state,
		dueAt: row.dueAt,
		signingDay: row.signingDay,
		legs: ordered
	};
	const lived = new Set(ordered.map((leg) => leg.currentDwellingId));
	const vacant = ordered.find((leg) => !lived.has(leg.targetDwellingId));
	const nameOf = (organismId: string) => names.get(organismId) ?? '';
	return {
		proposalId: row.id,
		reference: row.reference,
		runId: row.runId,
		kind: row.kind,
		path: row.path,
		state: row.state,
		moves: ordered.map((leg) => ({
			name: letterOf(leg.position),
			state: leg.state,
			answer: isNo(leg) ? 'declined' : row.state === 'found' ? 'awaited' : answerShown(proposal, leg),
			organism: nameOf(leg.homeOrganismId),
			targetOrganism: nameOf(leg.targetOrganismId),
			home: homes.get(leg.currentDwellingId)!,
			target: homes.get(leg.targetDwellingId)!
		})),
		vacant: vacant ? homes.get(vacant.targetDwellingId)! : null,
		organisms: row.organismIds.map(nameOf).sort((a, b) => a.localeCompare(b, 'fr')),
		awaited: awaitedBy(proposal, nameOf),
		foundAt: row.foundAt,
		publishedAt: row.publishedAt,
		dueAt: row.dueAt,
		signingDay: row.signingDay,
		endedAt: row.endedAt,
		brokenReason: row.brokenReason,
		repairs: (row.repairsId && repaired.get(row.repairsId)) || null,
		repairedBy: repairing.get(row.id) ?? null,
		actions: coordinatorActions.filter((action) => proposalWorkflow.next(row.state, action) !== null)
	};
}

const isNo = ({ state }: Leg) =>
	state === 'declined' || state === 'opposed' || state === 'refused' || state === 'expired';

function awaitedBy(proposal: Proposal, nameOf: (organismId: string) => string): Awaited {
	const waiting = awaitedLegs(proposal);
	const owners = (some: readonly Leg[]) => [...new Set(some.map((leg) => nameOf(leg.targetOrganismId)))].sort();
	switch (proposal.state) {
		case 'found':
			return { of: 'coordinator', names: [] };
		case 'open':
		case 'visiting':
		case 'committing':
		case 'offered':
			return { of: 'households', names: waiting.map((leg) => letterOf(leg.position)) };
		case 'instructing':
		case 'confirmed':
		case 'signing':
			return { of: 'organisms', names: owners(waiting) };
		case 'sealed':
			// Any of them may set the day for all.
			return { of: 'organisms', names: owners(proposal.legs) };
		case 'completed':
		case 'broken':
		case 'discarded':
			return { of: 'nobody', names: [] };
	}
}

async function readHomes(tx: Tx, dwellingIds: string[]): Promise<Map<string, HomeInShort>> {
	const rows = await tx
		.select({ dwelling: dwellings, commune: communes.name, organism: organisms.name })
		.from(dwellings)
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.innerJoin(organisms, eq(organisms.id, dwellings.organismId))
		.where(inArray(dwellings.id, dwellingIds));
	return new Map(rows.map((row) => [row.dwelling.id, homeInShort(publicSheet(row.dwelling, row))]));
}

type Named = { proposalId: string; reference: string };
type Repairs = { repaired: Map<string, Named>; repairing: Map<string, Named> };

/** The chains that these repair, and the chains that repair these. A repair set aside no longer counts. */
async function readRepairs(tx: Tx, rows: readonly Row[]): Promise<Repairs> {
	const named = { proposalId: proposals.id, reference: proposals.reference };
	const broken = rows.map((row) => row.repairsId).filter((id) => id !== null);
	const repaired = broken.length ? await tx.select(named).from(proposals).where(inArray(proposals.id, broken)) : [];
	const repairing = await tx
		.select({ ...named, repairsId: proposals.repairsId, state: proposals.state })
		.from(proposals)
		.where(
			inArray(
				proposals.repairsId,
				rows.map((row) => row.id)
			)
		)
		.orderBy(asc(proposals.reference));
	return {
		repaired: new Map(repaired.map((one) => [one.proposalId, one])),
		repairing: new Map(
			repairing
				.filter((one) => one.state !== 'discarded')
				.map(({ repairsId, proposalId, reference }) => [repairsId!, { proposalId, reference }])
		)
	};
}
