import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { keptFormats } from '#domain/documents/deposited-file.ts';
import { documentCodes, sensitiveDocumentCodes } from '#domain/documents/document.ts';
import { households } from '../households/tables.ts';
import { id, instant, oneOf, sealedOnly } from '../platform/columns.ts';
import { c1, c3, c4 } from '../platform/data-class.ts';

/**
 * The files that households have deposited; their bytes are in the folder of files, sealed, under the identifier of the
 * row. A household deposits a document once: every organism that asks for it while it instructs its file reads the same.
 */
export const documentFiles = pgTable(
	'document_file',
	{
		id: id(),
		householdId: c1(uuid())
			.notNull()
			.references(() => households.id),
		code: c3(text({ enum: documentCodes })).notNull(),
		/** Its name, as what was typed allows: it may say anything. */
		name: c4(text()).notNull(),
		format: c1(text({ enum: keptFormats })).notNull(),
		/** Of what is kept, once opened. */
		bytes: c1(integer()).notNull(),
		/** It may tell of health or violence: only the officer in charge of the file opens it. */
		isSensitive: c1(boolean())
			.generatedAlwaysAs(sql`code in (${sql.raw(sensitiveDocumentCodes.map((code) => `'${code}'`).join(', '))})`)
			.notNull(),
		/** Whether a virus was looked for. */
		isScanned: c1(boolean()).notNull(),
		depositedAt: c1(instant()).notNull()
	},
	(t) => [
		index('document_file_by_household').on(t.householdId),
		sealedOnly('document_file_name_is_sealed', t.name),
		oneOf('document_file_code_is_known', t.code, documentCodes),
		oneOf('document_file_format_is_known', t.format, keptFormats)
	]
);
