import { overwriteGetLocale } from '#i18n/paraglide/runtime.js';
import { afterEach, describe, expect, test } from 'vitest';
import * as format from './format.ts';

/** No-break spaces made visible. */
const visible = (text: string) => text.replaceAll('\u00a0', '~');
const inEnglish = () => overwriteGetLocale(() => 'en');

afterEach(() => overwriteGetLocale(() => 'fr'));
overwriteGetLocale(() => 'fr');

describe('amounts', () => {
	test.each([
		[574, '574~€'],
		[24_600.4, '24~600~€'],
		[-121, '\u2212~121~€'],
		[-0.3, '0~€']
	])('%d € is written %s, to the euro and without a place to break', (amount, text) => {
		expect(visible(format.euros(amount))).toBe(text);
	});

	test('cents are shown when asked, both digits', () => {
		expect(visible(format.euros(612.5, { cents: true }))).toBe('612,50~€');
	});

	test('English puts the sign of the euro first', () => {
		inEnglish();
		expect(format.euros(-24_600)).toBe('\u2212€24,600');
	});
});

describe('shares and measures', () => {
	test('a share is rounded to the unit for a tenant, to one digit for staff', () => {
		expect(visible(format.percent(0.2839))).toBe('28~%');
		expect(visible(format.percent(0.2839, 1))).toBe('28,4~%');
	});

	test('thousands are set apart by the same space as the unit', () => {
		expect(visible(format.number(1_234_567.891))).toBe('1~234~567,89');
	});

	test('an area keeps its half metre', () => {
		expect(visible(format.area(64.5))).toBe('64,5~m²');
	});
});

describe('days and hours', () => {
	test('a civil day is the same day in every time zone', () => {
		expect(visible(format.day('2026-11-21'))).toBe('21~novembre 2026');
		expect(format.shortDay('2026-11-21')).toBe('21/11/2026');
		expect(visible(format.weekday('2026-11-21'))).toBe('samedi 21~novembre 2026');
	});

	test('the first day of a month is « 1er »', () => {
		expect(visible(format.day('2026-11-01'))).toBe('1er~novembre 2026');
		expect(format.shortDay('2026-11-01')).toBe('01/11/2026');
	});

	test('an instant is read in Paris, winter and summer', () => {
		expect(visible(format.dayAndTime(new Date('2026-11-21T13:30:00Z')))).toBe('21~novembre 2026 à~14~h~30');
		expect(visible(format.dayAndTime(new Date('2026-07-01T07:00:00Z')))).toBe('1er~juillet 2026 à~9~h');
	});

	test('midnight in Paris belongs to the day it opens, at 0 h', () => {
		expect(visible(format.dayAndTime(new Date('2026-12-05T23:00:00Z')))).toBe('6~décembre 2026 à~0~h');
	});

	test('a deadline at midnight is met until the end of the day before', () => {
		expect(format.lastDayBefore(new Date('2026-12-05T23:00:00Z'))).toBe('2026-12-05');
		expect(format.lastDayBefore(new Date('2026-12-05T11:00:00Z'))).toBe('2026-12-05');
	});

	test('English has its own order and clock', () => {
		inEnglish();
		expect(visible(format.dayAndTime(new Date('2026-11-21T08:05:00Z')))).toBe('21~November 2026 at~09:05');
	});
});

test.each([
	['Cergy', 'à Cergy'],
	['La Frette-sur-Seine', 'à La Frette-sur-Seine'],
	['L’Isle-Adam', 'à L’Isle-Adam'],
	['Le Plessis-Bouchard', 'au Plessis-Bouchard'],
	['Les Mureaux', 'aux Mureaux']
])('the article of %s contracts when it must: « %s »', (commune, text) => {
	expect(format.inCommune(commune)).toBe(text);
});

test('a list ends with « et »', () => {
	expect(format.list(['Cergy', 'Éragny', 'Osny'])).toBe('Cergy, Éragny et Osny');
});
