/** A civil day in Europe/Paris, written YYYY-MM-DD. Birthdays, deadlines and legal dates are days, not instants. */
export type Day = string;

const parisParts = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/Paris',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

/** The civil day of an instant in Paris. */
export const dayOf = (instant: Date): Day => parisParts.format(instant);

/** The day `count` days later (negative: earlier). */
export function addDays(day: Day, count: number): Day {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + count);
	return date.toISOString().slice(0, 10);
}

/** The same date `count` months later; where that month has no such date, its last day. */
export function addMonths(day: Day, count: number): Day {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const lastOfMonth = new Date(Date.UTC(year, month + count, 0));
	lastOfMonth.setUTCDate(Math.min(date, lastOfMonth.getUTCDate()));
	return lastOfMonth.toISOString().slice(0, 10);
}

/** Whole days from one civil day to another. */
export const daysBetween = (from: Day, to: Day): number =>
	Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** Age in completed years at a day. */
export function ageAt(birthDate: Day, day: Day): number {
	const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
	return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The instant at which a civil day ends in Paris (midnight of the next day), whatever the summer time. */
export const endOfDay = (day: Day): Date => instantAt(addDays(day, 1), '00:00');

/** The instant of a civil day and a time of Paris, written HH:MM. In the hour that summer time skips, one hour later. */
export function instantAt(day: Day, time: string): Date {
	const asUtc = Date.parse(`${day}T${time}:00Z`);
	const near = asUtc - parisOffset(new Date(asUtc));
	return new Date(asUtc - parisOffset(new Date(near)));
}

const withOffset = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Paris', timeZoneName: 'longOffset' });

/** How far the clocks of Paris are ahead of UTC, in milliseconds: whole hours, none before 1911. */
const parisOffset = (instant: Date): number =>
	Number(/GMT\+(\d{2})/.exec(withOffset.format(instant))?.[1] ?? 0) * 3_600_000;
