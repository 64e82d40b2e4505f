/**
 * Numbers, amounts and dates as a person reads them, in the language of the page and the time of Paris.
 * Every space inside a figure is the no-break space U+00A0: « 24 600 € » never ends a line after « 24 ». The narrow
 * one of the French norm (U+202F) is replaced: our readers take « 1 476 » for « 1476 », and printing fonts lack it.
 */
import { dayOf, type Day } from '#domain/calendar.ts';
import { getLocale } from '#i18n/paraglide/runtime.js';

type Locale = 'fr' | 'en';

const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };

const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = `n${getLocale()}${JSON.stringify(options)}`;
	const known = formatters.get(key) ?? new Intl.NumberFormat(tags[getLocale()], options);
	formatters.set(key, known);
	return known as Intl.NumberFormat;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `d${getLocale()}${JSON.stringify(options)}`;
	const known =
		formatters.get(key) ?? new Intl.DateTimeFormat(tags[getLocale()], { timeZone: 'Europe/Paris', ...options });
	formatters.set(key, known);
	return known as Intl.DateTimeFormat;
}

/** A figure as we set it: a real minus sign, in French with a space after it (« − 121 € »), one kind of space. */
const set = (text: string) =>
	text.replace(/^-/, getLocale() === 'fr' ? `${MINUS}${NO_BREAK_SPACE}` : MINUS).replaceAll('\u202f', NO_BREAK_SPACE);

/** A civil day is read at noon in Paris, so that no time zone moves it. */
const instantOf = (when: Day | Date): Date => (typeof when === 'string' ? new Date(`${when}T11:00:00Z`) : when);

const formatDate = (when: Day | Date, options: Intl.DateTimeFormatOptions): string =>
	dateFormat(options)
		.formatToParts(instantOf(when))
		.map((part, index, parts) => {
			if (part.type === 'day' && getLocale() === 'fr' && part.value === '1') return '1er';
			const followsDay = part.type === 'literal' && part.value === ' ' && parts[index - 1]?.type === 'day';
			return followsDay ? NO_BREAK_SPACE : part.value;
		})
		.join('');

/** The size of a file: « 340 ko », « 2,4 Mo ». */
export const fileSize = (bytes: number): string =>
	bytes < 1_000_000
		? set(numberFormat({ style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(Math.ceil(bytes / 1_000)))
		: set(numberFormat({ style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(bytes / 1_000_000));

/** An amount in €, to the euro: « 574 € ». With `cents`, to the cent: « 574,20 € ». */
export const euros = (amount: number, { cents = false } = {}): string => {
	const digits = cents ? 2 : 0;
	// Rounded first: −0.3 € is « 0 € », not « − 0 € ».
	const rounded = Number(amount.toFixed(digits)) + 0;
	return set(
		numberFormat({
			style: 'currency',
			currency: 'EUR',
			minimumFractionDigits: digits,
			maximumFractionDigits: digits
		}).format(rounded)
	);
};

/** A share between 0 and 1: « 28 % » for tenants, one digit for staff: « 28,4 % ». */
export const percent = (share: number, digits = 0): string =>
	set(numberFormat({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share));

/** A count or a measure: « 24 600 », « 64,5 ». At most two digits after the comma. */
export const number = (value: number): string => set(numberFormat({ maximumFractionDigits: 2 }).format(value));

/** A habitable area, m²: « 64,5 m² ». */
export const area = (squareMetres: number): string => `${number(squareMetres)}${NO_BREAK_SPACE}m²`;

/** « 21 novembre 2026 » ; the first of a month is « 1er novembre 2026 ». */
export const day = (when: Day | Date): string => formatDate(when, { day: 'numeric', month: 'long', year: 'numeric' });

/** « 21/11/2026 », for the columns of a table. */
export const shortDay = (when: Day | Date): string =>
	dateFormat({ day: '2-digit', month: '2-digit', year: 'numeric' }).format(instantOf(when));

/** « samedi 21 novembre 2026 », for what a person must attend. */
export const weekday = (when: Day | Date): string =>
	formatDate(when, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** « 14 h 30 », « 9 h » ; in English « 14:30 ». */
export function time(when: Date): string {
	const parts = dateFormat({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).formatToParts(when);
	const hour = parts.find((part) => part.type === 'hour')?.value ?? '';
	const minute = parts.find((part) => part.type === 'minute')?.value ?? '';
	if (getLocale() === 'en') return `${hour.padStart(2, '0')}:${minute}`;
	const plainHour = `${Number(hour)}${NO_BREAK_SPACE}h`;
	return minute === '00' ? plainHour : `${plainHour}${NO_BREAK_SPACE}${minute}`;
}

/** « 21 novembre 2026 à 14 h 30 ». */
export const dayAndTime = (when: Date): string =>
	`${day(when)} ${getLocale() === 'fr' ? 'à' : 'at'}${NO_BREAK_SPACE}${time(when)}`;

/**
 * The last civil day on which one may still act. A deadline is stored as the instant from which it is too late:
 * midnight opening 6 December means « jusqu'au 5 décembre ».
 */
export const lastDayBefore = (deadline: Date): Day => dayOf(new Date(deadline.getTime() - 1));

/** « à Cergy », « au Plessis-Bouchard », « aux Mureaux » ; in English « in Cergy ». */
export function inCommune(name: string): string {
	if (getLocale() === 'en') return `in ${name}`;
	if (name.startsWith('Le ')) return `au ${name.slice(3)}`;
	if (name.startsWith('Les ')) return `aux ${name.slice(4)}`;
	return `à ${name}`;
}

/** « Cergy, Éragny et Osny ». */
export const list = (items: readonly string[]): string =>
	new Intl.ListFormat(tags[getLocale()], { type: 'conjunction' }).format(items);
