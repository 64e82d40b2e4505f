/** A run in words, as lists and pages say it. */
import * as m from '#i18n/paraglide/messages.js';
import type { RunState } from '#domain/matching/run-states.ts';

/** The look of each state. */
export const runTones = {
	queued: 'wait',
	running: 'wait',
	done: 'ok',
	failed: 'stop',
	cancelled: 'neutral'
} as const satisfies Record<RunState, string>;

type Found = { moves: number | null; cycles: number | null; chains: number | null };

/** « 42 foyers en 15 échanges », « Aucun échange », or nothing while the run is not done. */
export function foundInWords({ moves, cycles, chains }: Found): string {
	if (moves === null) return '';
	if (moves === 0) return m.matching_found_none();
	return m.matching_found_both({
		households: m.matching_found_households({ count: moves }),
		exchanges: m.matching_found_exchanges({ count: (cycles ?? 0) + (chains ?? 0) })
	});
}

/** Lengths as words, so that two figures never meet: « 28 à trois, 3 à quatre ». */
const numberWords: Record<number, () => string> = {
	3: m.matching_word_3,
	4: m.matching_word_4,
	5: m.matching_word_5,
	6: m.matching_word_6,
	7: m.matching_word_7,
	8: m.matching_word_8
};

type Length = { kind: 'cycle' | 'chain'; moves: number; count: number };

/** « 6 directs », « 3 à quatre », « 2 chaînes de 3 depuis un logement vacant ». */
export const lengthInWords = ({ kind, moves, count }: Length): string => {
	if (kind === 'chain')
		return moves === 1 ? m.matching_part_vacant({ count }) : m.matching_part_chain({ count, moves });
	return moves === 2
		? m.matching_part_direct({ count })
		: m.matching_part_cycle({ count, moves: numberWords[moves]?.() ?? String(moves) });
};
