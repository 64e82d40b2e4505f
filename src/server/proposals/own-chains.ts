import { and, arrayContains, asc, desc, eq, inArray, notInArray } from 'drizzle-orm';
import type { Leg, Proposal } from '#domain/proposals/proposal.ts';
import { turnOf, type Turn } from '#domain/proposals/stages.ts';
import { publicSheet, type PublicSheet } from '../dwellings/public-sheet.ts';
import { dwellings } from '../dwellings/tables.ts';
import { communes, organisms } from '../organisms/tables.ts';
import type { Tx } from '../platform/context.ts';
import type { Unit } from '../platform/unit.ts';
import { readHolders, type Holder } from './holders.ts';
import { legAssessments, legs, proposals } from './tables.ts';

/** A chain as one of its households may know it: its own leg in full, the homes of the others. */
export type OwnChain = {
	row: typeof proposals.$inferSelect;
	proposal: Proposal;
	own: Leg;
	/** By dwelling, every home of the chain. */
	sheets: ReadonlyMap<string, PublicSheet>;
	assessment: typeof legAssessments.$inferSelect | null;
	/** The holders of its lease, while they are asked to commit. */
	holders: readonly Holder[];
};

/** The chains of a household that were put to it, newest first; one alone when its identifier is given. */
export async function readOwnChains(unit: Unit, householdId: string, proposalId?: string): Promise<OwnChain[]> {
	const { tx } = unit;
	const rows = await tx
		.select()
		.from(proposals)
		.where(
			and(
				arrayContains(proposals.householdIds, [householdId]),
				notInArray(proposals.state, ['found', 'discarded']),
				proposalId ? eq(proposals.id, proposalId) : undefined
			)
		)
		.orderBy(desc(proposals.publishedAt));
	if (rows.length === 0) return [];
	const legRows = await tx
		.select()
		.from(legs)
		.where(
			inArray(
				legs.proposalId,
				rows.map((row) => row.id)
			)
		)
		.orderBy(asc(legs.position));
	const sheets = await readSheets(
		tx,
		legRows.flatMap((leg) => [leg.currentDwellingId, leg.targetDwellingId])
	);
	const assessments = await tx
		.select()
		.from(legAssessments)
		.where(
			and(
				eq(legAssessments.householdId, householdId),
				inArray(
					legAssessments.legId,
					legRows.map((leg) => leg.id)
				)
			)
		);
	const committing = rows.filter((row) => row.state === 'committing').map((row) => row.id);
	const holders = await readHolders(
		unit,
		legRows.filter((leg) => leg.householdId === householdId && committing.includes(leg.proposalId))
	);
	return rows.flatMap((row) => {
		const own = legRows.find((leg) => leg.proposalId === row.id && leg.householdId === householdId);
		if (!own) return [];
		return {
			row,
			proposal: {
				id: row.id,
				kind: row.kind,
				path: row.path,
				state: row.state,
				dueAt: row.dueAt,
				signingDay: row.signingDay,
				legs: legRows.filter((leg) => leg.proposalId === row.id)
			},
			own,
			sheets,
			assessment: assessments.find((one) => one.legId === own.id) ?? null,
			holders: holders.get(own.id) ?? []
		};
	});
}

async function readSheets(tx: Tx, dwellingIds: readonly string[]): Promise<Map<string, PublicSheet>> {
	const rows = await tx
		.select({ dwelling: dwellings, commune: communes.name, organism: organisms.name })
		.from(dwellings)
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.innerJoin(organisms, eq(organisms.id, dwellings.organismId))
		.where(inArray(dwellings.id, [...new Set(dwellingIds)]));
	return new Map(rows.map((row) => [row.dwelling.id, publicSheet(row.dwelling, row)]));
}

/**
 * The letters by which the other households are named; the reader has none. They follow the order in which the chain
 * is read: a line is told from its vacant home.
 */
export function lettersOf(ordered: readonly Leg[], ownId: string): ReadonlyMap<string, string> {
	const isCycle = ordered.at(-1)?.targetDwellingId === ordered[0]?.currentDwellingId;
	const others = (isCycle ? ordered : ordered.toReversed()).filter((leg) => leg.id !== ownId);
	return new Map(others.map((leg, index) => [leg.id, String.fromCharCode('B'.charCodeAt(0) + index)]));
}

/** Whose turn it is for one holder of the lease: who has committed waits for the others who hold it. */
export function turnOfHolder({ proposal, own, holders }: OwnChain, accountId: string): Turn | null {
	const hasCommitted = holders.some((holder) => holder.accountId === accountId && holder.hasCommitted);
	const turn = turnOf(proposal, own);
	return turn === 'you' && hasCommitted ? 'others' : turn;
}

/** The first names of the other holders of the lease whose word is missing, once the reader has given theirs. */
export const awaitedHolders = ({ holders }: OwnChain, accountId: string): string[] =>
	holders.some((holder) => holder.accountId === accountId && holder.hasCommitted)
		? holders.filter((holder) => !holder.hasCommitted).map((holder) => holder.firstName)
		: [];
