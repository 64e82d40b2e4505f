/** The opinion of the organism that would receive a household: with every yes, the chain is confirmed. */
import { err, ok, type Result } from '../result.ts';

export const opinionKinds = ['favourable', 'reserved', 'unfavourable'] as const;
export type OpinionKind = (typeof opinionKinds)[number];

export type OpinionRefusal = 'OPINION_REASONS_MISSING' | 'OPINION_WITHOUT_UNIQUE_NUMBER' | 'OPINION_RULE_BLOCKS';

/** What an opinion does to the leg: both kinds of yes support it, the no opposes it and ends the chain. */
export type OpinionEffect = 'support' | 'oppose';

/**
 * Checks an opinion. A no, like a reserve, says why: the household and the commission read it. Nobody may support a
 * household without numéro unique (CCH L.441-2-1) or against a rule that bars the attribution.
 */
export function weighOpinion(
	opinion: { kind: OpinionKind; reasons: string },
	file: { hasUniqueNumber: boolean; blockingRules: readonly string[] }
): Result<OpinionEffect, OpinionRefusal> {
	if (opinion.kind !== 'favourable' && opinion.reasons.trim() === '') return err('OPINION_REASONS_MISSING');
	if (opinion.kind === 'unfavourable') return ok('oppose');
	if (!file.hasUniqueNumber) return err('OPINION_WITHOUT_UNIQUE_NUMBER');
	if (file.blockingRules.length > 0) return err('OPINION_RULE_BLOCKS');
	return ok('support');
}
