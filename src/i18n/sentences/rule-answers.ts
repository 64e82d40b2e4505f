/** Answers of the public doors with their sentences beside their codes, in the language of the reader. */
import { answerAnyEligibility } from '#domain/eligibility/eligibility-door.ts';
import { remedySentences, ruleSentence, ruleTitles, verdictNames } from './rules.ts';

/** The explained verdict of anything one may send, or what is wrong with the question. */
export function saidEligibility(item: unknown) {
	const answered = answerAnyEligibility(item);
	if ('error' in answered) return answered;
	return {
		...answered,
		verdictName: verdictNames[answered.word](),
		results: answered.results.map((result) => ({
			...result,
			title: ruleTitles[result.rule](),
			tenant: ruleSentence(result, 'tenant'),
			staff: ruleSentence(result, 'staff'),
			wouldPass: remedySentences(result)
		}))
	};
}
