/** A door on standard input: one JSON array in, one JSON array out, each item answered on its own. */
import { text } from 'node:stream/consumers';

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
		return refuse(`Standard input is not JSON: ${error instanceof Error ? error.message : 'unreadable'}.`);
	}
	if (!Array.isArray(items)) return refuse('Standard input must be one JSON array.');
	process.stdout.write(`${JSON.stringify(items.map(answer))}\n`);
}
