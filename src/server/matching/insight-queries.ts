import { and, eq, inArray } from 'drizzle-orm';
import type { RuleId } from '#domain/eligibility/rule-ids.ts';
import { typologieOf, type Typologie } from '#domain/dwellings/dwelling.ts';
import { disclosed } from '#domain/matching/disclosure.ts';
import type { Advice, HouseholdInsight } from '#domain/matching/insight/household.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { noteReading } from '../households/help.ts';
import { listings } from '../needs/tables.ts';
import { communes, organisms } from '../organisms/tables.ts';
import type { ForHousehold, Staff } from '../platform/actor.ts';
import { readSensitive } from '../platform/audit.ts';
import type { Context, Tx } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { householdInsights, runInsights } from './tables.ts';

/** What a coordinator learns from a run: homes by kind and place, rules, organisms; null: fewer than may be shown. */
export type RunInsightView = {
	homes: { typologie: Typologie; commune: string; homes: number; wantedBy: number; moves: number }[];
	rules: { rule: RuleId; pairs: number | null; moves: number | null; isProven: boolean }[];
	organisms: { organism: string; alone: number; together: number; isProven: boolean }[];
};

/** Kinds of homes told, at most. */
const mostHomes = 12;

/** What a run teaches, or null as long as nothing has been worked out. */
export async function readRunInsight(tx: Tx, runId: string): Promise<RunInsightView | null> {
	const [row] = await tx.select().from(runInsights).where(eq(runInsights.runId, runId));
	if (!row) return null;
	const { homes, rules, organisms: balances } = row.insight;
	const told = homes.filter(({ moves }) => moves > 0).slice(0, mostHomes);
	const names = await communeNames(
		tx,
		told.map(({ commune }) => commune)
	);
	const organismNames = await tx.select({ id: organisms.id, name: organisms.name }).from(organisms);
	return {
		homes: told.map(({ commune, rooms, ...figures }) => ({
			typologie: typologieOf(rooms),
			commune: names.get(commune) ?? commune,
			...figures
		})),
		rules: rules.map((one) => ({ ...one, pairs: disclosed(one.pairs), moves: disclosed(one.moves) })),
		organisms: balances
			.map(({ organismId, ...one }) => ({
				organism: organismNames.find(({ id }) => id === organismId)?.name ?? '',
				...one
			}))
			.sort((a, b) => a.organism.localeCompare(b.organism, 'fr'))
	};
}

async function communeNames(tx: Tx, insee: readonly string[]): Promise<Map<string, string>> {
	if (insee.length === 0) return new Map();
	const rows = await tx
		.select({ insee: communes.insee, name: communes.name })
		.from(communes)
		.where(inArray(communes.insee, [...insee]));
	return new Map(rows.map(({ insee: code, name }) => [code, name]));
}

/** One change of an annonce as it is told: the commune by its name. */
export type AdviceView = Advice & { commune: string | null };

export type HouseholdInsightView = Omit<HouseholdInsight, 'advice'> & {
	/** When the run it is about was asked for. */
	at: Date;
	advice: AdviceView[];
	/** The annonce has changed since. */
	isOutdated: boolean;
};

/** Why the household is in no exchange of the latest run; null when it is in one, or none has been made. */
export const getOwnInsight = (ctx: Context & { actor: ForHousehold }): Promise<HouseholdInsightView | null> =>
	asActor(ctx.deps, ctx.actor, (unit) => {
		noteReading(unit);
		return readInsight(unit.tx, eq(householdInsights.householdId, ctx.actor.householdId));
	});

/** The same for an annonce of one's organism. */
export const getListingInsight = (
	ctx: Context & { actor: Staff },
	input: { listingId: string }
): Promise<Result<HouseholdInsightView | null, 'LISTING_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { tx } = unit;
		const own = and(
			eq(listings.id, input.listingId),
			eq(listings.organismId, ctx.actor.organismId),
			// A household that has moved is no longer its former landlord's to read.
			eq(listings.state, 'published')
		);
		const [listing] = await tx.select({ id: listings.id, householdId: listings.householdId }).from(listings).where(own);
		if (!listing) return err('LISTING_NOT_FOUND');
		readSensitive(unit, 'listingCheck', listing.householdId);
		return ok(await readInsight(tx, eq(householdInsights.listingId, listing.id)));
	});

async function readInsight(tx: Tx, of: ReturnType<typeof eq>): Promise<HouseholdInsightView | null> {
	const [row] = await tx
		.select({ at: householdInsights.at, insight: householdInsights.insight, updatedAt: listings.updatedAt })
		.from(householdInsights)
		.innerJoin(listings, and(eq(listings.id, householdInsights.listingId), eq(listings.state, 'published')))
		.where(of);
	if (!row) return null;
	const { insight, at, updatedAt } = row;
	const names = await communeNames(
		tx,
		insight.advice.flatMap(({ change }) => (change.kind === 'commune' ? [change.to] : []))
	);
	return {
		...insight,
		at,
		isOutdated: updatedAt > at,
		advice: insight.advice.map((one) => ({
			...one,
			commune: one.change.kind === 'commune' ? (names.get(one.change.to) ?? null) : null
		}))
	};
}
