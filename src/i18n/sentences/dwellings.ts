import type { OfferRefusal } from '#domain/dwellings/offer.ts';
import * as m from '../paraglide/messages.js';

/** Why a dwelling is not offered to chains, or not taken back. */
export const offerRefusals: Record<OfferRefusal, () => string> = {
	DWELLING_NOT_FOUND: m.dwellings_refusal_not_found,
	DWELLING_OCCUPIED: m.dwellings_refusal_occupied,
	DWELLING_KEPT_OUT: m.dwellings_refusal_kept_out,
	DWELLING_RENT_UNKNOWN: m.dwellings_refusal_rent_unknown,
	DWELLING_IN_CHAIN: m.dwellings_refusal_in_chain,
	DWELLING_STEP_IMPOSSIBLE: m.dwellings_refusal_step_impossible
};
