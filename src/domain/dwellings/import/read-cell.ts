/**
 * What a person writes in a cell, read as what it means: French and English forms, RPLS codes. What can be read two ways
 * is refused, never guessed.
 */
import type { Accessibility, EnergyClass, Financing, Reservation } from '../dwelling.ts';
import { accessibilities, energyClasses, financings, reservationKinds } from '../dwelling.ts';
import type { Day } from '../../calendar.ts';
import { err, ok, type Result } from '../../result.ts';
import { withoutUnit } from '../../typed.input.ts';
import type { LineProblem } from './refusals.ts';

type Read<T> = Result<T, LineProblem>;

/** Text without accents, case nor signs around its words: « Non réservé. » is `non reserve`. */
export const plainWords = (text: string): string =>
	text
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll(/[^a-z0-9+]+/g, ' ')
		.trim();

const maxText = 200;

/** Some words, their spaces made one. */
export function readText(text: string): Read<string> {
	const words = text.replaceAll(/\s+/g, ' ').trim();
	return words.length > maxText ? err('TEXT_TOO_LONG') : ok(words);
}

export const readPostalCode = (text: string): Read<string> => {
	// A spreadsheet eats the first zero of 01000.
	const digits = text.replaceAll(/\s/g, '').padStart(5, '0');
	return /^\d{5}$/.test(digits) ? ok(digits) : err('POSTAL_CODE_WRONG');
};

/**
 * A number as people write it: « 64,5 », « 64.5 », « 1 200 € », « 1,200.50 », « 1.200,50 ». One sign followed by three
 * digits may be a decimal point or thousands: « 1,200 » is refused.
 */
