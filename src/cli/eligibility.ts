/** `npm run -s eligibility -- --json`: explained verdicts, from a JSON array on standard input (docs/rules-api.md). */
import { overwriteGetLocale } from '#i18n/paraglide/runtime.js';
import { saidEligibility } from '#i18n/sentences/rule-answers.ts';
import { runJsonDoor } from './json-door.ts';

const language = process.argv.includes('--lang=en') ? 'en' : 'fr';
overwriteGetLocale(() => language);

await runJsonDoor(
	'Usage: npm run -s eligibility -- --json [--lang=en] < questions.json (a JSON array; see docs/rules-api.md).',
	saidEligibility
);
