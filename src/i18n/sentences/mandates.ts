/** The words for who helps a household. */
import type { HelperAct, MandateRefusal } from '#domain/households/mandate.ts';
import * as m from '../paraglide/messages.js';
import { invitationErrors } from './accounts.ts';

type Sentences<Code extends string> = Record<Code, () => string>;

export const helperActNames: Sentences<HelperAct> = {
	listingStarted: m.mandate_act_listing_started,
	listingAnswered: m.mandate_act_listing_answered,
	documentDeposited: m.mandate_act_document_deposited
};

export const mandateRefusals: Sentences<MandateRefusal> = {
	HELPER_ALREADY_NAMED: m.mandate_refusal_named,
	HELPER_IS_A_HOLDER: m.mandate_refusal_holder,
	HELPERS_TOO_MANY: m.mandate_refusal_many,
	MANDATE_LENGTH_UNKNOWN: m.mandate_refusal_length,
	MANDATE_NOT_FOUND: m.mandate_refusal_not_found,
	MANDATE_OVER: m.mandate_refusal_not_found,
	KEY_REUSED: m.mandate_refusal_key
};

export const mandateErrors = { ...invitationErrors, MANDATE_LENGTH_MISSING: m.mandate_months_missing };
