import * as m from '#i18n/paraglide/messages.js';
import { proposalRefusals } from '#i18n/sentences/proposals.ts';

/** Why an answer is refused. */
export const answerRefusals = { ...proposalRefusals, KEY_REUSED: m.tenant_key_reused };
