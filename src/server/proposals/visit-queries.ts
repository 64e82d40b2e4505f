import { eq, or } from 'drizzle-orm';
import { inOrder } from '#domain/proposals/stages.ts';
import { visitActionsOn } from '#domain/proposals/visit.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { homeInShort } from '../dwellings/public-sheet.ts';
import { dwellingAddresses } from '../dwellings/tables.ts';
import { organisms } from '../organisms/tables.ts';
import type { Tenant } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { lettersOf, readOwnChains, type OwnChain } from './own-chains.ts';
import { visits } from './tables.ts';
import { sideOf } from './visits.ts';

type VisitRow = typeof visits.$inferSelect;

/** The two visits of a household in a chain: the home it would take, and its own when someone would come. */
export const listOwnVisits = (
	ctx: Context & { actor: Tenant },
	input: { proposalId: string }
): Promise<Result<Awaited<ReturnType<typeof visitsOf>>, 'PROPOSAL_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { tx, now } = unit;
		const [chain] = await readOwnChains(unit, ctx.actor.householdId, input.proposalId);
		return chain ? ok(await visitsOf(tx, chain, now)) : err('PROPOSAL_NOT_FOUND');
	});

/** The visits of a chain that a household makes or receives. */
export async function readOwnVisits(tx: Tx, chain: OwnChain): Promise<VisitRow[]> {
	const { householdId } = chain.own;
	const legIds = new Set(chain.proposal.legs.map((leg) => leg.id));
	const rows = await tx
		.select()
		.from(visits)
		.where(or(eq(visits.householdId, householdId), eq(visits.hostHouseholdId, householdId)));
	return rows
		.filter((row) => legIds.has(row.legId))
		.sort((a, b) => Number(b.householdId === householdId) - Number(a.householdId === householdId));
}

async function visitsOf(tx: Tx, chain: OwnChain, now: Date) {
	const { row: proposalRow, proposal, own, sheets } = chain;
	const letters = lettersOf(inOrder(proposal.legs, own.id), own.id);
	const rows = await readOwnVisits(tx, chain);
	const views = [];
	for (const row of rows) {
		const leg = proposal.legs.find((one) => one.id === row.legId)!;
		const host = proposal.legs.find((one) => one.householdId === row.hostHouseholdId);
		const side = sideOf(row, own.householdId)!;
		views.push({
			legId: row.legId,
			side,
			/** The letter of the other household; null when the organism opens the door of a vacant home. */
			other: side === 'host' ? (letters.get(leg.id) ?? null) : ((host && letters.get(host.id)) ?? null),
			home: homeInShort(sheets.get(leg.targetDwellingId)!),
			plannedFor: row.plannedFor,
			proposedBy: row.proposedBy,
			agreedAt: row.agreedAt,
			doneAt: row.doneAt,
			actions: visitActionsOn(row, proposal, side, now),
			// A chain that has ended takes the address back.
			address:
				side === 'visitor' && row.agreedAt && proposal.state !== 'broken'
					? await readAddress(tx, leg.targetDwellingId)
					: null,
			organism: row.hostHouseholdId ? null : await readOrganism(tx, row.targetOrganismId)
		});
	}
	return {
		now,
		id: proposalRow.id,
		reference: proposalRow.reference,
		state: proposalRow.state,
		dueAt: proposalRow.dueAt,
		/** The household has already said that it goes on after its visit. */
		hasVisited: own.state !== 'accepted' && own.state !== 'proposed',
		visits: views
	};
}

async function readAddress(tx: Tx, dwellingId: string) {
	const [row] = await tx
		.select({
			street: dwellingAddresses.street,
			postalCode: dwellingAddresses.postalCode,
			door: dwellingAddresses.door
		})
		.from(dwellingAddresses)
		.where(eq(dwellingAddresses.dwellingId, dwellingId));
	return row ?? null;
}

async function readOrganism(tx: Tx, organismId: string) {
	const [row] = await tx
		.select({ name: organisms.name, phone: organisms.phone, openingHours: organisms.openingHours })
		.from(organisms)
		.where(eq(organisms.id, organismId));
	return row!;
}
