import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import { answerDueAt } from '#domain/households/answer-terms.ts';
import type { askDataRequestInput } from '#domain/households/data-request.input.ts';
import type { DataRequestRefusal } from '#domain/households/data-request.ts';
import { dataRequestWorkflow } from '#domain/households/data-request.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { pauseLimited } from '../../needs/limited.ts';
import { loadOwnListing } from '../../needs/own-listing.ts';
import type { Tenant } from '../../platform/actor.ts';
import type { Context } from '../../platform/context.ts';
import { countUse, keyOf, type Limit } from '../../platform/limits.ts';
import { asSignIn, command } from '../../platform/unit.ts';
import { households } from '../tables.ts';
import { sealStatement } from './sealed-text.ts';
import { dataRequests } from './tables.ts';

type TenantContext = Context & { actor: Tenant };
type Answer<T> = Promise<Result<T, DataRequestRefusal | 'KEY_REUSED'>>;

/** Of one household. Who has more to say says it in one request. */
const requestsPerDay: Limit = { count: 5, minutes: 24 * 60 };

/**
 * A person asks that something be rectified, or that the use of their data be limited or stopped (RGPD, art. 16, 18 and
 * 21). The term of the answer runs from now; a limitation and an objection take the annonce out of the searches at once.
 */
export const askDataRequest = (
	ctx: TenantContext,
	input: z.output<typeof askDataRequestInput>
): Answer<{ requestId: string }> =>
	command(ctx, 'dataRequests.ask', input, async (unit) => {
		const { tx, now, deps } = unit;
		const { accountId, householdId } = ctx.actor;
		// Whoever publishes or takes up the annonce meanwhile waits, and finds the request.
		await loadOwnListing(unit, householdId);
		const mayAsk = await asSignIn(unit, (signIn) =>
			countUse(signIn, keyOf('dataRequests', householdId), requestsPerDay)
		);
		if (!mayAsk) return err('DATA_REQUESTS_TOO_MANY');
		const [household] = await tx
			.select({ organismId: households.organismId })
			.from(households)
			.where(eq(households.id, householdId));
		const { organismId } = household!;
		const requestId = randomUUID();
		const shouldSay = input.kind === 'rectification' ? input.shouldSay : '';
		const asked = await tx
			.insert(dataRequests)
			.values({
				id: requestId,
				accountId,
				householdId,
				organismId,
				kind: input.kind,
				state: dataRequestWorkflow.initial,
				part: input.kind === 'rectification' ? input.part : null,
				ground: input.kind === 'limitation' ? input.ground : null,
				statement: sealStatement(deps.config, requestId, { what: input.what, shouldSay }),
				askedAt: now,
				dueAt: answerDueAt(now, false)
			})
			.onConflictDoNothing()
			.returning({ id: dataRequests.id });
		if (asked.length === 0) return err('DATA_REQUEST_UNDER_WAY');
		await pauseLimited(unit, [householdId]);
		await unit.record([{ type: 'DataRequestAsked', requestId, kind: input.kind }], { organismIds: [organismId] });
		return ok({ requestId });
	});

/** The person takes a request back while it is not answered. Their annonce stays as it is: they take it up again. */
export const withdrawDataRequest = (ctx: TenantContext, input: { requestId: string }): Answer<null> =>
	command(ctx, 'dataRequests.withdraw', input, async (unit) => {
		const isOwn = and(eq(dataRequests.id, input.requestId), eq(dataRequests.accountId, ctx.actor.accountId));
		const [request] = await unit.tx
			.select({ kind: dataRequests.kind, organismId: dataRequests.organismId })
			.from(dataRequests)
			.where(isOwn);
		if (!request) return err('DATA_REQUEST_NOT_FOUND');
		const { from, to } = dataRequestWorkflow.transitions.withdraw;
		const withdrawn = await unit.tx
			.update(dataRequests)
			.set({ state: to, endedAt: unit.now })
			.where(and(isOwn, inArray(dataRequests.state, [...from])));
		if (withdrawn.count === 0) return err('DATA_REQUEST_ANSWERED');
		const event = { type: 'DataRequestWithdrawn', requestId: input.requestId, kind: request.kind } as const;
		await unit.record([event], { organismIds: [request.organismId] });
		return ok(null);
	});
