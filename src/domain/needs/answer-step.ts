import type { Day } from '../calendar.ts';
import type { Household } from '../households/household.ts';
import { err, ok, type Result } from '../result.ts';
import { canAnswer, restate, type ListingAnswers, type ListingRefusal } from './listing.ts';
import type { ListingStepAnswer } from './listing-step.input.ts';
import type { ListingState } from './listing.workflow.ts';
import type { Need, Wish } from './need.ts';

/** What an annonce may change of the household itself. */
export type StatedSituation = Pick<Household, 'accessNeeds' | 'monthlyResources'>;

type Answered = { answers: ListingAnswers; situation: StatedSituation; isNeedChanged: boolean };

/**
 * Writes the answer to one page of the annonce. Refused when the organism is checking it, when a chain is under way,
 * or when the page was checked and belongs to the organism.
 */
export function answerStep(
	listing: ListingAnswers & { state: ListingState },
	situation: StatedSituation,
	answer: ListingStepAnswer,
	today: Day
): Result<Answered, ListingRefusal> {
	if (!canAnswer(listing.state, answer.step)) return err('LISTING_LOCKED');
	const { statements, motive, need } = listing;
	const unchanged: Answered = { answers: { statements, motive, need }, situation, isNeedChanged: false };
	const asked = (changes: Partial<Need>): Answered => ({
		...unchanged,
		answers: { ...unchanged.answers, need: { ...need, ...changes } },
		isNeedChanged: true
	});
	const stated = (changes: ListingAnswers['statements'], about: Partial<StatedSituation> = {}): Answered => ({
		...unchanged,
		answers: { ...unchanged.answers, statements: { ...statements, ...changes } },
		situation: { ...situation, ...about }
	});
	switch (answer.step) {
		case 'dwelling':
			return ok(stated({ dwellingIsRight: answer.isRight, dwellingRemarks: answer.isRight ? '' : answer.remarks }));
		case 'household':
			return ok(stated({ householdIsRight: answer.isRight, householdRemarks: answer.isRight ? '' : answer.remarks }));
		case 'access':
			return ok(stated({ accessIsStated: true }, { accessNeeds: answer.hasNeeds ? answer.needs : [] }));
		case 'resources':
			return ok(
				stated(
					{ resourcesAreStated: true },
					{ monthlyResources: restate(situation.monthlyResources, answer.monthlyResources, today) }
				)
			);
		case 'motive':
			return ok({ ...unchanged, answers: { ...unchanged.answers, motive: answer.motive } });
		case 'size':
			return ok(asked({ minRooms: answer.minRooms, maxRooms: answer.maxRooms, minArea: answer.minArea }));
		case 'places':
			return ok(asked({ communes: [...new Set(answer.communes)].sort() }));
		case 'budget':
			return ok(asked({ maxResidualBill: answer.maxResidualBill }));
		case 'floor':
			return ok(asked({ maxFloorWithoutLift: answer.maxFloorWithoutLift }));
		case 'wishes':
			return ok(asked({ wishes: wishesOf(answer) }));
		case 'exchange':
			return ok(asked({ maxHouseholds: answer.maxHouseholds, notBefore: answer.notBefore }));
	}
}

function wishesOf({ wishes, preferredCommune }: Extract<ListingStepAnswer, { step: 'wishes' }>): Wish[] {
	const ticked = wishes.filter((kind) => kind !== 'none').map((kind): Wish => ({ kind }));
	return preferredCommune === '' ? ticked : [{ kind: 'commune', value: preferredCommune }, ...ticked];
}
