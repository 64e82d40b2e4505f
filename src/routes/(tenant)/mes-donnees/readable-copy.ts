import * as m from '#i18n/paraglide/messages.js';
import { day } from '#i18n/sentences/format.ts';
import { changeInWords, gainInWords, shapeInWords, whyNotYet } from '#i18n/sentences/insight.ts';
import { fieldNames } from '#i18n/sentences/own-data.ts';
import { ruleTitles } from '#i18n/sentences/rules.ts';
import type { OwnData } from '#server/households/own-data.ts';

const escaped = (text: string) =>
	text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\n', '<br>');

/** One value as a person reads it: days in words, lists as lists, what is inside something under its name. */
function told(value: unknown): string {
	if (value === null || value === undefined || value === '') return '—';
	if (typeof value === 'boolean') return value ? m.mydata_yes() : m.mydata_no();
	if (value instanceof Date) return day(value);
	if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : escaped(value);
	if (Array.isArray(value))
		return value.length === 0 ? '—' : `<ul>${value.map((one) => `<li>${told(one)}</li>`).join('')}</ul>`;
	if (typeof value === 'object') return list(value as Record<string, unknown>);
	return escaped(String(value));
}

const list = (fields: Record<string, unknown>) =>
	`<dl>${Object.entries(fields)
		.map(([name, value]) => `<dt>${escaped(fieldNames[name]?.() ?? name)}</dt><dd>${told(value)}</dd>`)
		.join('')}</dl>`;

const section = (title: string, content: unknown) =>
	`<section><h2>${escaped(title)}</h2>${Array.isArray(content) && content.length === 0 ? `<p>${escaped(m.mydata_nothing())}</p>` : told(content)}</section>`;

/** What a search said of the household, in the sentences of its own pages. */
const searchInWords = ({
	explainedAt,
	why,
	suited,
	allowed,
	takers,
	blocked,
	best,
	advice
}: OwnData['searches'][number]) => ({
	explainedAt,
	why: whyNotYet(why),
	suited,
	allowed,
	takers,
	blocked: blocked.map(({ rule }) => ruleTitles[rule]()),
	best: best.map(shapeInWords),
	advice: advice.map((one) => `${changeInWords(one)} (${gainInWords(one)})`)
});

/** The copy of a household's data as a page of its own, without script, style or address. */
export const readableCopy = (data: OwnData, locale: 'fr' | 'en'): string =>
	[
		`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
		`<title>${escaped(m.mydata_file_title())}</title></head><body>`,
		`<h1>${escaped(m.mydata_file_title())}</h1><p>${escaped(m.mydata_file_made({ day: day(data.madeAt) }))}</p>`,
		section(m.mydata_section_account(), data.account),
		section(m.mydata_section_household(), data.household),
		section(m.mydata_section_homes(), data.homes),
		section(m.mydata_section_listings(), data.listings),
		section(m.mydata_section_exchanges(), data.exchanges),
		section(m.mydata_section_helpers(), data.helpers),
		section(m.mydata_section_searches(), data.searches.map(searchInWords)),
		section(m.mydata_section_demands(), data.demands),
		section(m.mydata_section_files(), data.files),
		section(m.mydata_section_requests(), data.requests),
		section(m.mydata_section_letters(), data.letters),
		section(m.mydata_section_kept(), data.keptFor),
		'</body></html>'
	].join('\n');
