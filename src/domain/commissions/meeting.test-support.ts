/** A commission of five, of which four vote, in a meeting that is open, and what it may decide. */
import type { Result } from '../result.ts';
import type { Counted } from './ballot.ts';
import {
	decideCase,
	type CaseLatitude,
	type CommitteeRules,
	type DecisionInput,
	type DecisionRefusal
} from './meeting.ts';
import type { CommitteeMember } from './member.ts';

/** The day of the meeting. */
export const today = '2026-03-02';
/** A member who votes, unless it is said otherwise. */
export const member = (id: string, changes: Partial<CommitteeMember> = {}): CommitteeMember => ({
	id,
	capacity: 'boardMember',
	commune: null,
	isVoting: true,
	...changes
});
/** Three of the board, the mayor of Cergy, where the dwelling is, and one who has no vote. */
export const members = [
	member('a'),
	member('b'),
	member('c'),
	member('m', { capacity: 'mayor', commune: '95127' }),
	member('s', { isVoting: false })
];
export const rules: CommitteeRules = { quorum: 3, allowsExchangeAlone: true };
export const latitude: CaseLatitude = {
	commune: '95127',
	waivableRules: ['SOL-01'],
	isOwnInstruction: false,
	reasons: ['INSUFFICIENT_CANDIDATES', 'EXCHANGE_LOCAL_RULE']
};
export const meeting = { state: 'open', heldOn: today } as const;

/** An award voted by all, for want of other candidates. */
export const aDecision = (changes: Partial<DecisionInput> = {}): DecisionInput => ({
	kind: 'AWARD',
	motives: [],
	comment: '',
	votes: { for: 4, against: 0, abstain: 0 },
	withdrawnIds: [],
	rank: null,
	condition: '',
	conditionDueOn: null,
	postponedTo: null,
	candidates: 1,
	fewerThanThreeReason: 'INSUFFICIENT_CANDIDATES',
	waivedRules: [],
	...changes
});
/** The decision taken in that meeting, by those present. */
export const decide = (
	changes: Partial<DecisionInput> = {},
	present = members,
	own: Partial<CommitteeRules> = {}
): Result<Counted, DecisionRefusal> => decideCase(aDecision(changes), meeting, present, { ...rules, ...own }, latitude);
