/** Outlines of communes on a flat drawing. Over one agglomeration an equirectangular projection bends nothing visible. */

/** Longitude and latitude, degrees. */
export type Position = readonly number[];

/** The geometry of a GeoJSON feature, as published by the IGN. */
export type Contour =
	| { type: 'Polygon'; coordinates: readonly (readonly Position[])[] }
	| { type: 'MultiPolygon'; coordinates: readonly (readonly (readonly Position[])[])[] };

export type DrawnCommune = {
	code: string;
	path: string;
	/** Where its name may be written. */ label: { x: number; y: number };
};
export type CommuneDrawing = { width: number; height: number; communes: DrawnCommune[] };

const rings = (contour: Contour): (readonly Position[])[] =>
	contour.type === 'Polygon' ? [...contour.coordinates] : contour.coordinates.flat();

/** Area (signed) and centre of a ring, in drawing units (shoelace formula). */
function centroid(points: readonly { x: number; y: number }[]): { area: number; x: number; y: number } {
	let [area, x, y] = [0, 0, 0];
	points.forEach((point, index) => {
		const next = points[(index + 1) % points.length]!;
		const cross = point.x * next.y - next.x * point.y;
		area += cross / 2;
		x += ((point.x + next.x) * cross) / 6;
		y += ((point.y + next.y) * cross) / 6;
	});
	return area === 0 ? { area, ...points[0]! } : { area, x: x / area, y: y / area };
}

/** Projects the outlines into a drawing of that width, north up; the height follows. */
export function drawCommunes(
	communes: readonly { code: string; contour: Contour }[],
	width: number,
	margin = 4
): CommuneDrawing {
	const positions = communes.flatMap(({ contour }) => rings(contour).flat());
	if (positions.length === 0) return { width, height: 0, communes: [] };
	const bounds = (axis: 0 | 1) =>
		positions.reduce<[number, number]>(
			([low, high], position) => [Math.min(low, position[axis]!), Math.max(high, position[axis]!)],
			[Infinity, -Infinity]
		);
	const [west, east] = bounds(0);
	const [south, north] = bounds(1);
	// A degree of longitude shrinks with the latitude.
	const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const scale = (width - 2 * margin) / ((east - west) * shrink);
	const project = ([longitude, latitude]: Position) => ({
		x: margin + (longitude! - west) * shrink * scale,
		y: margin + (north - latitude!) * scale
	});
	return {
		width,
		height: Math.ceil((north - south) * scale + 2 * margin),
		communes: communes.map(({ code, contour }) => {
			const projected = rings(contour).map((ring) => ring.map(project));
			const path = projected
				.map((ring) => `M${ring.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`)
				.join('');
			const largest = projected.map(centroid).toSorted((a, b) => Math.abs(b.area) - Math.abs(a.area))[0]!;
			return { code, path, label: { x: largest.x, y: largest.y } };
		})
	};
}
