import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
	dataRequestKinds,
	fileParts,
	limitationGrounds,
	prolongationReasons,
	requestRefusalReasons
} from '#domain/households/data-request.ts';
import { dataRequestStates } from '#domain/households/data-request.workflow.ts';
import { accounts } from '../../accounts/tables.ts';
import { organisms } from '../../organisms/tables.ts';
import { id, instant, oneOf, sealedOnly } from '../../platform/columns.ts';
import { c1, c3, c4 } from '../../platform/data-class.ts';
import { households } from '../tables.ts';

/** What a person asked of their data: theirs alone, and of the data-protection officer of the organism that housed them. */
export const dataRequests = pgTable(
	'data_request',
	{
		id: id(),
		/** Who asks; another holder of the same lease is not told. */
		accountId: c1(uuid())
			.notNull()
			.references(() => accounts.id),
		householdId: c1(uuid())
			.notNull()
			.references(() => households.id),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		kind: c1(text({ enum: dataRequestKinds })).notNull(),
		state: c1(text({ enum: dataRequestStates })).notNull(),
		part: c3(text({ enum: fileParts })),
		ground: c3(text({ enum: limitationGrounds })),
		/** A `RequestStatement`, sealed (sealed-text.ts): it may tell anything, an illness or a danger too. */
		statement: c4(text()).notNull(),
		askedAt: c1(instant()).notNull(),
		dueAt: c1(instant()).notNull(),
		prolongationReason: c1(text({ enum: prolongationReasons })),
		refusalReason: c3(text({ enum: requestRefusalReasons })),
		/** What the data-protection officer wrote with the answer, sealed. */
		reply: c4(text()),
		/** When nothing more was to be done about it. */
		endedAt: c1(instant()),
		remindedAt: c1(instant()),
		/** When the organism was told that it is late. */
		lateToldAt: c1(instant())
	},
	(t) => [
		index('data_request_by_account').on(t.accountId),
		index('data_request_by_household').on(t.householdId),
		index('data_request_by_organism').on(t.organismId, t.state, t.dueAt),
		uniqueIndex('one_open_limit_of_a_kind_per_person')
			.on(t.accountId, t.kind)
			.where(sql`${t.kind} <> 'rectification' and ${t.state} in ('asked', 'prolonged')`),
		oneOf('data_request_kind_is_known', t.kind, dataRequestKinds),
		oneOf('data_request_state_is_known', t.state, dataRequestStates),
		oneOf('data_request_part_is_known', t.part, fileParts),
		oneOf('data_request_ground_is_known', t.ground, limitationGrounds),
		oneOf('prolongation_reason_is_known', t.prolongationReason, prolongationReasons),
		oneOf('request_refusal_reason_is_known', t.refusalReason, requestRefusalReasons),
		sealedOnly('statement_is_sealed', t.statement),
		sealedOnly('reply_is_sealed', t.reply)
	]
);