export function readNumber(text: string, { min = 0, max }: { min?: number; max: number }): Read<number> {
	const figures = withoutUnit(text)
		.replaceAll(/['’]/g, '')
		.replace(/^\u2212/, '-');
	const plain = withoutThousands(figures);
	if (plain === null) return err('NUMBER_AMBIGUOUS');
	if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(plain)) return err('NUMBER_WRONG');
	const value = Number(plain);
	return value < min || value > max ? err('NUMBER_OUT_OF_RANGE') : ok(value);
}

/** The figures with a decimal point and nothing else; null when they can be read two ways. */
function withoutThousands(figures: string): string | null {
	const comma = figures.lastIndexOf(',');
	const point = figures.lastIndexOf('.');
	if (comma >= 0 && point >= 0) {
		const [thousands, decimal] = comma < point ? [/,/g, '.'] : [/\./g, ','];
		const isGrouped = new RegExp(`^-?\\d{1,3}(\\${comma < point ? ',' : '.'}\\d{3})+\\${decimal}\\d+$`).test(figures);
		return isGrouped ? figures.replaceAll(thousands, '').replace(',', '.') : figures;
	}
	if (/^-?[1-9]\d{0,2}([.,]\d{3})+$/.test(figures)) return null;
	return figures.replace(',', '.');
}

/** « T3 », « F3 », « T3 bis », « 3 pièces », « Studio », « 3 ». */
export function readRooms(text: string): Read<number> {
	const words = plainWords(text);
	if (words === 'studio') return ok(1);
	const found = /^(?:[tf] ?)?(\d{1,2})(?: ?bis)?(?: ?p(?:ieces?)?)?(?: et plus| ?\+)?$/.exec(words);
	const rooms = Number(found?.[1]);
	return rooms >= 1 && rooms <= 20 ? ok(rooms) : err('ROOMS_WRONG');
}

/** « RDC », « R+2 », « 2 », « 2e étage », « -1 ». */
export function readFloor(text: string): Read<number> {
	if (/^\s*-/.test(text)) return /^\s*-\d\s*$/.test(text) ? ok(Number(text)) : err('FLOOR_WRONG');
	const words = plainWords(text);
	if (['rdc', 'rc', 'rez de chaussee', 'ground', 'ground floor'].includes(words)) return ok(0);
	const found = /^(?:r ?\+ ?)?(\d{1,2})(?: ?(?:e|er|eme|ere|st|nd|rd|th))?(?: ?(?:etage|floor))?$/.exec(words);
	return found ? ok(Number(found[1])) : err('FLOOR_WRONG');
}

/** RPLS writes 1 for yes and 2 for no. */
const yes = new Set(['oui', 'o', 'yes', 'y', 'vrai', 'true', '1', 'x', 'avec']);
const no = new Set(['non', 'n', 'no', 'faux', 'false', '0', '2', 'sans']);

export function readYesOrNo(text: string): Read<boolean> {
	const words = plainWords(text);
	if (yes.has(words)) return ok(true);
	return no.has(words) ? ok(false) : err('YES_OR_NO_WRONG');
}

/** Words that stand for a code, beside the code itself. */
const codeReader =
	<C extends string>(codes: readonly C[], words: Record<string, C>) =>
	(text: string): Read<C> => {
		const written = plainWords(text);
		const code =
			codes.find((one) => plainWords(one) === written) ?? (Object.hasOwn(words, written) ? words[written] : undefined);
		return code === undefined ? err('CODE_UNKNOWN') : ok(code);
	};

/**
 * Names and RPLS codes (FINAN) that lead to one family of ceilings. Left out: 11, which is PLA à loyer minoré in FINAN and
 * PLAI in FINAN_CUS; ILM, ILN and « autre », whose ceilings are their own.
 */
export const readFinancing: (text: string) => Read<Financing> = codeReader(financings, {
	'10': 'PLAI',
	'12': 'PLA_1977_1999',
	'13': 'PLUS',
	'14': 'PLS',
	'16': 'PLI',
	'50': 'HLM_BEFORE_1977',
	'51': 'HLM_BEFORE_1977',
	'52': 'HLM_BEFORE_1977',
	hbm: 'HLM_BEFORE_1977',
	plr: 'HLM_BEFORE_1977',
	psr: 'HLM_BEFORE_1977',
	'plr psr': 'HLM_BEFORE_1977',
	'hlm o': 'HLM_BEFORE_1977',
	hlmo: 'HLM_BEFORE_1977',
	'hlm avant 1977': 'HLM_BEFORE_1977',
	'hlm before 1977': 'HLM_BEFORE_1977',
	pla: 'PLA_1977_1999',
	'pla ordinaire': 'PLA_1977_1999',
	'pla 1977 1999': 'PLA_1977_1999',
	'pla 1977 to 1999': 'PLA_1977_1999',
	'pla d integration plai': 'PLAI'
});

export const readAccessibility: (text: string) => Read<Accessibility> = codeReader(accessibilities, {
	ordinaire: 'ordinary',
	'non accessible': 'ordinary',
	non: 'ordinary',
	'sans marche': 'accessible',
	'step free': 'accessible',
	adapte: 'adapted'
});

export const readEnergyClass: (text: string) => Read<EnergyClass> = codeReader(energyClasses, {});

export const readReservation: (text: string) => Read<Reservation['kind']> = codeReader(reservationKinds, {
	'non reserve': 'none',
	aucune: 'none',
	non: 'none',
	no: 'none',
	'not reserved': 'none',
	'7': 'none',
	flux: 'flow',
	'en flux': 'flow',
	identifie: 'identified',
	identifiee: 'identified',
	'en stock': 'identified',
	stock: 'identified',
	'logement identifie': 'identified'
});

const months: Record<string, number> = Object.fromEntries(
	[
		['janvier', 'january', 'jan', 'janv'],
		['fevrier', 'february', 'feb', 'fevr'],
		['mars', 'march', 'mar'],
		['avril', 'april', 'apr', 'avr'],
		['mai', 'may'],
		['juin', 'june', 'jun'],
		['juillet', 'july', 'jul', 'juil'],
		['aout', 'august', 'aug'],
		['septembre', 'september', 'sep', 'sept'],
		['octobre', 'october', 'oct'],
		['novembre', 'november', 'nov'],
		['decembre', 'december', 'dec']
	].flatMap((written, index) => written.map((month) => [month, index + 1]))
);

/**
 * A day: 2026-12-01, 01/12/2026 (day first, as in France), 1er décembre 2026, December 1, 2026. 12/25/2026 is no day in
 * France and is refused rather than turned round.
 */
export function readDay(text: string): Read<Day> {
	const iso = /^\s*(\d{4})-(\d{2})-(\d{2})(?:T00:00(?::00(?:\.0+)?)?Z?)?\s*$/.exec(text);
	if (iso) return dayFrom(iso[1]!, iso[2]!, iso[3]!);
	const figures = /^\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\s*$/.exec(text);
	if (figures) return dayFrom(figures[3]!, figures[2]!, figures[1]!);
	const words = plainWords(text);
	const french = /^(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4})$/.exec(words);
	const english = /^([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})$/.exec(words);
	if (french && months[french[2]!]) return dayFrom(french[3]!, String(months[french[2]!]), french[1]!);
	if (english && months[english[1]!]) return dayFrom(english[3]!, String(months[english[1]!]), english[2]!);
	return err('DAY_WRONG');
}

function dayFrom(year: string, month: string, day: string): Read<Day> {
	const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const instant = new Date(`${written}T00:00:00Z`);
	const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(written);
	return isReal && Number(year) >= 1900 && Number(year) <= 2100 ? ok(written) : err('DAY_WRONG');
}

/** Said of what one knows not to know: it erases what was on record. An empty cell says nothing at all. */
export const saysUnknown = (text: string): boolean => ['inconnu', 'inconnue', 'unknown'].includes(plainWords(text));
/** Said instead of a day of vacancy: somebody lives there. */
export const saysOccupied = (text: string): boolean =>
	['occupe', 'occupee', 'loue', 'louee', 'occupied', 'let'].includes(plainWords(text));
