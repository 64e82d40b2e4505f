import { dayOf, daysBetween } from '#domain/calendar.ts';
import { lastDayBefore } from '#i18n/sentences/format.ts';

const HOUR = 3_600_000;

/** How much time is left, in the unit a person counts in. */
export type TimeLeft =
	| { kind: 'over' }
	| { kind: 'minutes' }
	| { kind: 'hours'; hours: number }
	| { kind: 'lastDay' }
	| { kind: 'days'; days: number };

/** True when the deadline is the end of a civil day in Paris: it is then told as a day, without an hour. */
export const endsWithADay = (deadline: Date): boolean => dayOf(new Date(deadline.getTime() - 1)) !== dayOf(deadline);

/** At the deadline itself it is over. Whole days are civil days of Paris, so they change at midnight. */
export function timeLeft(deadline: Date, now: Date): TimeLeft {
	const left = deadline.getTime() - now.getTime();
	if (left <= 0) return { kind: 'over' };
	const days = daysBetween(dayOf(now), lastDayBefore(deadline));
	if (days > 0 && left > 24 * HOUR) return { kind: 'days', days };
	if (left < HOUR) return { kind: 'minutes' };
	return days === 0 && endsWithADay(deadline) && left > 12 * HOUR
		? { kind: 'lastDay' }
		: { kind: 'hours', hours: Math.floor(left / HOUR) };
}
