import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import type { ProtectionRefusal } from '#domain/households/protection.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accounts } from '../accounts/tables.ts';
import { protectionReferents } from '../households/protection-tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { isAllowed } from '../platform/trpc.ts';
import { rights } from '../platform/rights.ts';
import { asActor, command } from '../platform/unit.ts';

type StaffContext = Context & { actor: Staff };

/** Who works for the organism and may know of its households: its auditor and its data-protection officer do not. */
const mayBeNamed = (organismId: string) =>
	and(
		eq(accounts.kind, 'staff'),
		eq(accounts.organismId, organismId),
		notInArray(accounts.staffRole, ['auditor', 'dataProtectionOfficer', 'commissionMember'])
	);

/** The two referents of the organism, whom any colleague sends somebody in danger to, and who may be named. */
export const getReferents = (ctx: StaffContext) =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) => {
		const colleagues = await tx
			.select({ accountId: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName })
			.from(accounts)
			.where(mayBeNamed(ctx.actor.organismId))
			.orderBy(asc(accounts.lastName), asc(accounts.firstName));
		const named = await tx
			.select({ accountId: protectionReferents.accountId })
			.from(protectionReferents)
			.where(eq(protectionReferents.organismId, ctx.actor.organismId))
			.orderBy(asc(protectionReferents.seat));
		const nameOf = new Map(
			colleagues.map(({ accountId, firstName, lastName }) => [accountId, `${firstName} ${lastName}`])
		);
		const mayName = isAllowed(rights['organisms.nameReferents']!, ctx.actor);
		return {
			referents: named.map(({ accountId }) => ({ accountId, name: nameOf.get(accountId) ?? '' })),
			colleagues: mayName ? [...nameOf].map(([accountId, name]) => ({ accountId, name })) : [],
			actions: (mayName ? ['name'] : []) as 'name'[]
		};
	});

/** Names the two referents, in the place of those before them. */
export const nameReferents = (
	ctx: StaffContext,
	input: { first: string; second: string }
): Promise<Result<null, ProtectionRefusal>> =>
	command(ctx, 'organisms.nameReferents', input, async (unit) => {
		const { organismId } = ctx.actor;
		const accountIds = [input.first, input.second];
		const known = await unit.tx.$count(accounts, and(inArray(accounts.id, accountIds), mayBeNamed(organismId)));
		if (known !== accountIds.length) return err('REFERENT_NOT_FOUND');
		await unit.tx.delete(protectionReferents).where(eq(protectionReferents.organismId, organismId));
		await unit.tx
			.insert(protectionReferents)
			.values(accountIds.map((accountId, index) => ({ organismId, seat: index + 1, accountId })));
		await unit.record([{ type: 'SettingsChanged', subjectId: organismId, names: ['protectionReferents'] }]);
		return ok(null);
	});
