/** Reads numbers and lines from bytes, knowing at each moment which line it is on. */

/** What is wrong with a file, and on which line (the first is 1). */
export class MalformedFile extends Error {
	readonly line: number;
	constructor(line: number, what: string) {
		super(what);
		this.line = line;
	}
}

const NEWLINE = 10;
const MINUS = 45;
const PLUS = 43;
const POINT = 46;
const isDigit = (byte: number) => byte >= 48 && byte <= 57;
const isBlank = (byte: number) => byte === 32 || byte === 9 || byte === 13;
/** Vertices that a file may announce: the largest regions have a twentieth of this. */
const MOST_VERTICES = 5_000_000;
/** Weights beyond this would not add up exactly. */
export const HEAVIEST = 1e12;
const isExponent = (byte: number) => byte === 69 || byte === 101;

export type Scanner = ReturnType<typeof scannerOf>;

/** A scanner at the start of `bytes`. */
export function scannerOf(bytes: Uint8Array) {
	// Some editors begin a file with a byte-order mark, which is no part of it.
	let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
	let line = 1;
	/** Most digits seen after a decimal point: tells by how much weights must be multiplied to be whole. */
	let decimals = 0;

	const fail = (what: string): never => {
		throw new MalformedFile(line, what);
	};
	const skipBlanks = () => {
		while (at < bytes.length && isBlank(bytes[at]!)) at++;
	};
	const decode = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to));
	/** What stands at the cursor, for a message. */
	const glimpse = () => {
		if (at >= bytes.length) return 'the end of the file';
		if (bytes[at] === NEWLINE) return 'the end of the line';
		let to = at;
		while (to < bytes.length && bytes[to] !== NEWLINE && to - at < 20) to++;
		return `« ${decode(at, to)
			.replace(/\p{Cc}/gu, '')
			.trim()} »`;
	};

	const scanner = {
		line: () => line,
		decimals: () => decimals,
		fail,
		glimpse,
		isAtEnd: () => at >= bytes.length,
		/** True at a newline or at the end of the file, blanks skipped. */
		isAtLineEnd() {
			skipBlanks();
			return at >= bytes.length || bytes[at] === NEWLINE;
		},
		/** The next byte, without moving; −1 at the end. */
		peek: () => (at < bytes.length ? bytes[at]! : -1),
		/** Moves past one given character, or says what was expected. */
		expect(character: string) {
			skipBlanks();
			if (at < bytes.length && bytes[at] === character.charCodeAt(0)) at++;
			else fail(`« ${character} » expected, ${glimpse()} found`);
		},
		/** Moves past a character when it is there. */
		accept(character: string): boolean {
			skipBlanks();
			if (at >= bytes.length || bytes[at] !== character.charCodeAt(0)) return false;
			at++;
			return true;
		},
		/** Moves to the first number of the line, over anything else. */
		seekNumber() {
			while (at < bytes.length && bytes[at] !== NEWLINE && !isDigit(bytes[at]!) && bytes[at] !== MINUS) at++;
		},
		/** Goes to the next line; what is left on this one must be blank. */
		endLine() {
			skipBlanks();
			if (at < bytes.length && bytes[at] !== NEWLINE) fail(`the line should end here, ${glimpse()} found`);
			scanner.skipLine();
		},
		/** Goes to the next line, whatever is left on this one. */
		skipLine() {
			while (at < bytes.length && bytes[at] !== NEWLINE) at++;
			if (at < bytes.length) {
				at++;
				line++;
			}
		},
		/** Goes to the next line that is not blank; false at the end of the file. */
		seekLine(): boolean {
			while (scanner.isAtLineEnd()) {
				if (at >= bytes.length) return false;
				scanner.skipLine();
			}
			return true;
		},
		/** The rest of the line as text; the cursor goes to the next line. */
		restOfLine(): string {
			const from = at;
			while (at < bytes.length && bytes[at] !== NEWLINE) at++;
			const text = decode(from, at).trim();
			scanner.skipLine();
			return text;
		},
		/** The characters up to the next blank, comma or end of line. */
		word(): string {
			skipBlanks();
			const from = at;
			while (at < bytes.length && bytes[at] !== NEWLINE && !isBlank(bytes[at]!)) at++;
			return decode(from, at);
		},
		/** A whole number. */
		integer(what: string): number {
			const value = scanner.number(what);
			return Number.isSafeInteger(value) ? value : fail(`${what} should be a whole number, not ${value}`);
		},
		/** How many vertices or arcs there are. */
		count(what: string, most = Number.MAX_SAFE_INTEGER): number {
			const value = scanner.integer(what);
			if (value < 0) fail(`${what} should not be negative, as ${value} is`);
			return value <= most ? value : fail(`${what} should not exceed ${most}, as ${value} does`);
		},
		vertexCount: (what: string): number => scanner.count(what, MOST_VERTICES),
		/** What an arc is worth. */
		weight(isWhole = false): number {
			const value = isWhole ? scanner.integer('a whole number') : scanner.number('a weight');
			if (Math.abs(value) > HEAVIEST) fail(`${value} is too large for a weight: at most ${HEAVIEST}`);
			return value;
		},
		/** A number, decimals and exponent allowed. */
		number(what: string): number {
			skipBlanks();
			const from = at;
			let value = 0;
			if (bytes[at] === MINUS || bytes[at] === PLUS) at++;
			const digitsFrom = at;
			while (at < bytes.length && isDigit(bytes[at]!)) value = value * 10 + (bytes[at++]! - 48);
			if (at === digitsFrom) {
				at = from;
				fail(`${what} expected, ${glimpse()} found`);
			}
			let isPlain = at - digitsFrom <= 15;
			if (bytes[at] === POINT) {
				isPlain = false;
				const pointAt = at++;
				while (at < bytes.length && isDigit(bytes[at]!)) at++;
				let last = at - 1;
				while (bytes[last] === 48) last--;
				decimals = Math.max(decimals, last - pointAt);
			}
			if (isExponent(bytes[at] ?? 0)) {
				isPlain = false;
				at++;
				if (bytes[at] === MINUS || bytes[at] === PLUS) at++;
				while (at < bytes.length && isDigit(bytes[at]!)) at++;
			}
			if (isPlain) return bytes[from] === MINUS ? -value : value;
			const text = decode(from, at);
			const parsed = Number(text);
			if (!Number.isFinite(parsed)) fail(`${what} expected, « ${text} » found`);
			const exponent = /[eE](.*)/.exec(text)?.[1];
			if (exponent) decimals = Math.max(decimals, digitsAfterPoint(parsed));
			return parsed;
		}
	};
	return scanner;
}

/** Decimal digits needed to write a number in full. */
export function digitsAfterPoint(value: number): number {
	let digits = 0;
	while (digits < 15 && Math.abs(value * 10 ** digits - Math.round(value * 10 ** digits)) > 1e-9 * Math.abs(value))
		digits++;
	return digits;
}
