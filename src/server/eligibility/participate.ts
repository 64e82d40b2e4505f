import { dayOf } from '#domain/calendar.ts';
import { mayTakePart } from '#domain/eligibility/participation.ts';
import { otherLandlords, type ParticipationInput } from '#domain/eligibility/participation.input.ts';
import { findLandlord, rulesFor } from '../affordability/simulate.ts';
import type { Context } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';

/** What four answers come down to, and whom to call. Nothing is written. */
export const answerParticipation = (ctx: Context, input: ParticipationInput) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const isOther = otherLandlords.some((other) => other === input.landlord);
		const landlord = isOther ? null : await findLandlord(tx, input.landlord);
		const { charter } = await rulesFor(tx, landlord?.territoryId ?? null, dayOf(now));
		return {
			...mayTakePart(input, landlord !== null, charter),
			landlord: landlord && { name: landlord.name, phone: landlord.phone, openingHours: landlord.openingHours }
		};
	});
