import { describe, expect, test } from 'vitest';
import { drawLine, drawRing, fontSizeIn, LINE_NODE_RADIUS, ringSizes, type Point } from './chain-drawing.ts';

const agreed = () => false;
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** The first two and the last two numbers of a path: where it starts and ends. */
function ends(path: string): { start: Point; end: Point } {
	const numbers = path.match(/-?\d+(\.\d+)?/g)!.map(Number);
	const [x1, y1] = numbers as [number, number];
	const [x2, y2] = numbers.slice(-2) as [number, number];
	return { start: { x: x1, y: y1 }, end: { x: x2, y: y2 } };
}
const tipOf = (head: string) => ends(head).start;

const rings = [2, 3, 4, 5].flatMap((count) => [
	[count, 'tenants', ringSizes.tenant] as const,
	[count, 'staff', ringSizes.staff] as const
]);

describe.each(rings)('a ring of %d households, for %s', (count, _reader, size) => {
	const { nodes, arrows, width, height } = drawRing(count, size, agreed);

	test('has the first household at the top, in the middle', () => {
		expect(nodes[0]!.x).toBeCloseTo(width / 2);
		expect(nodes[0]!.y).toBe(Math.min(...nodes.map(({ y }) => y)));
	});

	test('turns clockwise: the second household stands to the right of the first or below it', () => {
		expect(nodes[1]!.x).toBeGreaterThanOrEqual(nodes[0]!.x - 0.001);
		expect(nodes[1]!.y).toBeGreaterThan(nodes[0]!.y);
	});

	test('has one arrow a household, from its circle to the circle of the next', () => {
		expect(arrows).toHaveLength(count);
		arrows.forEach(({ strokes, head }, index) => {
			const from = nodes[index]!;
			const to = nodes[(index + 1) % count]!;
			expect(distance(ends(strokes[0]!).start, from)).toBeCloseTo(size.node + 7, 0);
			expect(distance(tipOf(head), to)).toBeCloseTo(size.node + 7, 0);
		});
	});

	test('keeps its circles apart and inside the drawing', () => {
		nodes.forEach((node, index) => {
			expect(distance(node, nodes[(index + 1) % count]!)).toBeGreaterThan(2 * size.node + 40);
			for (const value of [node.x, node.y]) {
				expect(value - size.node).toBeGreaterThanOrEqual(0);
				expect(value + size.node).toBeLessThanOrEqual(Math.max(width, height));
			}
		});
	});

	test('opens a gap in the arrow of the household that declined, and only there', () => {
		const broken = drawRing(count, size, (index) => index === 1).arrows;
		expect(broken.map(({ strokes }) => strokes.length)).toEqual(
			Array.from({ length: count }, (_, index) => (index === 1 ? 2 : 1))
		);
		const [before, after] = broken[1]!.strokes.map(ends);
		expect(distance(before!.end, after!.start)).toBeGreaterThan(30);
		expect(distance(before!.end, broken[1]!.middle)).toBeCloseTo(distance(after!.start, broken[1]!.middle), 0);
	});
});

describe('a line from a vacant home', () => {
	const { nodes, arrows, height } = drawLine(3, agreed);

	test('has the vacant home at the top and the households below it', () => {
		expect(nodes).toHaveLength(4);
		expect(nodes.map(({ y }) => y)).toEqual(nodes.map(({ y }) => y).toSorted((a, b) => a - b));
		expect(nodes.at(-1)!.y + LINE_NODE_RADIUS).toBeLessThan(height);
	});

	test('has arrows that go up, each household into the home above', () => {
		arrows.forEach(({ strokes, head }, index) => {
			expect(ends(strokes[0]!).start.y).toBeLessThan(nodes[index + 1]!.y);
			expect(tipOf(head).y).toBeGreaterThan(nodes[index]!.y);
			expect(tipOf(head).y).toBeLessThan(ends(strokes[0]!).start.y);
		});
	});

	test('is broken where a household declined', () => {
		const [, broken] = drawLine(3, (index) => index === 1).arrows;
		const [below, above] = broken!.strokes.map(ends);
		expect(below!.end.y).toBeGreaterThan(above!.start.y);
	});
});

test('a name keeps inside its circle, in smaller letters when it is long', () => {
	expect(fontSizeIn(ringSizes.tenant, 'Foyer B')).toBe(16);
	for (const line of ['Household B', 'Foyer B', 'E-2026-0042'])
		for (const size of Object.values(ringSizes))
			expect(fontSizeIn(size, line) * line.length * 0.6).toBeLessThan(size.node * 2);
	expect(fontSizeIn(ringSizes.tenant, 'Household B')).toBeLessThan(16);
});
