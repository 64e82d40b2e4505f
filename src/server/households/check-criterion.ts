/** Local criteria in the file of a household: what may be checked, and noting a check. */
import { and, eq, inArray } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import { criteriaFor, reviewOf, type ReviewedCriterion } from '#domain/eligibility/local-criteria.ts';
import { organismRulesOf } from '#domain/eligibility/settings.ts';
import { checkCriterion, type CriterionCheckInput, type CriterionRefusal } from '#domain/households/criterion-check.ts';
import type { CriterionCheck } from '#domain/households/household.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accounts } from '../accounts/tables.ts';
import { loadRuleSet } from '../organisms/rule-set.ts';
import { organisms } from '../organisms/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { rights } from '../platform/rights.ts';
import { isAllowed } from '../platform/trpc.ts';
import { asSystem, command } from '../platform/unit.ts';
import { mayReadHousehold } from './may-read.ts';
import { households } from './tables.ts';

/** The criteria in force that staff may check: those of the charter, and of their own organism. */
async function publishedFor(tx: Tx, actor: Staff, on: Day) {
	const [organism] = await tx
		.select({ territoryId: organisms.territoryId })
		.from(organisms)
		.where(eq(organisms.id, actor.organismId));
	const rules = await loadRuleSet(tx, organism!.territoryId, on);
	return criteriaFor(rules.charter, actor.organismId, organismRulesOf(rules, actor.organismId));
}

export type CriteriaReview = {
	criteria: (ReviewedCriterion & {
		/** Who checked it; null when their name is not to be read here. */
		by: string | null;
	})[];
	mayCheck: boolean;
};

/** The criteria that staff may check for a household, with what was noted of each. */
export async function readCriteria(
	tx: Tx,
	actor: Staff,
	checks: readonly CriterionCheck[] | undefined,
	on: Day
): Promise<CriteriaReview> {
	const criteria = reviewOf(await publishedFor(tx, actor, on), checks);
	const authors = criteria.flatMap(({ check }) => (check?.by ? [check.by] : []));
	const people = authors.length
		? await tx
				.select({ id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName })
				.from(accounts)
				.where(inArray(accounts.id, authors))
		: [];
	const nameOf = (id: string | null) => {
		const person = people.find((one) => one.id === id);
		return person ? `${person.firstName} ${person.lastName}` : null;
	};
	return {
		criteria: criteria.map((criterion) => ({ ...criterion, by: nameOf(criterion.check?.by ?? null) })),
		mayCheck: isAllowed(rights['households.checkCriterion']!, actor)
	};
}

/**
 * Notes what an officer has checked of a criterion, for a household that the organism houses or instructs. The next run,
 * the file and the sheet of the commission read it.
 */
export const noteCriterion = (
	ctx: Context & { actor: Staff },
	input: CriterionCheckInput
): Promise<Result<null, CriterionRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'households.checkCriterion', input, async (unit) => {
		const { actor } = ctx;
		const on = dayOf(unit.now);
		const { householdId, owner } = input;
		const [readable] = await unit.tx
			.select({ id: households.id })
			.from(households)
			.where(and(eq(households.id, householdId), mayReadHousehold(actor.organismId)));
		if (!readable) return err('HOUSEHOLD_NOT_FOUND');
		const organismId = owner === 'organism' ? actor.organismId : null;
		const published = (await publishedFor(unit.tx, actor, on)).filter((one) => one.organismId === organismId);
		// The household may be another organism's: it is read here, and this one answer written.
		const noted = await asSystem(unit, async ({ tx }) => {
			const [row] = await tx.select().from(households).where(eq(households.id, householdId)).for('update');
			const { situation } = row!;
			const by = actor.accountId;
			const checked = checkCriterion(situation.localCriteria ?? [], input, { organismId, published, by, on });
			if (!checked.ok) return checked;
			await tx
				.update(households)
				.set({ situation: { ...situation, localCriteria: checked.value } })
				.where(eq(households.id, householdId));
			return ok(null);
		});
		if (!noted.ok) return noted;
		const { code, answer, proof } = input;
		await unit.record([{ type: 'CriterionChecked', householdId, owner, code, answer, proof }]);
		return ok(null);
	});
