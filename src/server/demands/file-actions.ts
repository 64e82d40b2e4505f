import type { Day } from '#domain/calendar.ts';
import { candidacyWorkflow, type CandidacyState } from '#domain/demands/candidacy.workflow.ts';
import type { DemandState } from '#domain/demands/demand.workflow.ts';
import { isHere, type AskedDocument } from '#domain/documents/document.ts';
import { strikeOffInadmissible } from '#domain/demands/strike-off.ts';
import type { ExchangePath } from '#domain/eligibility/right-to-exchange.ts';
import { legWorkflow, type LegState } from '#domain/proposals/leg.workflow.ts';
import type { ProposalState } from '#domain/proposals/proposal.workflow.ts';
import { visitActionsOn, type Visit } from '#domain/proposals/visit.ts';
import type { Staff } from '../platform/actor.ts';
import { rights } from '../platform/rights.ts';
import { isAllowed } from '../platform/trpc.ts';

/** What may be done on a file, by the procedure that does it. */
export const fileActionProcedures = {
	suggestVisit: 'proposals.suggestVacantVisit',
	agreeVisit: 'proposals.agreeVacantVisit',
	recordUniqueNumber: 'demands.recordUniqueNumber',
	giveOpinion: 'proposals.giveOpinion',
	recordDecency: 'dwellings.recordDecency',
	askDocuments: 'demands.askDocuments',
	receiveDocuments: 'demands.receiveDocuments',
	reviewDocuments: 'documents.accept',
	takeCharge: 'documents.takeCharge',
	recordIncome: 'demands.recordIncome',
	completeFile: 'demands.completeFile',
	putOnAgenda: 'commissions.putOnAgenda',
	meetCondition: 'demands.meetCondition',
	failCondition: 'demands.failCondition',
	reachRank: 'demands.reachRank',
	loseRank: 'demands.loseRank',
	recordWarning: 'demands.recordWarning',
	strikeOff: 'demands.strikeOff',
	setSigningDay: 'proposals.setSigningDay',
	recordSignature: 'proposals.recordSignature'
} as const;
export type FileAction = keyof typeof fileActionProcedures;

type Situation = {
	today: Day;
	now: Date;
	proposal: { path: ExchangePath; state: ProposalState; dueAt: Date | null; signingDay: Day | null };
	leg: { state: LegState };
	legStates: readonly LegState[];
	candidacy: { state: CandidacyState; documents: readonly AskedDocument[] } | null;
	demand: { state: DemandState; warnedOn: Day | null } | null;
	visit: Visit | null;
	isDecent: boolean | null;
	/** The last valid day of the household's demand; null when its number is not known. */
	demandValidUntil: Day | null;
};

const isPossible: Record<FileAction, (situation: Situation) => boolean> = {
	suggestVisit: ({ visit, proposal, now }) =>
		visit !== null && visitActionsOn(visit, proposal, 'organism', now).includes('suggest'),
	agreeVisit: ({ visit, proposal, now }) =>
		visit !== null && visitActionsOn(visit, proposal, 'organism', now).includes('agree'),
	giveOpinion: ({ proposal, leg, now }) =>
		proposal.state === 'instructing' && leg.state === 'committed' && (!proposal.dueAt || now < proposal.dueAt),
	// As of right nobody enters: no demand, no number.
	recordUniqueNumber: ({ proposal, leg, demandValidUntil, today }) =>
		proposal.path === 'ORDINARY' &&
		['committed', 'supported'].includes(leg.state) &&
		(demandValidUntil === null || demandValidUntil < today),
	recordDecency: ({ isDecent, proposal }) => isDecent === null && ['instructing', 'confirmed'].includes(proposal.state),
	askDocuments: ({ candidacy }) => candidacy !== null && ['screened', 'fileComplete'].includes(candidacy.state),
	receiveDocuments: ({ candidacy }) =>
		candidacy?.state === 'screened' && candidacy.documents.some((one) => one.state !== 'accepted'),
	reviewDocuments: ({ candidacy }) => candidacy?.state === 'screened' && candidacy.documents.some(isHere),
	takeCharge: ({ candidacy }) =>
		candidacy !== null && ['screened', 'fileComplete', 'onAgenda'].includes(candidacy.state),
	recordIncome: ({ candidacy }) =>
		candidacy?.state === 'screened' && candidacy.documents.some((one) => one.code === 'FI-AV' && isHere(one)),
	completeFile: ({ candidacy }) => may(candidacy, 'completeFile'),
	putOnAgenda: ({ candidacy }) => may(candidacy, 'putOnAgenda'),
	meetCondition: ({ candidacy }) => may(candidacy, 'meetCondition'),
	failCondition: ({ candidacy }) => may(candidacy, 'failCondition'),
	reachRank: ({ candidacy, leg }) => leg.state === 'supported' && may(candidacy, 'reachRank'),
	loseRank: ({ candidacy, leg }) => leg.state === 'supported' && may(candidacy, 'outrank'),
	recordWarning: ({ candidacy, demand }) =>
		candidacy?.state === 'inadmissible' && demand !== null && demand.state !== 'struckOff' && !demand.warnedOn,
	strikeOff: ({ demand, today }) => demand !== null && strikeOffInadmissible(demand, today).ok,
	setSigningDay: ({ proposal, legStates }) =>
		proposal.state === 'sealed' || (proposal.state === 'signing' && !legStates.includes('signed')),
	recordSignature: ({ proposal, leg, today }) =>
		proposal.state === 'signing' &&
		legWorkflow.next(leg.state, 'sign') !== null &&
		proposal.signingDay !== null &&
		today >= proposal.signingDay
};

const may = (candidacy: Situation['candidacy'], action: Parameters<typeof candidacyWorkflow.next>[1]) =>
	candidacy !== null && candidacyWorkflow.next(candidacy.state, action) !== null;

/** What this person may do now on the file of a leg that leads into a dwelling of the organism. */
export const fileActions = (actor: Staff, situation: Situation): FileAction[] =>
	(Object.keys(fileActionProcedures) as FileAction[]).filter(
		(action) => isPossible[action](situation) && isAllowed(rights[fileActionProcedures[action]]!, actor)
	);
