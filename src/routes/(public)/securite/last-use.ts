import * as m from '#i18n/paraglide/messages.js';

const hour = 3_600_000;

/** When a session was last used, rounded: who looks over the holder's shoulder learns no habits. */
export function lastUse(at: Date, now = new Date()): string {
	const ago = now.getTime() - at.getTime();
	if (ago < hour / 12) return m.accounts_session_now();
	if (ago < hour) return m.accounts_session_hour();
	return ago < 24 * hour ? m.accounts_session_today() : m.accounts_session_days();
}
