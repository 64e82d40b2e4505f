/** The annonce of a household as it is filled in: one question a page, and a question not answered stays so. */
import type { Stated } from '../households/household.ts';
import type { ListingAction, ListingState } from './listing.workflow.ts';
import { listingWorkflow } from './listing.workflow.ts';
import { moveMotives, type MoveMotive, type Need } from './need.ts';

/** The pages of the annonce, in the order they are proposed; they may be answered in any order. */
export const listingSteps = [
	'dwelling',
	'household',
	'access',
	'resources',
	'motive',
	'size',
	'places',
	'budget',
	'floor',
	'wishes',
	'exchange'
] as const;
export type ListingStep = (typeof listingSteps)[number];

/** What a household says of what its organism has on record. An absent field is a question not answered. */
export type Statements = {
	/** The sheet of the dwelling, its rent and its charges are right. */
	dwellingIsRight?: boolean;
	/** What is wrong in it, for the organism. */
	dwellingRemarks?: string;
	/** The persons on record are those who would move. */
	householdIsRight?: boolean;
	householdRemarks?: string;
	/** The question of the access needs was answered, be it by none. */
	accessIsStated?: boolean;
	/** The question of the monthly resources was answered. */
	resourcesAreStated?: boolean;
};

/** The answers of an annonce. */
export type ListingAnswers = { statements: Statements; motive: MoveMotive | null; need: Partial<Need> };

/**
 * The motives a household chooses from. Violence is not one of them: it is told to a named referent of the organism,
 * never written in an annonce.
 */
export const statedMotives = moveMotives.filter((motive) => motive !== 'violence') as [
	Exclude<MoveMotive, 'violence'>,
	...Exclude<MoveMotive, 'violence'>[]
];

const isKnown = (need: Partial<Need>, ...fields: (keyof Need)[]) => fields.every((field) => need[field] !== undefined);

const answered: Record<ListingStep, (answers: ListingAnswers) => boolean> = {
	dwelling: ({ statements }) => statements.dwellingIsRight !== undefined,
	household: ({ statements }) => statements.householdIsRight !== undefined,
	access: ({ statements }) => statements.accessIsStated === true,
	resources: ({ statements }) => statements.resourcesAreStated === true,
	motive: ({ motive }) => motive !== null,
	size: ({ need }) => isKnown(need, 'minRooms', 'maxRooms', 'minArea'),
	places: ({ need }) => (need.communes ?? []).length > 0,
	budget: ({ need }) => isKnown(need, 'maxResidualBill'),
	floor: ({ need }) => isKnown(need, 'maxFloorWithoutLift'),
	wishes: ({ need }) => isKnown(need, 'wishes'),
	exchange: ({ need }) => isKnown(need, 'maxHouseholds', 'notBefore')
};

/** Whether a page of the annonce is answered. */
export const isAnswered = (step: ListingStep, answers: ListingAnswers): boolean => answered[step](answers);

/** The pages still to answer before the annonce can be sent, in their order. */
export const unansweredSteps = (answers: ListingAnswers): ListingStep[] =>
	listingSteps.filter((step) => !isAnswered(step, answers));

/** What the organism checks; once it has, these pages change only through it. */
const checkedSteps: readonly ListingStep[] = ['dwelling', 'household'];

/** Whether the household may answer a page anew in this state of its annonce. */
export function canAnswer(state: ListingState, step: ListingStep): boolean {
	if (state === 'draft' || state === 'returned') return true;
	return (state === 'published' || state === 'paused') && !checkedSteps.includes(step);
}

/** The pages that somebody who helps the household sees: why it wants to move is for it alone to tell. */
export const helperSteps: readonly ListingStep[] = listingSteps.filter((step) => step !== 'motive');

/** Whether a helper may answer a page: as long as nobody else counts on what it says. */
export const canHelperAnswer = (state: ListingState, step: ListingStep): boolean =>
	(state === 'draft' || state === 'returned') && helperSteps.includes(step);

/** What a household does with its own annonce; the other steps are its organism's and the chain's. */
export const tenantListingActions = ['submit', 'pause', 'resume', 'withdraw'] as const;
export type TenantListingAction = (typeof tenantListingActions)[number];

export type ListingRefusal =
	| 'LISTING_NOT_FOUND'
	| 'LISTING_STEP_IMPOSSIBLE'
	| 'LISTING_LOCKED'
	| 'HOUSEHOLD_ALONE'
	| 'LISTING_INCOMPLETE'
	| 'LISTING_IN_PROPOSAL'
	| 'LISTING_LIMITED'
	| 'LEASE_NOT_FOUND'
	| 'DWELLING_KEPT_OUT'
	| 'COMMUNE_UNKNOWN'
	| 'PARTNER_IS_ONESELF';

/** What beside the annonce itself decides of what may be done with it. */
export type ListingCircumstances = {
	/** A chain under way counts on the household. */
	isInProposal: boolean;
	/** Somebody of the household asked that the use of their data be limited, and waits for the answer. */
	isLimited: boolean;
};

/** Why a household may not do this with its annonce now, or null when it may. */
export function refusalOfAction(
	listing: ListingAnswers & { state: ListingState },
	action: TenantListingAction,
	{ isInProposal, isLimited }: ListingCircumstances
): ListingRefusal | null {
	if (!listingWorkflow.next(listing.state, action satisfies ListingAction)) return 'LISTING_STEP_IMPOSSIBLE';
	if (action === 'submit' && unansweredSteps(listing).length > 0) return 'LISTING_INCOMPLETE';
	// The other households of the chain count on this home: it leaves the chain by an answer, not by its annonce.
	if (action === 'withdraw' && isInProposal) return 'LISTING_IN_PROPOSAL';
	// What was asked to be used no more is not used until the answer, or until it is asked no longer.
	if (action === 'resume' && isLimited) return 'LISTING_LIMITED';
	return null;
}

/** A figure that the household may correct; unchanged, it keeps its origin and its date. */
export function restate(known: Stated<number> | null, value: number, on: string): Stated<number> {
	return known && known.value === value ? known : { value, from: 'tenant', on };
}
