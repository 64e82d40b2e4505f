import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { exportFormats, exportLists, exportPurposes } from '#domain/exports/export.ts';
import { organisms } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import { c1, c3 } from '../platform/data-class.ts';

/** A list that somebody took out: what, why, with which filters. Never edited. */
export const exportRecords = pgTable(
	'export_record',
	{
		id: id(),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		accountId: c1(uuid()).notNull(),
		list: c1(text({ enum: exportLists })).notNull(),
		purpose: c1(text({ enum: exportPurposes })).notNull(),
		format: c1(text({ enum: exportFormats })).notNull(),
		/** As the list was filtered; a search may hold a name. */
		filters: c3(jsonb()).$type<Record<string, unknown>>().notNull(),
		rows: c1(integer()).notNull(),
		requestedAt: c1(instant()).notNull()
	},
	(t) => [
		index('export_by_organism').on(t.organismId, t.requestedAt),
		oneOf('export_list_is_known', t.list, exportLists),
		oneOf('export_purpose_is_known', t.purpose, exportPurposes),
		oneOf('export_format_is_known', t.format, exportFormats)
	]
);
