/** What the address of a list asks for: the same for its page and for the file made of it. */
import { journalPeriods, usualPeriod } from '#domain/accounts/journal.input.ts';
import { fileReadingPurposes, journalViews } from '#domain/accounts/journal.ts';
import { fileDirections, fileSorts } from '#domain/demands/file.input.ts';
import { fileStages } from '#domain/demands/file-stage.ts';
import { parkSorts, parkStates } from '#domain/dwellings/park.input.ts';
import { listingGroups } from '#domain/needs/check.input.ts';
import { codeIn, sortIn } from './list-address.ts';

const searchIn = (url: URL) => (url.searchParams.get('q') ?? '').slice(0, 80);

/** The filters of the list of dwellings. */
export const parkFilters = (url: URL) => ({
	state: codeIn(url, 'etat', parkStates),
	commune: (url.searchParams.get('commune') ?? '').slice(0, 5),
	rooms: Number(codeIn(url, 'pieces', ['1', '2', '3', '4', '5', '6'])) || null,
	search: searchIn(url),
	...sortIn(url, parkSorts, 'reference')
});

/** The filters of the list of files. */
export const fileFilters = (url: URL) => ({
	direction: codeIn(url, 'sens', fileDirections) ?? ('arriving' as const),
	stage: codeIn(url, 'etape', fileStages),
	search: searchIn(url),
	...sortIn(url, fileSorts, 'todo')
});

/** The filters of the list of annonces. */
export const listingFilters = (url: URL) => ({
	group: codeIn(url, 'groupe', listingGroups) ?? ('toCheck' as const),
	search: searchIn(url)
});

/** The filters of the journals. */
export const journalFilters = (url: URL) => ({
	view: codeIn(url, 'journal', journalViews) ?? ('reads' as const),
	days: journalPeriods.find((days) => String(days) === url.searchParams.get('depuis')) ?? usualPeriod,
	purpose: codeIn(url, 'raison', fileReadingPurposes),
	agent: url.searchParams.get('qui') || null,
	subject: url.searchParams.get('code') || null
});
