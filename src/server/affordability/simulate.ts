import { asc, eq } from 'drizzle-orm';
import { simulate } from '#domain/affordability/simulation.ts';
import type { SimulationInput } from '#domain/affordability/simulation.input.ts';
import { dayOf, type Day } from '#domain/calendar.ts';
import { incomeYearAt } from '#domain/eligibility/income.ts';
import { aRuleSet, type RuleSet } from '#domain/eligibility/settings.ts';
import { loadRuleSet } from '../organisms/rule-set.ts';
import { communes, organisms, territories } from '../organisms/tables.ts';
import type { Context, Tx } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';

/** What the public forms let one choose from. */
export const getChoices = (ctx: Context) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => ({
		today: dayOf(now),
		/** The year of the tax income that the ceilings read today. */
		incomeYear: incomeYearAt(dayOf(now)),
		communes: await tx
			.select({ insee: communes.insee, name: communes.name, department: communes.department })
			.from(communes)
			.orderBy(asc(communes.name), asc(communes.insee)),
		landlords: await tx.select({ id: organisms.id, name: organisms.name }).from(organisms).orderBy(asc(organisms.name))
	}));

/** Two homes side by side, under the rules of today. */
export const simulateMove = (ctx: Context, input: SimulationInput) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const today = dayOf(now);
		const landlord = input.newLandlord && (await findLandlord(tx, input.newLandlord));
		// A landlord that is not of the exchange has no reference here: as if none was named.
		const asked = { ...input, newLandlord: landlord ? landlord.id : null };
		const rules = await rulesFor(tx, landlord ? landlord.territoryId : null, today);
		return { on: today, ...simulate(asked, rules, today), landlord: landlord ? landlord.name : null };
	});

/** An organism of the exchange, as anybody may know it. */
export async function findLandlord(tx: Tx, organismId: string) {
	const [landlord] = await tx
		.select({
			id: organisms.id,
			name: organisms.name,
			territoryId: organisms.territoryId,
			phone: organisms.phone,
			openingHours: organisms.openingHours
		})
		.from(organisms)
		.where(eq(organisms.id, organismId));
	return landlord ?? null;
}

/** The rules of a territory; of the only one here when none is meant; else the rule book alone. */
export async function rulesFor(tx: Tx, territoryId: string | null, on: Day): Promise<RuleSet> {
	if (territoryId) return loadRuleSet(tx, territoryId, on);
	const all = await tx.select({ id: territories.id }).from(territories).limit(2);
	return all.length === 1 ? loadRuleSet(tx, all[0]!.id, on) : aRuleSet();
}
