/** Short lists of exchanges for tests, and every way of choosing from them. */
import fc from 'fast-check';
import type { Packing } from './first-order.ts';

/** A list of exchanges given by their vertices and what each is worth. */
export function aPacking(
	vertices: number,
	exchanges: readonly { members: readonly number[]; profit: number }[]
): Packing {
	const start = new Int32Array(exchanges.length + 1);
	exchanges.forEach(({ members }, c) => (start[c + 1] = start[c]! + members.length));
	return {
		vertices,
		count: exchanges.length,
		start,
		member: Int32Array.from(exchanges.flatMap(({ members }) => members)),
		profit: Float64Array.from(exchanges, ({ profit }) => profit)
	};
}

/** Lists of up to twelve exchanges among up to nine vertices. */
export const somePacking = fc.integer({ min: 2, max: 9 }).chain((vertices) =>
	fc.record({
		vertices: fc.constant(vertices),
		exchanges: fc.array(
			fc.record({
				members: fc.uniqueArray(fc.integer({ min: 0, max: vertices - 1 }), { minLength: 1, maxLength: 4 }),
				profit: fc.integer({ min: 0, max: 9 }),
				worth: fc.integer({ min: 0, max: 3 })
			}),
			{ minLength: 1, maxLength: 12 }
		)
	})
);

/** Every way of choosing exchanges that share no vertex. */
export function everyChoice({ count, start, member }: Packing): number[][] {
	const choices: number[][] = [];
	const extend = (from: number, chosen: number[], taken: ReadonlySet<number>) => {
		choices.push(chosen);
		for (let c = from; c < count; c++) {
			const members = [...member.subarray(start[c]!, start[c + 1]!)];
			if (members.some((v) => taken.has(v))) continue;
			extend(c + 1, [...chosen, c], new Set([...taken, ...members]));
		}
	};
	extend(0, [], new Set());
	return choices;
}

/** The sum of some numbers. */
export const total = (numbers: ArrayLike<number>, chosen: ArrayLike<number>) =>
	Array.from(chosen).reduce((sum, c) => sum + numbers[c]!, 0);
