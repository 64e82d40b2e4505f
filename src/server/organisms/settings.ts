import { and, asc, eq, sql } from 'drizzle-orm';
import type { CommitteeMember } from '#domain/commissions/meeting.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accounts } from '../accounts/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { isAllowed } from '../platform/trpc.ts';
import { asActor, command, type Unit } from '../platform/unit.ts';
import { rights } from '../platform/rights.ts';
import { committeeMembers, organisms } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, 'MEMBER_NOT_FOUND' | 'KEY_REUSED'>>;

/** Everything the organism settles of itself, and whether who asks may change it. */
export const getSettings = (ctx: StaffContext) =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) => {
		const own = await loadOwn(tx, ctx.actor);
		const members = await tx
			.select({
				id: committeeMembers.id,
				name: committeeMembers.name,
				capacity: committeeMembers.capacity,
				isVoting: committeeMembers.isVoting,
				isActive: committeeMembers.isActive,
				/** Somebody was invited to the seat. */
				hasAccount: sql<boolean>`${accounts.id} is not null`
			})
			.from(committeeMembers)
			.leftJoin(accounts, eq(accounts.committeeMemberId, committeeMembers.id))
			.where(eq(committeeMembers.organismId, ctx.actor.organismId))
			.orderBy(asc(committeeMembers.name));
		return {
			name: own.name,
			kind: own.kind,
			phone: own.phone,
			email: own.email,
			openingHours: own.openingHours,
			quorum: own.quorum,
			allowsExchangeAlone: own.allowsExchangeAlone,
			members,
			actions: isAllowed(rights['organisms.changeContact']!, ctx.actor) ? ['change'] : []
		};
	});

/** How the organism is reached: written on every page where someone may need it. */
export const changeContact = (
	ctx: StaffContext,
	input: { phone: string; email: string; openingHours: string }
): Answer =>
	command(ctx, 'organisms.changeContact', input, async (unit) => {
		await unit.tx.update(organisms).set(input).where(eq(organisms.id, ctx.actor.organismId));
		return changed(unit, ctx.actor, Object.keys(input));
	});

/** What the règlement intérieur of the commission says. A meeting keeps the quorum it was opened with. */
export const changeCommissionRules = (
	ctx: StaffContext,
	input: { quorum: number | null; allowsExchangeAlone: boolean }
): Answer =>
	command(ctx, 'organisms.changeCommissionRules', input, async (unit) => {
		await unit.tx.update(organisms).set(input).where(eq(organisms.id, ctx.actor.organismId));
		return changed(unit, ctx.actor, Object.keys(input));
	});

type MemberInput = Omit<CommitteeMember, 'id'> & { name: string };

/** Adds a member to the commission. */
export const addMember = (ctx: StaffContext, input: MemberInput): Answer =>
	command(ctx, 'organisms.addMember', input, async (unit) => {
		await unit.tx.insert(committeeMembers).values({ ...input, organismId: ctx.actor.organismId });
		return changed(unit, ctx.actor, ['members']);
	});

/** Changes a member, or notes that the person no longer sits. Minutes already signed keep their own words. */
export const changeMember = (
	ctx: StaffContext,
	{ memberId, ...input }: MemberInput & { memberId: string; isActive: boolean }
): Answer =>
	command(ctx, 'organisms.changeMember', { memberId, ...input }, async (unit) => {
		const moved = await unit.tx
			.update(committeeMembers)
			.set(input)
			.where(and(eq(committeeMembers.id, memberId), eq(committeeMembers.organismId, ctx.actor.organismId)))
			.returning({ id: committeeMembers.id });
		if (moved.length === 0) return err('MEMBER_NOT_FOUND');
		return changed(unit, ctx.actor, ['members']);
	});

async function loadOwn(tx: Tx, actor: Staff) {
	const [row] = await tx.select().from(organisms).where(eq(organisms.id, actor.organismId));
	return row!;
}

async function changed(unit: Unit, actor: Staff, names: string[]) {
	await unit.record([{ type: 'SettingsChanged', subjectId: actor.organismId, names }]);
	return ok(null);
}
