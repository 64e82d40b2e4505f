/**
 * Households in danger (violence, protection order). Two referents of their organism know of them, and nobody else:
 * their annonce, their file and every count stay as they would be. What changes is that no search finds anything for
 * them, so that no chain, visit or address ever comes of it; the referents see to their move themselves.
 */
import { createHmac } from 'node:crypto';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import { discard, endLeg } from '#domain/proposals/proposal.ts';
import { liveProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { ProtectionRefusal } from '#domain/households/protection.input.ts';
import { leases } from '../dwellings/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Config } from '../platform/config.ts';
import type { Context, Deps } from '../platform/context.ts';
import { open, seal } from '../platform/sealed.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { legs, proposals } from '../proposals/tables.ts';
import { loadProposal, saveProposal } from '../proposals/store.ts';
import { protectionReferents, protections } from './protection-tables.ts';
import { households } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type ProtectionFile = { householdId: string; since: Day };

const subjectOf = (config: Pick<Config, 'secretFor'>, householdId: string): string =>
	createHmac('sha256', config.secretFor('protection')).update(householdId).digest('hex');

const placeOf = (subject: string) => ({ table: 'protection', column: 'file', row: subject });

/** The row of a protected household. */
export function protectionOf(
	config: Pick<Config, 'secretFor' | 'sealingKeys'>,
	{ organismId, ...file }: ProtectionFile & { organismId: string }
): typeof protections.$inferInsert {
	const subject = subjectOf(config, file.householdId);
	return { subject, organismId, file: seal(config, placeOf(subject), file) };
}

/** Which of the households that whoever asks may know of are protected. The jobs know of all. */
async function readProtected({ tx, deps }: Pick<Unit, 'tx' | 'deps'>): Promise<ProtectionFile[]> {
	const rows = await tx.select().from(protections);
	return rows.map(({ subject, file }) => open<ProtectionFile>(deps.config, placeOf(subject), file));
}

/** No home is this large: what asks for it finds nothing, like many who ask for what is not there. m². */
const noSuchArea = 1_000_000;

/** The households that no search may find anything for. */
export const readHidden = async (unit: Pick<Unit, 'tx' | 'deps'>): Promise<ReadonlySet<string>> =>
	new Set((await readProtected(unit)).map(({ householdId }) => householdId));

type Searching = { household: { id: string }; need: { minArea?: number | null } };

/** A listing as a search reads it: that of a protected household looks for a home that does not exist. */
export const outOfReach = <L extends Searching>(listing: L, hidden: ReadonlySet<string>): L =>
	hidden.has(listing.household.id)
		? { ...listing, need: { ...listing.need, minArea: noSuchArea }, askedNeed: listing.need }
		: listing;

const isReferent = async (tx: Unit['tx'], { accountId, organismId }: Staff): Promise<boolean> =>
	(await tx.$count(
		protectionReferents,
		and(eq(protectionReferents.accountId, accountId), eq(protectionReferents.organismId, organismId))
	)) > 0;

/** The protected households of the organism, for its referents; anybody else is told that there is nothing. */
export const listProtected = (ctx: StaffContext) =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		if (!(await isReferent(unit.tx, ctx.actor))) return { isReferent: false, households: [] };
		const files = await readProtected(unit);
		const since = new Map(files.map((file) => [file.householdId, file.since]));
		const rows = await unit.tx
			.select({ householdId: households.id, name: households.name, leaseNumber: leases.number })
			.from(households)
			.innerJoin(leases, and(eq(leases.householdId, households.id), isNull(leases.endsOn)))
			.where(and(inArray(households.id, [...since.keys()]), eq(households.organismId, ctx.actor.organismId)))
			.orderBy(households.name);
		note(unit, 'ProtectionRead');
		return { isReferent: true, households: rows.map((row) => ({ ...row, since: since.get(row.householdId)! })) };
	});

/**
 * Puts a household under protection. It leaves the chains it is in, found or under way, as if it had said no: nobody
 * is told more.
 */
export async function protect(
	ctx: StaffContext,
	input: { leaseNumber: string }
): Promise<Result<null, ProtectionRefusal>> {
	// Under no key: the stored answer of a command would outlive the protection.
	const found = await asActor(ctx.deps, ctx.actor, async (unit): Promise<Result<string, ProtectionRefusal>> => {
		if (!(await isReferent(unit.tx, ctx.actor))) return err('HOUSEHOLD_NOT_FOUND');
		const [lease] = await unit.tx
			.select({ householdId: leases.householdId })
			.from(leases)
			.where(
				and(eq(leases.number, input.leaseNumber), eq(leases.organismId, ctx.actor.organismId), isNull(leases.endsOn))
			);
		if (!lease) return err('LEASE_UNKNOWN');
		const file = { ...lease, organismId: ctx.actor.organismId, since: dayOf(unit.now) };
		await unit.tx.insert(protections).values(protectionOf(ctx.deps.config, file)).onConflictDoNothing();
		note(unit, 'ProtectionOpened');
		return ok(lease.householdId);
	});
	if (!found.ok) return found;
	await leaveChains(ctx.deps, found.value);
	return ok(null);
}

/** Ends the protection: the household is like any other again. */
export const liftProtection = (
	ctx: StaffContext,
	input: { householdId: string }
): Promise<Result<null, ProtectionRefusal>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const subject = subjectOf(ctx.deps.config, input.householdId);
		const lifted = (await isReferent(unit.tx, ctx.actor))
			? await unit.tx
					.delete(protections)
					.where(and(eq(protections.subject, subject), eq(protections.organismId, ctx.actor.organismId)))
					.returning({ subject: protections.subject })
			: [];
		if (lifted.length === 0) return err('HOUSEHOLD_NOT_FOUND');
		note(unit, 'ProtectionLifted');
		return ok(null);
	});

/** Erases the protection of a household that is erased itself. */
export async function forgetProtection({ tx, deps }: Pick<Unit, 'tx' | 'deps'>, householdId: string): Promise<void> {
	await tx.delete(protections).where(eq(protections.subject, subjectOf(deps.config, householdId)));
}

/** That a referent acted is in the journal of the organism; on whom is not, since its auditors read it. */
const note = (unit: Unit, action: 'ProtectionRead' | 'ProtectionOpened' | 'ProtectionLifted'): void =>
	void unit.journal.push({
		journal: 'acts',
		chains: [],
		action,
		subject: null,
		isPerson: false,
		event: null,
		data: {}
	});

/** The exchange does it, not the referent: an event that names who acted would say why. */
async function leaveChains(deps: Deps, householdId: string): Promise<void> {
	await asActor(deps, { role: 'system' }, async (unit) => {
		const own = await unit.tx
			.select({ proposalId: legs.proposalId, legId: legs.id })
			.from(legs)
			.innerJoin(proposals, eq(proposals.id, legs.proposalId))
			.where(and(eq(legs.householdId, householdId), inArray(proposals.state, ['found', ...liveProposalStates])))
			.orderBy(legs.proposalId);
		for (const { proposalId, legId } of own) {
			const loaded = await loadProposal(unit.tx, proposalId);
			if (!loaded) continue;
			const decided =
				loaded.proposal.state === 'found'
					? discard(loaded.proposal)
					: endLeg(loaded.proposal, legId, 'decline', unit.now);
			if (decided.ok) await saveProposal(unit, loaded, decided.value);
		}
	});
}
