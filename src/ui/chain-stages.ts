import type { ChainStage } from '#domain/proposals/stages.ts';
import * as m from '#i18n/paraglide/messages.js';

/** The name of each stage, as a household reads it. */
export const chainStageTitles: Record<ChainStage, () => string> = {
	proposal: m.ui_stage_proposal,
	answers: m.ui_stage_answers,
	visits: m.ui_stage_visits,
	commitment: m.ui_stage_commitment,
	instruction: m.ui_stage_instruction,
	commissions: m.ui_stage_commissions,
	agreement: m.ui_stage_agreement,
	leases: m.ui_stage_leases
};

/** What one must know while a stage lasts. Nothing is promised before every decision of the chain is final. */
export const chainStageWarnings: Partial<Record<ChainStage, () => string>> = {
	commitment: m.ui_stage_not_promised,
	instruction: m.ui_stage_not_promised,
	commissions: m.ui_stage_not_promised,
	agreement: m.ui_stage_agreement_hint
};
