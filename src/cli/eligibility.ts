/** `npm run -s eligibility -- --json`: explained verdicts, from a JSON array on standard input (docs/rules-api.md). */
import { answerAnyEligibility } from '#domain/eligibility/eligibility-door.ts';
import { overwriteGetLocale } from '#i18n/paraglide/runtime.js';
import { remedySentences, ruleSentence, ruleTitles, verdictNames } from '#i18n/sentences/rules.ts';
import { runJsonDoor } from './json-door.ts';

const language = process.argv.includes('--lang=en') ? 'en' : 'fr';
overwriteGetLocale(() => language);

/** The verdict with its sentences beside its codes. */
function answer(item: unknown) {
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

await runJsonDoor(
	'Usage: npm run -s eligibility -- --json [--lang=en] < questions.json (a JSON array; see docs/rules-api.md).',
	answer
);
