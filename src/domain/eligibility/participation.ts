/**
 * Could this household take part in the exchange? Four questions that anybody may answer without saying who they are.
 * They only look at what can be known before any home is: the landlord, the lease, the account, the demand.
 */
import type { LeaseKind } from '../households/household.ts';
import { ruleOf } from './catalogue.ts';
import { effectOf } from './compile.ts';
import {
	otherLandlords,
	type accountAnswers,
	type homeAnswers,
	type numberAnswers,
	type ParticipationInput,
	type ParticipationQuestion
} from './participation.input.ts';
import { outcomeOf, type Remedy } from './rule.ts';
import type { RuleId } from './rule-ids.ts';
import type { TerritoryCharter } from './settings.ts';

/** Each answer that may be given. */
export type ParticipationAnswer =
	| `landlord/${'participating' | (typeof otherLandlords)[number]}`
	| `home/${(typeof homeAnswers)[number]}`
	| `account/${(typeof accountAnswers)[number]}`
	| `number/${(typeof numberAnswers)[number]}`;

export type ParticipationResult = {
	question: ParticipationQuestion;
	answer: ParticipationAnswer;
	outcome: 'met' | 'toCheck' | 'notMet' | 'missing';
	/** The rule of the book that decides it; null where it is a matter of who has joined. */
	rule: RuleId | null;
	/** What would change the outcome. */
	remedies: readonly Remedy[];
};

/** Nothing stands in the way; something is to be looked at; not as things are. Nobody can say « eligible » from here. */
export const participationWords = ['open', 'check', 'closed'] as const;
export type ParticipationWord = (typeof participationWords)[number];

/** What an answer comes down to: a case of the book, a kind of lease that the charter lets in or not, or neither. */
type Meaning =
	| { rule: RuleId; name: string; remedies?: readonly Remedy[] }
	| { lease: LeaseKind }
	| { outcome: ParticipationResult['outcome'] };

const meanings: Record<ParticipationAnswer, Meaning> = {
	'landlord/participating': { outcome: 'met' },
	'landlord/otherSocial': { outcome: 'notMet' },
	'landlord/private': { outcome: 'notMet' },
	'landlord/unknown': { outcome: 'missing' },
	'home/own': { lease: 'ordinary' },
	'home/jobTied': { lease: 'jobTied' },
	'home/shared': { lease: 'shared' },
	'home/association': { lease: 'association' },
	'home/notice': { rule: 'SOL-05', name: 'notice', remedies: [{ kind: 'endOf', what: 'notice' }] },
	'home/unknown': { outcome: 'missing' },
	'account/upToDate': { rule: 'SOL-04', name: 'none' },
	'account/plan': { rule: 'SOL-04', name: 'planRespected' },
	'account/late': { rule: 'SOL-04', name: 'noPlan', remedies: [{ kind: 'followPlan' }] },
	'account/unknown': { rule: 'SOL-04', name: 'unknown' },
	'number/yes': { rule: 'ADM-01', name: 'registered' },
	'number/no': { rule: 'ADM-01', name: 'none' },
	'number/unknown': { rule: 'ADM-01', name: 'unknown' }
};

function resultOf(answer: ParticipationAnswer, charter: TerritoryCharter): ParticipationResult {
	const question = answer.split('/')[0] as ParticipationQuestion;
	const meaning = meanings[answer];
	if ('outcome' in meaning) return { question, answer, outcome: meaning.outcome, rule: null, remedies: [] };
	const {
		rule,
		name,
		remedies = []
	} = 'lease' in meaning
		? {
				rule: 'EXC-02' as const,
				name: charter.excludedLeases.includes(meaning.lease) ? 'leaseExcluded' : 'allowed'
			}
		: meaning;
	const read = ruleOf(rule);
	const found = read.cases[name]!;
	const outcome = outcomeOf(found.kind, effectOf(read, found, 'matching', charter));
	const isLeft = outcome === 'toCheck' || outcome === 'notMet' || outcome === 'missing';
	return { question, answer, outcome: isLeft ? outcome : 'met', rule, remedies };
}

/**
 * What the four answers come down to under a charter.
 * @param isParticipating whether the landlord named is one of the exchange
 */
export function mayTakePart(
	{ landlord, home, account, number }: ParticipationInput,
	isParticipating: boolean,
	charter: TerritoryCharter
): { word: ParticipationWord; results: ParticipationResult[] } {
	const other = otherLandlords.find((one) => one === landlord) ?? 'otherSocial';
	const answers: ParticipationAnswer[] = [
		`landlord/${isParticipating ? 'participating' : other}`,
		`home/${home}`,
		`account/${account}`,
		`number/${number}`
	];
	const results = answers.map((answer) => resultOf(answer, charter));
	const outcomes = results.map(({ outcome }) => outcome);
	const word = outcomes.includes('notMet') ? 'closed' : outcomes.every((one) => one === 'met') ? 'open' : 'check';
	return { word, results };
}
