/** The opinion of the organism that would receive a household: with every yes, the chain is confirmed. */
import { err, ok, type Result } from '../result.ts';

export const opinionKinds = ['favourable', 'reserved', 'unfavourable'] as const;
export type OpinionKind = (typeof opinionKinds)[number];

export type OpinionRefusal =
	| 'OPINION_REASONS_MISSING'
	| 'OPINION_WITHOUT_UNIQUE_NUMBER'
	| 'OPINION_RULE_BLOCKS'
	/** The exchange is a right: its conditions are met, the organism cannot oppose it. */
	| 'OPINION_RIGHT_HOLDS'
	/** A condition of the right is no longer met: leases cannot be taken over. */
	| 'OPINION_RIGHT_LOST';

/** What an opinion does to the leg: both kinds of yes support it, the no opposes it and ends the chain. */
export type OpinionEffect = 'support' | 'oppose';

/**
 * Checks an opinion. A no, like a reserve, says why: the household and the commission read it. Nobody may support a
 * household without numéro unique (CCH L.441-2-1) or against a rule that bars the attribution. In an exchange as of
 * right (law of 6 July 1989, art. 9) the organism only says whether the conditions are met: no number is needed, since
 * nobody enters.
 *
 * @param file.right null in the ordinary path; else whether the conditions of the right are met today
 */
export function weighOpinion(
	opinion: { kind: OpinionKind; reasons: string },
	file: { right: boolean | null; hasUniqueNumber: boolean; blockingRules: readonly string[] }
): Result<OpinionEffect, OpinionRefusal> {
	if (opinion.kind !== 'favourable' && opinion.reasons.trim() === '') return err('OPINION_REASONS_MISSING');
	if (file.right !== null) {
		const isOpposed = opinion.kind === 'unfavourable';
		if (isOpposed === file.right) return err(isOpposed ? 'OPINION_RIGHT_HOLDS' : 'OPINION_RIGHT_LOST');
		return ok(isOpposed ? 'oppose' : 'support');
	}
	if (opinion.kind === 'unfavourable') return ok('oppose');
	if (!file.hasUniqueNumber) return err('OPINION_WITHOUT_UNIQUE_NUMBER');
	if (file.blockingRules.length > 0) return err('OPINION_RULE_BLOCKS');
	return ok('support');
}
