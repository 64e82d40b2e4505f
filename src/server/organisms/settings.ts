import { and, asc, eq } from 'drizzle-orm';
import { defaultAffordability, type AffordabilitySettings } from '#domain/affordability/settings.ts';
import { dayOf } from '#domain/calendar.ts';
import type { CommitteeMember } from '#domain/commissions/meeting.ts';
import type { OrganismSettings } from '#domain/eligibility/settings.ts';
import type { ThresholdsInput } from '#domain/organisms/settings.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { isAllowed } from '../platform/trpc.ts';
import { asActor, command, type Unit } from '../platform/unit.ts';
import { rights } from '../platform/rights.ts';
import { committeeMembers, organisms } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, 'MEMBER_NOT_FOUND' | 'KEY_REUSED'>>;

/** A version of the thresholds, as `loadRuleSet` reads it: what was decided and since when. */
type Version = Partial<OrganismSettings>;
const versionsOf = (settings: Record<string, unknown>): Version[] =>
	(settings as { versions?: Version[] }).versions ?? [];

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
				isActive: committeeMembers.isActive
			})
			.from(committeeMembers)
			.where(eq(committeeMembers.organismId, ctx.actor.organismId))
			.orderBy(asc(committeeMembers.name));
		const last = versionsOf(own.ruleSettings).at(-1);
		const thresholds: AffordabilitySettings = { ...defaultAffordability, ...last };
		return {
			name: own.name,
			kind: own.kind,
			phone: own.phone,
			email: own.email,
			openingHours: own.openingHours,
			quorum: own.quorum,
			allowsExchangeAlone: own.allowsExchangeAlone,
			thresholds: {
				effortRateMax: thresholds.effortRateMax,
				livingAllowanceMin: thresholds.livingAllowanceMin,
				livingAllowancePer: thresholds.livingAllowancePer,
				livingAllowanceDivisor: thresholds.livingAllowanceDivisor,
				countVisitingChildren: thresholds.countVisitingChildren,
				appliesRls: thresholds.appliesRls,
				/** Null: the organism has decided nothing, the values are the usual ones. */
				since: last?.from ?? null
			},
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

/** The thresholds of the organism, in force from today; those of before stay, to compute again what used them. */
export const changeThresholds = (ctx: StaffContext, input: ThresholdsInput): Answer =>
	command(ctx, 'organisms.changeThresholds', input, async (unit) => {
		const own = await loadOwn(unit.tx, ctx.actor, true);
		const versions = versionsOf(own.ruleSettings);
		const { effortPercent, ...thresholds } = input;
		const next: Version = {
			...versions.at(-1),
			...thresholds,
			// Two decimals of a percent: 33.3 % must not become 0.33299999.
			effortRateMax: Math.round(effortPercent * 100) / 10_000,
			version: String(versions.length + 1),
			from: dayOf(unit.now)
		};
		await unit.tx
			.update(organisms)
			.set({ ruleSettings: { ...own.ruleSettings, versions: [...versions, next] } })
			.where(eq(organisms.id, ctx.actor.organismId));
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

async function loadOwn(tx: Tx, actor: Staff, isLocked = false) {
	const query = tx.select().from(organisms).where(eq(organisms.id, actor.organismId));
	const [row] = await (isLocked ? query.for('update') : query);
	return row!;
}

async function changed(unit: Unit, actor: Staff, names: string[]) {
	await unit.record([{ type: 'SettingsChanged', subjectId: actor.organismId, names }]);
	return ok(null);
}
