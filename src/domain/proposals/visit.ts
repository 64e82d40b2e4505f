/** The visit of a home: one side suggests a time, the other agrees; only then is the address shown. */
import { err, ok, type Result } from '../result.ts';
import type { ProposalState } from './proposal.workflow.ts';

/** Who suggests: the household that would move in, the one that lives there, or the organism of a vacant home. */
export const visitSides = ['visitor', 'host', 'organism'] as const;
export type VisitSide = (typeof visitSides)[number];

export type Visit = {
	plannedFor: Date | null;
	proposedBy: VisitSide | null;
	agreedAt: Date | null;
};

export type VisitRefusal =
	| 'VISIT_NOT_FOUND'
	| 'VISIT_NOT_OPEN'
	| 'VISIT_IN_THE_PAST'
	| 'VISIT_TOO_LATE'
	| 'VISIT_NOT_SUGGESTED'
	| 'VISIT_OWN_SUGGESTION'
	| 'VISIT_CHANGED'
	| 'VISIT_ALREADY_AGREED';

/** The chain the visit belongs to: visits last until its deadline. */
type Around = { state: ProposalState; dueAt: Date | null };

const isOpen = ({ state, dueAt }: Around, now: Date) => state === 'visiting' && (dueAt === null || now < dueAt);

/** Suggests a time, or another one: what was agreed before no longer holds, so the address is hidden again. */
export function suggestVisit(
	around: Around,
	side: VisitSide,
	plannedFor: Date,
	now: Date
): Result<Visit, VisitRefusal> {
	if (!isOpen(around, now)) return err('VISIT_NOT_OPEN');
	if (plannedFor <= now) return err('VISIT_IN_THE_PAST');
	if (around.dueAt && plannedFor >= around.dueAt) return err('VISIT_TOO_LATE');
	return ok({ plannedFor, proposedBy: side, agreedAt: null });
}

/** Agrees to the time the other side suggested; `plannedFor` is the time that was read, which may have changed since. */
export function agreeVisit(
	visit: Visit,
	around: Around,
	side: VisitSide,
	plannedFor: Date,
	now: Date
): Result<Visit, VisitRefusal> {
	if (!isOpen(around, now)) return err('VISIT_NOT_OPEN');
	if (!visit.plannedFor || !visit.proposedBy) return err('VISIT_NOT_SUGGESTED');
	if (visit.agreedAt) return err('VISIT_ALREADY_AGREED');
	if (visit.proposedBy === side) return err('VISIT_OWN_SUGGESTION');
	if (visit.plannedFor.getTime() !== plannedFor.getTime()) return err('VISIT_CHANGED');
	if (visit.plannedFor <= now) return err('VISIT_IN_THE_PAST');
	return ok({ ...visit, agreedAt: now });
}

export const visitActions = ['suggest', 'agree'] as const;
export type VisitAction = (typeof visitActions)[number];

/** What a side may do now about a visit. */
export function visitActionsOn(visit: Visit, around: Around, side: VisitSide, now: Date): VisitAction[] {
	if (!isOpen(around, now)) return [];
	const mayAgree = visit.plannedFor && agreeVisit(visit, around, side, visit.plannedFor, now).ok;
	return mayAgree ? ['agree', 'suggest'] : ['suggest'];
}
