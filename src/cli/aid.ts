/** `npm run -s aid -- --json`: housing aids, from a JSON array on standard input (docs/rules-api.md). */
import { answerAnyAid } from '#domain/affordability/aid-door.ts';
import { runJsonDoor } from './json-door.ts';

await runJsonDoor(
	'Usage: npm run -s aid -- --json < questions.json (a JSON array; see docs/rules-api.md).',
	answerAnyAid
);
