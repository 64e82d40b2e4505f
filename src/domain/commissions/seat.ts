/** What a member of the commission reads of its meetings, and until when. */
import type { Minutes } from './sheet.ts';
import type { MeetingState } from './meeting.workflow.ts';

/** How the secretary noted somebody at a meeting; null when they were not there. */
export type Presence = { representedBy: string | null } | null;

/** The cases with their sheets, or the minutes without them. */
export type SessionView = 'cases' | 'minutes';

/** A seat held by somebody else is not that of the account: who sits is who reads and votes. */
export const sits = (presence: Presence): boolean => presence !== null && presence.representedBy === null;

/**
 * What a member reads of a meeting. Everybody who is convened prepares it; once it is open, who sits there. Sheets close
 * with the signature of the minutes: our choice, no text says how long members keep them.
 */
export function sessionViewOf(state: MeetingState, presence: Presence): SessionView | null {
	switch (state) {
		case 'convened':
			return 'cases';
		case 'open':
		case 'closed':
			return sits(presence) ? 'cases' : null;
		case 'signed':
			return sits(presence) ? 'minutes' : null;
		case 'planned':
		case 'cancelled':
			return null;
	}
}

/** The minutes as a member reads them: without the sheets, and nothing of a case that they withdrew from. */
export type SessionMinutes = Omit<Minutes, 'cases'> & {
	cases: {
		position: number;
		dwelling: string;
		decision: Omit<NonNullable<Minutes['cases'][number]['decision']>, 'sheet'> | null;
		isWithdrawn: boolean;
	}[];
};

/** @param withdrawnPositions the places on the agenda of the cases that the member withdrew from */
export const minutesForMember = (minutes: Minutes, withdrawnPositions: readonly number[]): SessionMinutes => ({
	...minutes,
	cases: minutes.cases.map(({ position, dwelling, decision }) => {
		const isWithdrawn = withdrawnPositions.includes(position);
		if (!decision || isWithdrawn)
			return { position, dwelling: isWithdrawn ? '' : dwelling, decision: null, isWithdrawn };
		const { sheet: _, ...told } = decision;
		return { position, dwelling, decision: told, isWithdrawn };
	})
});
