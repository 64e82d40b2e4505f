import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

/** Works that end when they are told to, and who has begun. */
function works() {
	const begun: string[] = [];
	const end = new Map<string, { well: () => void; badly: () => void }>();
	const work = (name: string) => () =>
		new Promise<string>((resolve, reject) => {
			begun.push(name);
			end.set(name, { well: () => resolve(name), badly: () => reject(new Error(name)) });
		});
	return { begun, end, work };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

test('so many work together, and the others in the order they came', async () => {
	const { begun, end, work } = works();
	const run = inTurn(2);
	const all = ['a', 'b', 'c', 'd'].map((name) => run(work(name)));
	await soon();
	expect(begun).toEqual(['a', 'b']);
	end.get('b')!.well();
	await soon();
	expect(begun).toEqual(['a', 'b', 'c']);
	end.get('a')!.well();
	end.get('c')!.well();
	await soon();
	expect(begun).toEqual(['a', 'b', 'c', 'd']);
	end.get('d')!.well();
	expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('a work that fails gives its place like another', async () => {
	const { begun, end, work } = works();
	const run = inTurn(1);
	const failing = run(work('a')).catch((error: Error) => error.message);
	const next = run(work('b'));
	await soon();
	end.get('a')!.badly();
	expect(await failing).toBe('a');
	await soon();
	end.get('b')!.well();
	expect(await next).toBe('b');
	// Nobody works any more: the place is free, and there is still one only.
	const last = ['c', 'd'].map((name) => run(work(name)));
	await soon();
	expect(begun).toEqual(['a', 'b', 'c']);
	end.get('c')!.well();
	await soon();
	end.get('d')!.well();
	await Promise.all(last);
});
