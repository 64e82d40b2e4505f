/** A chain in words, as lists and pages of the coordinator say it. */
import type { ProposalState } from '#domain/proposals/proposal.workflow.ts';
import * as m from '#i18n/paraglide/messages.js';
import * as format from '#i18n/sentences/format.ts';

/** The look of a state: nothing decided, under way, done, ended. */
export function chainTone(state: ProposalState): 'wait' | 'ok' | 'stop' | 'neutral' | 'info' {
	if (state === 'found') return 'wait';
	if (state === 'completed') return 'ok';
	if (state === 'broken') return 'stop';
	return state === 'discarded' ? 'neutral' : 'info';
}

/** « Échange à 4 », « Chaîne de 3 depuis un logement vacant ». */
export function kindInWords(kind: 'cycle' | 'chain', count: number): string {
	if (kind === 'cycle') return m.territoire_kind_cycle({ count });
	return count === 1 ? m.territoire_kind_vacant() : m.territoire_kind_chain({ count });
}

type Awaited = { of: 'coordinator' | 'households' | 'organisms' | 'nobody'; names: readonly string[] };

/** « Foyers A et C », « Habitat du Val », « À vous ». */
export function awaitedInWords({ of, names }: Awaited): string {
	switch (of) {
		case 'coordinator':
			return m.territoire_awaited_coordinator();
		case 'households':
			return names.length > 1
				? m.territoire_awaited_households({ names: format.list(names) })
				: m.territoire_awaited_household({ names: names[0] ?? '' });
		case 'organisms':
			return format.list(names);
		case 'nobody':
			return m.territoire_awaited_nobody();
	}
}
