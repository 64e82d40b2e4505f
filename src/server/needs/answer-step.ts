import { eq, inArray } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import { answerStep as answer } from '#domain/needs/answer-step.ts';
import { canHelperAnswer, type ListingRefusal } from '#domain/needs/listing.ts';
import type { ListingStepAnswer } from '#domain/needs/listing-step.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { noteHelp } from '../households/help.ts';
import { households } from '../households/tables.ts';
import { communes } from '../organisms/tables.ts';
import type { ForHousehold } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command } from '../platform/unit.ts';
import { openHealth, sealHealth } from '../households/health.ts';
import { sealMotive } from './motive.ts';
import { answersOf, loadOwnListing } from './own-listing.ts';
import { listings } from './tables.ts';

/** Writes the answer of the household to one page of its annonce. */
export const answerStep = (
	ctx: Context & { actor: ForHousehold },
	input: ListingStepAnswer
): Promise<Result<null, ListingRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'needs.answer', input, async (unit) => {
		const { tx, now, deps } = unit;
		const listing = await loadOwnListing(unit, ctx.actor.householdId);
		if (!listing) return err('LISTING_NOT_FOUND');
		if (ctx.actor.role === 'helper' && !canHelperAnswer(listing.state, input.step)) return err('HOUSEHOLD_ALONE');
		if (!(await areKnown(tx, placesOf(input)))) return err('COMMUNE_UNKNOWN');
		const own = eq(households.id, ctx.actor.householdId);
		const [household] = await tx.select().from(households).where(own).for('update');
		const { situation } = household!;
		const health = openHealth(deps.config, household!);
		const about = { accessNeeds: health.accessNeeds, monthlyResources: situation.monthlyResources };
		const result = answer({ ...answersOf(listing), state: listing.state }, about, input, dayOf(now));
		if (!result.ok) return result;
		const { answers, situation: stated, isNeedChanged } = result.value;
		await tx
			.update(listings)
			.set({
				...answers,
				motive: sealMotive(deps.config, listing.id, answers.motive),
				version: listing.version + 1,
				updatedAt: now
			})
			.where(eq(listings.id, listing.id));
		if (stated.accessNeeds !== about.accessNeeds || stated.monthlyResources !== about.monthlyResources)
			await tx
				.update(households)
				.set({
					situation: { ...situation, monthlyResources: stated.monthlyResources },
					health: sealHealth(deps.config, household!.id, { ...health, accessNeeds: stated.accessNeeds })
				})
				.where(own);
		// A draft changes at every page; what is worth remembering is a search that others already count on.
		if (isNeedChanged && listing.publishedOn)
			await unit.record([{ type: 'NeedChanged', listingId: listing.id }], { organismIds: [listing.organismId] });
		await noteHelp(unit, 'listingAnswered');
		return ok(null);
	});

function placesOf(input: ListingStepAnswer): string[] {
	if (input.step === 'places') return input.communes;
	return input.step === 'wishes' && input.preferredCommune !== '' ? [input.preferredCommune] : [];
}

async function areKnown(tx: Tx, codes: string[]): Promise<boolean> {
	if (codes.length === 0) return true;
	return (await tx.$count(communes, inArray(communes.insee, codes))) === new Set(codes).size;
}
