/** Why a household is in no exchange yet, and what one change would bring, in sentences. */
import type { HouseholdInsight, Shape } from '#domain/matching/insight/household.ts';
import type { RecordedLevel } from '#domain/matching/objective-settings.ts';
import type { ListingStep } from '#domain/needs/listing.ts';
import * as m from '../paraglide/messages.js';
import { area, euros } from './format.ts';

type Why = HouseholdInsight['why'];

const withoutExchange: Record<Exclude<Why['kind'], 'betterUse'>, () => string> = {
	noHomeWanted: m.needs_why_no_home_wanted,
	noHomeAllowed: m.needs_why_no_home_allowed,
	noTaker: m.needs_why_no_taker,
	noExchange: m.needs_why_no_exchange
};

const betterAt: Record<RecordedLevel, () => string> = {
	rehoused: m.needs_why_better_other,
	priorities: m.needs_why_better_priorities,
	households: m.needs_why_better_households,
	// Known of whole sets of exchanges only: never told of one household.
	balance: m.needs_why_better_other,
	independence: m.needs_why_better_independence,
	robustness: m.needs_why_better_robustness,
	quality: m.needs_why_better_quality
};

/** Why not yet, in one or two sentences; nothing in them points at anybody else. */
export const whyNotYet = (why: Why): string => {
	if (why.kind !== 'betterUse') return withoutExchange[why.kind]();
	// Proven better or as good; a search cut short may have done worse: then only the fact is told.
	return (why.theirs > why.yours ? betterAt[why.level as RecordedLevel] : m.needs_why_better_other)();
};

/** An exchange by its shape. */
export const shapeInWords = ({ households: count, isChain }: Shape): string =>
	isChain
		? m.needs_why_best_chain({ count })
		: count === 2
			? m.needs_why_best_pair()
			: m.needs_why_best_cycle({ count });

type AdviceTold = HouseholdInsight['advice'][number] & { commune: string | null };

/** A change as the household would make it. */
export function changeInWords({ change, commune }: AdviceTold): string {
	switch (change.kind) {
		case 'commune':
			return m.needs_advice_commune({ commune: commune ?? change.to });
		case 'maxRooms':
			return m.needs_advice_max_rooms({ rooms: change.to });
		case 'minRooms':
			return m.needs_advice_min_rooms({ count: change.to });
		case 'minArea':
			return m.needs_advice_min_area({ area: area(change.to) });
		case 'maxFloorWithoutLift':
			return m.needs_advice_floor({ floor: change.to });
		case 'maxResidualBill':
			return m.needs_advice_bill({ amount: euros(change.to) });
		case 'maxHouseholds':
			return m.needs_advice_households({ households: change.to });
	}
}

/** What the change brings: exchanges when it opens some, homes otherwise. */
export const gainInWords = ({ homes, exchanges }: AdviceTold): string =>
	[homes > 0 && m.needs_advice_homes({ count: homes }), exchanges > 0 && m.needs_advice_exchanges({ count: exchanges })]
		.filter(Boolean)
		.join(', ');

/** The page of the annonce where each change is made. */
export const stepOfChange: Record<HouseholdInsight['advice'][number]['change']['kind'], ListingStep> = {
	commune: 'places',
	maxRooms: 'size',
	minRooms: 'size',
	minArea: 'size',
	maxFloorWithoutLift: 'floor',
	maxResidualBill: 'budget',
	maxHouseholds: 'exchange'
};
