/** A door on standard input: one JSON array in, one JSON array out, each item answered on its own. */
import { text } from 'node:stream/consumers';
import { complaintOf } from './say.mjs';

/**
 * Reads the array, answers each item, prints the answers. Exits with 2 and one sentence when the input is not a JSON
 * array or when `--json` is not asked for.
 */
export async function runJsonDoor(usage: string, answer: (item: unknown) => unknown): Promise<void> {
	const refuse = (sentence: string): never => {
		process.stderr.write(`${sentence}\n`);
		process.exit(2);
	};
	if (!process.argv.includes('--json')) refuse(usage);
	const input = await text(process.stdin);
	let items: unknown;
	try {
		items = JSON.parse(input.replace(/^\uFEFF/, ''));
	} catch (error) {
		return refuse(`Standard input is not JSON: ${complaintOf(error)}.`);
	}
	if (!Array.isArray(items)) return refuse('Standard input must be one JSON array.');
	// An accident on one item is told in its place: it never takes away the answers to the others.
	const answers = items.map((item) => {
		try {
			return answer(item);
		} catch (error) {
			return { error: complaintOf(error) };
		}
	});
	process.stdout.write(`${JSON.stringify(answers)}\n`);
}
