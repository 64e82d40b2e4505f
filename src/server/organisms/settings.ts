import { and, asc, eq, sql } from 'drizzle-orm';
import type { CommitteeMember } from '#domain/commissions/member.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accounts } from '../accounts/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { isAllowed } from '../platform/trpc.ts';
import { asActor, command, type Unit } from '../platform/unit.ts';
import { rights } from '../platform/rights.ts';
import { readCommunes } from './communes.ts';
import { committeeMembers, communes, organisms } from './tables.ts';

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
				commune: committeeMembers.commune,
				communeName: communes.name,
				isVoting: committeeMembers.isVoting,
				isActive: committeeMembers.isActive,
				/** Somebody was invited to the seat. */
				hasAccount: sql<boolean>`${accounts.id} is not null`
			})
			.from(committeeMembers)
			.leftJoin(communes, eq(communes.insee, committeeMembers.commune))
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
			/** Those that a mayor may sit for. */
			communes: await readCommunes(tx),
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
type MemberAnswer = Promise<Result<null, 'MEMBER_NOT_FOUND' | 'COMMUNE_UNKNOWN' | 'KEY_REUSED'>>;

/** Adds a member to the commission. */
export const addMember = (ctx: StaffContext, input: MemberInput): MemberAnswer =>
	command(ctx, 'organisms.addMember', input, async (unit) => {
		if (!(await isPlaceKnown(unit.tx, input))) return err('COMMUNE_UNKNOWN');
		await unit.tx.insert(committeeMembers).values({ ...placed(input), organismId: ctx.actor.organismId });
		return changed(unit, ctx.actor, ['members']);
	});

/** Changes a member, or notes that the person no longer sits. Minutes already signed keep their own words. */
export const changeMember = (
	ctx: StaffContext,
	{ memberId, ...input }: MemberInput & { memberId: string; isActive: boolean }
): MemberAnswer =>
	command(ctx, 'organisms.changeMember', { memberId, ...input }, async (unit) => {
		if (!(await isPlaceKnown(unit.tx, input))) return err('COMMUNE_UNKNOWN');
		const moved = await unit.tx
			.update(committeeMembers)
			.set(placed(input))
			.where(and(eq(committeeMembers.id, memberId), eq(committeeMembers.organismId, ctx.actor.organismId)))
			.returning({ id: committeeMembers.id });
		if (moved.length === 0) return err('MEMBER_NOT_FOUND');
		return changed(unit, ctx.actor, ['members']);
	});

/** Only a mayor sits for a commune, whatever else the form held. */
const placed = <I extends MemberInput>(input: I): I => ({
	...input,
	commune: input.capacity === 'mayor' ? input.commune : null
});

const isPlaceKnown = async (tx: Tx, { commune }: MemberInput): Promise<boolean> =>
	commune === null || (await tx.$count(communes, eq(communes.insee, commune))) === 1;

async function loadOwn(tx: Tx, actor: Staff) {
	const [row] = await tx.select().from(organisms).where(eq(organisms.id, actor.organismId));
	return row!;
}

async function changed(unit: Unit, actor: Staff, names: string[]) {
	await unit.record([{ type: 'SettingsChanged', subjectId: actor.organismId, names }]);
	return ok(null);
}
