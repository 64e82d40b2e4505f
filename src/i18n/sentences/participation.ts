/** « Puis-je participer ? »: questions, answers and what they come down to, said to whoever asks. */
import type { ParticipationAnswer, ParticipationResult, ParticipationWord } from '#domain/eligibility/participation.ts';
import type {
	accountAnswers,
	homeAnswers,
	numberAnswers,
	ParticipationError,
	ParticipationQuestion
} from '#domain/eligibility/participation.input.ts';
import * as m from '../paraglide/messages.js';
import { remedySentence } from './rule-words.ts';
import type { RuleCardContent } from './rules.ts';

type Names<Code extends string> = Record<Code, () => string>;

export const homeAnswerNames: Names<(typeof homeAnswers)[number]> = {
	own: m.eligibility_q_home_own,
	jobTied: m.eligibility_q_home_job,
	shared: m.eligibility_q_home_shared,
	association: m.eligibility_q_home_association,
	notice: m.eligibility_q_home_notice,
	unknown: m.eligibility_q_home_unknown
};

export const accountAnswerNames: Names<(typeof accountAnswers)[number]> = {
	upToDate: m.eligibility_q_account_up,
	plan: m.eligibility_q_account_plan,
	late: m.eligibility_q_account_late,
	unknown: m.eligibility_do_not_know
};

export const numberAnswerNames: Names<(typeof numberAnswers)[number]> = {
	yes: m.eligibility_yes,
	no: m.eligibility_no,
	unknown: m.eligibility_do_not_know
};

/** What to do about a question left without answer. */
export const participationErrorSentences: Names<ParticipationError> = {
	LANDLORD_MISSING: m.eligibility_error_landlord,
	HOME_MISSING: m.eligibility_error_home,
	ACCOUNT_MISSING: m.eligibility_error_account,
	NUMBER_MISSING: m.eligibility_error_number
};

/** The answer as a whole: never « you are eligible », since nothing was checked. */
export const participationWordSentences: Names<ParticipationWord> = {
	open: m.eligibility_answer_open,
	check: m.eligibility_answer_check,
	closed: m.eligibility_answer_closed
};

const titles: Names<ParticipationQuestion> = {
	landlord: m.eligibility_title_landlord,
	home: m.eligibility_title_home,
	account: m.eligibility_title_account,
	number: m.eligibility_title_number
};

const sentences: Names<ParticipationAnswer> = {
	'landlord/participating': m.eligibility_said_landlord_participating,
	'landlord/otherSocial': m.eligibility_said_landlord_other,
	'landlord/private': m.eligibility_said_landlord_private,
	'landlord/unknown': m.eligibility_said_landlord_unknown,
	'home/own': m.eligibility_said_home_own,
	'home/jobTied': m.eligibility_said_home_job,
	'home/shared': m.eligibility_said_home_shared,
	'home/association': m.eligibility_said_home_association,
	'home/notice': m.eligibility_said_home_notice,
	'home/unknown': m.eligibility_said_home_unknown,
	'account/upToDate': m.eligibility_said_account_up,
	'account/plan': m.eligibility_said_account_plan,
	'account/late': m.eligibility_said_account_late,
	'account/unknown': m.eligibility_said_account_unknown,
	'number/yes': m.eligibility_said_number_yes,
	'number/no': m.eligibility_said_number_no,
	'number/unknown': m.eligibility_said_number_unknown
};

/** The outcome in other words, where the landlord has nothing to check. */
const words: Partial<Names<ParticipationAnswer>> = { 'number/no': m.eligibility_word_before_committee };

/** The card of one answer, with what would change it. */
export const participationCard = ({ question, answer, outcome, remedies }: ParticipationResult): RuleCardContent => ({
	outcome,
	title: titles[question](),
	sentence: sentences[answer](),
	...(words[answer] && outcome === 'toCheck' && { word: words[answer]() }),
	...(remedies.length > 0 && { wouldPass: remedies.map((remedy) => remedySentence(remedy)) })
});
