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

/** The minutes as a member reads them: without the sheets, and nothing of a case that is not for them. */
export type SessionMinutes = Omit<Minutes, 'cases'> & {
	cases: {
		position: number;
		dwelling: string;
		decision: Omit<NonNullable<Minutes['cases'][number]['decision']>, 'sheet'> | null;
		/** Why nothing is told of it; null when it is. */
		closed: CaseClosed | null;
	}[];
};

/** Why a case of a meeting is not for one of its members: they withdrew from it, or are the mayor of another commune. */
export type CaseClosed = 'withdrawn' | 'otherCommune';

/** @param closedAt why the case at a place of the agenda is closed to the member; null when it is theirs */
export const minutesForMember = (
	minutes: Minutes,
	closedAt: (position: number) => CaseClosed | null
): SessionMinutes => ({
	...minutes,
	cases: minutes.cases.map(({ position, dwelling, decision }) => {
		const closed = closedAt(position);
		if (closed) return { position, dwelling: '', decision: null, closed };
		if (!decision) return { position, dwelling, decision: null, closed };
		const { sheet: _, ...told } = decision;
		return { position, dwelling, decision: told, closed };
	})
});
