/** An exchange as its pages tell it: who goes where, and who has said yes. */
import * as m from '#i18n/paraglide/messages.js';
import { inCommune } from '#i18n/sentences/format.ts';

export type ChainHome = {
	/** « T3 » */
	typologie: string;
	/** Habitable area, m². */
	area?: number;
	commune: string;
};

export type ChainHousehold = {
	/** For tenants a letter: « B »; for staff the reference of the file. */
	name: string;
	isYou?: boolean;
	/** For staff. */
	organism?: string;
	/** The home it lives in today. */
	home: ChainHome;
	answer: 'agreed' | 'awaited' | 'declined';
};

export type Chain = {
	/** Each household goes into the home of the next one; the last into that of the first, or into the vacant home. */
	households: readonly ChainHousehold[];
	vacant?: ChainHome;
};

export type Reader = 'tenant' | 'staff';

/** The one who reads comes first in a ring; a line is told from its vacant home. */
export function inReadingOrder({ households, vacant }: Chain): ChainHousehold[] {
	if (vacant) return households.toReversed();
	const you = Math.max(
		0,
		households.findIndex(({ isYou }) => isYou)
	);
	return [...households.slice(you), ...households.slice(0, you)];
}

/** The home a household would take: that of the household it goes to, or the vacant one (`to` is null). */
export function targetOf(chain: Chain, household: ChainHousehold): { home: ChainHome; to: ChainHousehold | null } {
	const index = chain.households.indexOf(household);
	const isLast = index === chain.households.length - 1;
	if (isLast && chain.vacant) return { home: chain.vacant, to: null };
	const to = chain.households[isLast ? 0 : index + 1]!;
	return { home: to.home, to };
}

/** « Le foyer B irait dans le T3 du foyer C, à Osny. » */
export function moveSentence(chain: Chain, household: ChainHousehold, reader: Reader): string {
	const { home, to } = targetOf(chain, household);
	const target = { home: home.typologie, where: inCommune(home.commune) };
	const from = household.name;
	if (reader === 'staff') {
		const file = { ...target, from, organism: household.organism ?? '' };
		return to ? m.ui_chain_file_to_home({ ...file, name: to.name }) : m.ui_chain_file_to_vacant(file);
	}
	if (household.isYou) {
		return to ? m.ui_chain_you_to_home({ ...target, name: to.name }) : m.ui_chain_you_to_vacant(target);
	}
	if (!to) return m.ui_chain_household_to_vacant({ ...target, from });
	return to.isYou
		? m.ui_chain_household_to_you({ ...target, from })
		: m.ui_chain_household_to_home({ ...target, from, name: to.name });
}

const answers = {
	you: { agreed: m.ui_chain_you_agreed, awaited: m.ui_chain_you_awaited, declined: m.ui_chain_you_declined },
	household: {
		agreed: m.ui_chain_household_agreed,
		awaited: m.ui_chain_household_awaited,
		declined: m.ui_chain_household_declined
	},
	file: { agreed: m.ui_chain_file_agreed, awaited: m.ui_chain_file_awaited, declined: m.ui_chain_file_declined }
};

/** « Vous avez accepté. » */
export function answerSentence({ isYou, answer }: ChainHousehold, reader: Reader): string {
	const about = reader === 'staff' ? 'file' : isYou ? 'you' : 'household';
	return answers[about][answer]();
}
