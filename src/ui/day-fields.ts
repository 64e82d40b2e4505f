import type { Day } from '#domain/calendar.ts';

/**
 * The civil day written in the three boxes of a DateField: null when all are empty, 'invalid' when they make no
 * day of the calendar. Two-digit years are refused, nobody can tell 26 from 1926.
 */
export function dayFromFields(form: FormData, name: string): Day | null | 'invalid' {
	const [day, month, year] = dayFieldNames(name).map((field) => String(form.get(field) ?? '').trim());
	if (!day && !month && !year) return null;
	if (!/^\d{1,2}$/.test(day ?? '') || !/^\d{1,2}$/.test(month ?? '') || !/^\d{4}$/.test(year ?? '')) return 'invalid';
	const written = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
	const instant = new Date(`${written}T00:00:00Z`);
	// 30 February would silently become 2 March.
	return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === written ? written : 'invalid';
}

/** The names of the three boxes, in the order one writes a date. */
export const dayFieldNames = (name: string) => [`${name}.day`, `${name}.month`, `${name}.year`] as const;
