/** What people ask of their data beside a copy and its erasure, and how they are answered (RGPD, art. 12, 16, 18, 21). */
import { err, ok, type Result } from '../result.ts';
import { answerDueAt } from './answer-terms.ts';
import { dataRequestWorkflow, type DataRequestAction, type DataRequestState } from './data-request.workflow.ts';

/** Rectification (RGPD, art. 16), limitation (art. 18), objection (art. 21). */
export const dataRequestKinds = ['rectification', 'limitation', 'objection'] as const;
export type DataRequestKind = (typeof dataRequestKinds)[number];

/** Kinds that keep the annonce out of the searches from the moment they are asked until they are answered. */
export const limitingKinds = ['limitation', 'objection'] as const satisfies readonly DataRequestKind[];

/** The part of the file a rectification is about. */
export const fileParts = ['persons', 'contact', 'lease', 'dwelling', 'rent', 'resources', 'demand', 'other'] as const;
export type FilePart = (typeof fileParts)[number];

/** The four cases of a limitation: RGPD, art. 18(1), a to d, in their order. */
export const limitationGrounds = ['contested', 'unlawful', 'neededForClaim', 'objecting'] as const;
export type LimitationGround = (typeof limitationGrounds)[number];

/** Why a term is prolonged: RGPD, art. 12(3). */
export const prolongationReasons = ['complexity', 'number'] as const;
export type ProlongationReason = (typeof prolongationReasons)[number];

/** Why a request is refused, and the kinds it may be said of. */
const refusalKinds = {
	/** The data are right: art. 16 is for what is inaccurate or incomplete. */
	accurate: ['rectification'],
	/** Others keep them: the CAF, the tax office, the register of demands. */
	keptByOthers: ['rectification'],
	/** None of the four cases of art. 18(1). */
	noGround: ['limitation'],
	/** Art. 21(1): compelling legitimate grounds, or legal claims. */
	compelling: ['objection'],
	/** Art. 21(1) is for what rests on art. 6(1), e or f. */
	otherBasis: ['objection'],
	/** Art. 12(5), b: manifestly unfounded or excessive. */
	excessive: dataRequestKinds,
	/** Art. 12(6): who asks could not be made sure of. */
	unidentified: dataRequestKinds
} as const satisfies Record<string, readonly DataRequestKind[]>;
export type RequestRefusalReason = keyof typeof refusalKinds;
export const requestRefusalReasons = Object.keys(refusalKinds) as [RequestRefusalReason, ...RequestRefusalReason[]];

/** The reasons that a request of this kind may be refused for. */
export const refusalReasonsOf = (kind: DataRequestKind): RequestRefusalReason[] =>
	requestRefusalReasons.filter((reason) => (refusalKinds[reason] as readonly DataRequestKind[]).includes(kind));

/** What a person typed; sealed where it is kept, since it may tell anything. */
export type RequestStatement = {
	/** What is wrong, or why one asks. */
	what: string;
	/** What it should say, for a rectification. */
	shouldSay: string;
};

export type DataRequest = { kind: DataRequestKind; state: DataRequestState; askedAt: Date; dueAt: Date };

export type DataRequestRefusal =
	| 'DATA_REQUEST_NOT_FOUND'
	| 'DATA_REQUEST_ANSWERED'
	| 'DATA_REQUEST_UNDER_WAY'
	| 'DATA_REQUESTS_TOO_MANY'
	| 'PROLONGED_TOO_LATE'
	| 'REASON_OF_OTHERS';

/** What the data-protection officer answers: yes, no and why, or not yet and why. */
export type RequestAnswer =
	| { action: 'accept' }
	| { action: 'refuse'; reason: RequestRefusalReason }
	| { action: 'prolong'; reason: ProlongationReason };
export const answerActions = ['accept', 'refuse', 'prolong'] as const satisfies readonly RequestAnswer['action'][];

/** The step of the procedure that an answer is. What is to be corrected is corrected by others, where it is kept. */
export const stepOf = (kind: DataRequestKind, action: RequestAnswer['action']): DataRequestAction =>
	action !== 'accept' ? action : kind === 'rectification' ? 'orderCorrection' : 'grant';

/** Whether the term of a request that still waits is past. At the very instant, it is. */
export const isLate = ({ state, dueAt }: Pick<DataRequest, 'state' | 'dueAt'>, now: Date): boolean =>
	!dataRequestWorkflow.isFinal(state) && now >= dueAt;

/** The answers that can be given to a request now. */
export const answersTo = (request: DataRequest, now: Date): RequestAnswer['action'][] =>
	answerActions.filter(
		(action) =>
			dataRequestWorkflow.next(request.state, stepOf(request.kind, action)) !== null &&
			// RGPD, art. 12(3): the person is told of the prolongation within a month.
			(action !== 'prolong' || !isLate(request, now))
	);

export type Answered = { state: DataRequestState; dueAt: Date; endedAt: Date | null };

/** What becomes of a request that is answered. */
export function answerRequest(
	request: DataRequest,
	answer: RequestAnswer,
	now: Date
): Result<Answered, DataRequestRefusal> {
	const state = dataRequestWorkflow.next(request.state, stepOf(request.kind, answer.action));
	if (!state) return err('DATA_REQUEST_ANSWERED');
	if (answer.action === 'prolong' && isLate(request, now)) return err('PROLONGED_TOO_LATE');
	if (answer.action === 'refuse' && !refusalReasonsOf(request.kind).includes(answer.reason))
		return err('REASON_OF_OTHERS');
	return ok({
		state,
		dueAt: answer.action === 'prolong' ? answerDueAt(request.askedAt, true) : request.dueAt,
		endedAt: dataRequestWorkflow.isFinal(state) ? now : null
	});
}
