import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import type { answerDataRequestInput } from '#domain/households/data-request.input.ts';
import { answerRequest, stepOf, type DataRequestRefusal, type RequestAnswer } from '#domain/households/data-request.ts';
import { dataRequestWorkflow, type DataRequestAction } from '#domain/households/data-request.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Staff } from '../../platform/actor.ts';
import type { Context } from '../../platform/context.ts';
import { asSystem, command } from '../../platform/unit.ts';
import { sealReply } from './sealed-text.ts';
import { dataRequests } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, DataRequestRefusal | 'KEY_REUSED'>>;
type Sent = z.output<typeof answerDataRequestInput>;

const events = {
	prolong: 'DataRequestProlonged',
	grant: 'DataRequestGranted',
	orderCorrection: 'CorrectionOrdered',
	refuse: 'DataRequestRefused'
} as const satisfies Partial<Record<DataRequestAction, string>>;

const answerOf = (sent: Sent): RequestAnswer => {
	switch (sent.action) {
		case 'accept':
			return { action: 'accept' };
		case 'refuse':
			return { action: 'refuse', reason: sent.refusalReason };
		case 'prolong':
			return { action: 'prolong', reason: sent.prolongationReason };
	}
};

/**
 * The data-protection officer of the organism answers a request of one of its tenants (RGPD, art. 12(3) and (4)). They
 * change no datum of the file: a rectification that is accepted is given to those who keep it.
 */
export const answerDataRequest = (ctx: StaffContext, input: Sent): Answer =>
	command(ctx, 'dataRequests.answer', input, async (unit) => {
		const { tx, now, deps } = unit;
		const isOwn = and(eq(dataRequests.id, input.requestId), eq(dataRequests.organismId, ctx.actor.organismId));
		const [request] = await tx.select().from(dataRequests).where(isOwn);
		if (!request) return err('DATA_REQUEST_NOT_FOUND');
		const answer = answerOf(input);
		const answered = answerRequest(request, answer, now);
		if (!answered.ok) return answered;
		const saved = await tx
			.update(dataRequests)
			.set({
				...answered.value,
				...(answer.action === 'refuse' && { refusalReason: answer.reason }),
				...(answer.action === 'prolong' && { prolongationReason: answer.reason }),
				reply: input.note === '' ? null : sealReply(deps.config, request.id, input.note)
			})
			.where(and(isOwn, eq(dataRequests.state, request.state)));
		if (saved.count === 0) return err('DATA_REQUEST_ANSWERED');
		const step = stepOf(request.kind, answer.action) as keyof typeof events;
		await unit.record([{ type: events[step], requestId: request.id, kind: request.kind }]);
		return ok(null);
	});

/** Who keeps the data says that a rectification is made, in their own tool or by a new file. */
export const markCorrected = (ctx: StaffContext, input: { requestId: string }): Answer =>
	command(ctx, 'dataRequests.correct', input, async (unit) => {
		const { from, to } = dataRequestWorkflow.transitions.correct;
		const isToCorrect = and(
			eq(dataRequests.id, input.requestId),
			eq(dataRequests.organismId, ctx.actor.organismId),
			inArray(dataRequests.state, [...from])
		);
		const [request] = await unit.tx.select({ kind: dataRequests.kind }).from(dataRequests).where(isToCorrect);
		if (!request) return err('DATA_REQUEST_NOT_FOUND');
		// Once corrected it is no longer theirs to see, and so not theirs to write.
		const corrected = await asSystem(unit, ({ tx, now }) =>
			tx.update(dataRequests).set({ state: to, endedAt: now }).where(isToCorrect)
		);
		if (corrected.count === 0) return err('DATA_REQUEST_ANSWERED');
		await unit.record([{ type: 'DataCorrected', requestId: input.requestId, kind: request.kind }]);
		return ok(null);
	});
