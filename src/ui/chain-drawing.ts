/**
 * Where the circles and arrows of an exchange go, in the units of its drawing. Pure geometry: the same for the
 * screen and for paper.
 */
export type Point = { x: number; y: number };

/** One arrow: its line in one or two strokes, the middle where a refusal is crossed, and its head. */
export type Arrow = { strokes: string[]; middle: Point; head: string };

export type Drawing = { width: number; height: number; nodes: Point[]; arrows: Arrow[] };

/** The sizes of a ring. References of files need larger circles than « Vous » and « Foyer B ». */
export const ringSizes = { tenant: { node: 46, ring: 128 }, staff: { node: 60, ring: 158 } };
export type RingSize = { node: number; ring: number };

const MARGIN = 14;
/** The size of letters that keeps a line inside a circle: a bold letter is about 0.6 as wide as it is high. */
export const fontSizeIn = ({ node }: { node: number }, line: string): number =>
	Math.min(16, Math.floor((node * 1.75) / (line.length * 0.6)));

/** Free space between a circle and the ends of an arrow. */
const CLEARANCE = 7;
const HEAD_LENGTH = 13;
const HEAD_HALF_WIDTH = 8;
/** Half the gap of a declined arrow, where the ✕ stands. */
const GAP = 17;

const format = (value: number) => value.toFixed(1);
const at = ({ x, y }: Point) => `${format(x)} ${format(y)}`;

/** A triangle whose tip is `tip`, pointing along `direction` (radians). */
function head(tip: Point, direction: number): string {
	const back = { x: tip.x - HEAD_LENGTH * Math.cos(direction), y: tip.y - HEAD_LENGTH * Math.sin(direction) };
	const across = { x: -Math.sin(direction) * HEAD_HALF_WIDTH, y: Math.cos(direction) * HEAD_HALF_WIDTH };
	const left = { x: back.x + across.x, y: back.y + across.y };
	const right = { x: back.x - across.x, y: back.y - across.y };
	return `M${at(tip)}L${at(left)}L${at(right)}Z`;
}

/**
 * A ring of 2 to 5 circles, the first at the top, clockwise; arrow `i` goes from circle `i` to the next one.
 * `declined(i)` opens a gap in the middle of arrow `i`.
 */
export function drawRing(count: number, { node, ring }: RingSize, declined: (index: number) => boolean): Drawing {
	const centre = ring + node + MARGIN;
	const onRing = (angle: number): Point => ({
		x: centre + ring * Math.cos(angle),
		y: centre + ring * Math.sin(angle)
	});
	const angleOf = (index: number) => -Math.PI / 2 + (index * 2 * Math.PI) / count;
	/** The angle seen from the centre for a chord of that length on the ring. */
	const spread = (length: number) => 2 * Math.asin(length / (2 * ring));
	const arc = (from: number, to: number) => `M${at(onRing(from))}A${ring} ${ring} 0 0 1 ${at(onRing(to))}`;

	const arrows = Array.from({ length: count }, (_, index): Arrow => {
		const start = angleOf(index) + spread(node + CLEARANCE);
		const tip = angleOf(index + 1) - spread(node + CLEARANCE);
		const end = tip - spread(HEAD_LENGTH - 2);
		const middle = (start + end) / 2;
		const strokes = declined(index)
			? [arc(start, middle - spread(GAP)), arc(middle + spread(GAP), end)]
			: [arc(start, end)];
		// The head follows the chord of its own length, so that it leans with the curve.
		return { strokes, middle: onRing(middle), head: head(onRing(tip), tip + Math.PI / 2 - spread(HEAD_LENGTH) / 2) };
	});
	const nodes = Array.from({ length: count }, (_, index) => onRing(angleOf(index)));
	return { width: 2 * centre, height: 2 * centre, nodes, arrows };
}

const LINE_PITCH = 112;
const LINE_RADIUS = 34;
const LINE_WIDTH = 340;
export const LINE_NODE_RADIUS = LINE_RADIUS;

/**
 * A line that starts at a vacant home: its square at the top, then the households one under the other; arrow `i`
 * goes up from household `i` to the home above it. Node 0 is the vacant home.
 */
export function drawLine(households: number, declined: (index: number) => boolean): Drawing {
	const x = LINE_RADIUS + MARGIN;
	const y = (index: number) => LINE_RADIUS + MARGIN + index * LINE_PITCH;
	const arrows = Array.from({ length: households }, (_, index): Arrow => {
		const start = y(index + 1) - LINE_RADIUS - CLEARANCE;
		const tip = y(index) + LINE_RADIUS + CLEARANCE;
		const end = tip + HEAD_LENGTH - 2;
		const middle = (start + end) / 2;
		const stroke = (from: number, to: number) => `M${at({ x, y: from })}L${at({ x, y: to })}`;
		const strokes = declined(index)
			? [stroke(start, Math.min(start, middle + GAP / 1.6)), stroke(Math.max(end, middle - GAP / 1.6), end)]
			: [stroke(start, end)];
		return { strokes, middle: { x, y: middle }, head: head({ x, y: tip }, -Math.PI / 2) };
	});
	const nodes = Array.from({ length: households + 1 }, (_, index) => ({ x, y: y(index) }));
	return { width: LINE_WIDTH, height: y(households) + LINE_RADIUS + MARGIN, nodes, arrows };
}
