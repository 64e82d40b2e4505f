import type { FilteredList } from '#domain/exports/export.input.ts';
import { picked } from '#domain/picked.ts';
import { filesOf } from '../demands/queries.ts';
import { parkOf } from '../dwellings/export-park.ts';
import { listingsOf } from '../needs/staff-queries.ts';
import type { Staff } from '../platform/actor.ts';
import type { Tx } from '../platform/context.ts';

type Slice = { limit: number; offset: number };

/** Some rows of a list, with only what its file tells, how many rows it has, and the households that these rows name. */
export async function rowsOf(tx: Tx, actor: Staff, asked: FilteredList, slice: Slice) {
	switch (asked.list) {
		case 'dwellings':
			return { list: asked.list, named: [], ...(await parkOf(tx, actor, asked.filters, slice)) };
		case 'files': {
			const { total, rows } = await filesOf(tx, actor, asked.filters, slice);
			const named = rows.flatMap(({ householdId }) => householdId ?? []);
			return { list: asked.list, total, named, rows: rows.map((row) => picked(row, fileFields)) };
		}
		case 'listings': {
			const { total, rows } = await listingsOf(tx, actor, asked.filters, slice);
			const named = rows.map(({ householdId }) => householdId);
			return { list: asked.list, total, named, rows: rows.map((row) => picked(row, listingFields)) };
		}
	}
}

const fileFields = [
	'reference',
	'position',
	'household',
	'commune',
	'typologie',
	'area',
	'from',
	'to',
	'stage',
	'proposalState',
	'dueAt',
	'signingDay'
] as const;

const listingFields = [
	'household',
	'reference',
	'commune',
	'typologie',
	'area',
	'state',
	'updatedAt',
	'isKeptOut',
	'hasRemarks'
] as const;

/** How many rows a list has. */
export const countRows = async (tx: Tx, actor: Staff, asked: FilteredList): Promise<number> =>
	(await rowsOf(tx, actor, asked, { limit: 1, offset: 0 })).total;
