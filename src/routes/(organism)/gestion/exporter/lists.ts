/** The lists that leave as files: their address, the page they are seen on, how their filters are read. */
import type { ExportList } from '#domain/exports/export.ts';
import { fileFilters, listingFilters, parkFilters } from '../list-filters.ts';

export const exportSegments = {
	logements: 'dwellings',
	dossiers: 'files',
	annonces: 'listings'
} as const satisfies Record<string, ExportList>;
export type ExportSegment = keyof typeof exportSegments;

/** The list of an address; null when there is none of that name. */
export const segmentOf = (text: string): ExportSegment | null =>
	Object.hasOwn(exportSegments, text) ? (text as ExportSegment) : null;

/** The list with its filters, as they are in the address. */
export function askedIn(segment: ExportSegment, url: URL) {
	switch (exportSegments[segment]) {
		case 'dwellings':
			return { list: 'dwellings' as const, filters: parkFilters(url) };
		case 'files':
			return { list: 'files' as const, filters: fileFilters(url) };
		case 'listings':
			return { list: 'listings' as const, filters: listingFilters(url) };
	}
}
