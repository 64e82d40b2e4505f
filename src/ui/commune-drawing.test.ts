import { expect, test } from 'vitest';
import { drawCommunes, type Contour } from './commune-drawing.ts';

/** A square of side `side` degrees whose south-west corner is given. */
const square = (west: number, south: number, side = 0.1): Contour => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[west + side, south],
			[west + side, south + side],
			[west, south + side],
			[west, south]
		]
	]
});

test('north is up and east is right', () => {
	const { communes } = drawCommunes(
		[
			{ code: 'south-west', contour: square(2, 49) },
			{ code: 'north-east', contour: square(2.1, 49.1) }
		],
		300
	);
	const [southWest, northEast] = communes;
	expect(northEast!.label.x).toBeGreaterThan(southWest!.label.x);
	expect(northEast!.label.y).toBeLessThan(southWest!.label.y);
});

test('a degree of longitude is narrower than a degree of latitude, as on the ground at 49° north', () => {
	const { width, height } = drawCommunes([{ code: 'a', contour: square(2, 49) }], 300, 0);
	expect(width / height).toBeCloseTo(Math.cos((49.05 * Math.PI) / 180), 1);
});

test('the drawing fills its width and stays inside its margins', () => {
	const { communes, width, height } = drawCommunes([{ code: 'a', contour: square(2, 49) }], 300, 10);
	const [xs, ys] = [0, 1].map((rest) =>
		communes[0]!.path
			.match(/\d+\.\d/g)!
			.map(Number)
			.filter((_, index) => index % 2 === rest)
	);
	expect([Math.min(...xs!), Math.max(...xs!)]).toEqual([10, width - 10]);
	expect(Math.min(...ys!)).toBe(10);
	expect(Math.max(...ys!)).toBeCloseTo(height - 10, -0.5);
});

test('a commune in two pieces is named on its largest piece', () => {
	const pieces: Contour = {
		type: 'MultiPolygon',
		coordinates: [square(2, 49, 0.01), square(2.5, 49, 0.2)].map(({ coordinates }) => coordinates) as never
	};
	const [commune] = drawCommunes([{ code: 'a', contour: pieces }], 300).communes;
	expect(commune!.label.x).toBeGreaterThan(200);
	expect(commune!.path.match(/M/g)).toHaveLength(2);
});

test('no commune, no drawing', () => {
	expect(drawCommunes([], 300)).toEqual({ width: 300, height: 0, communes: [] });
});
