/** Which letters the bytes of a text are: a file does not say it, and each spreadsheet has its own way. */
import { FileRefused } from './file-refused.ts';
import type { Bytes } from './received-form.ts';

export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/** Bytes that no letter of Windows-1252 has. */
const notInWindows1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** Where the zeros of UTF-16 are looked for, in bytes. */
const looked = 65_536;

/** What a text of unknown encoding is made of, counted byte by byte. */
class Census {
	total = 0;
	/** Whole sequences of several bytes, as UTF-8 writes é; and bytes that UTF-8 cannot have where they are. */
	sequences = 0;
	invalid = 0;
	isWindows1252 = true;
	zerosAtEven = 0;
	zerosAtOdd = 0;
	hasLateZero = false;
	start: number[] = [];
	#awaited = 0;
	#low = 0x80;
	#high = 0xbf;

	add(bytes: Uint8Array): void {
		for (const byte of bytes) {
			if (this.total < 4) this.start.push(byte);
			if (byte === 0) this.#zero();
			else if (byte >= 0x80 && notInWindows1252.has(byte)) this.isWindows1252 = false;
			this.total++;
			if (byte >= 0x80 || this.#awaited > 0) this.#utf8(byte);
		}
	}

	#zero(): void {
		if (this.total >= looked) this.hasLateZero = true;
		else if (this.total % 2 === 0) this.zerosAtEven++;
		else this.zerosAtOdd++;
	}

	#utf8(byte: number): void {
		if (this.#awaited > 0) {
			const fits = byte >= this.#low && byte <= this.#high;
			this.#low = 0x80;
			this.#high = 0xbf;
			if (fits) {
				if (--this.#awaited === 0) this.sequences++;
				return;
			}
			this.#awaited = 0;
			this.invalid++;
			if (byte < 0x80) return;
		}
		// The first byte says how many follow; the narrower bounds refuse long forms, surrogates and beyond Unicode.
		if (byte >= 0xc2 && byte <= 0xdf) this.#awaited = 1;
		else if (byte >= 0xe0 && byte <= 0xef) this.#awaited = 2;
		else if (byte >= 0xf0 && byte <= 0xf4) this.#awaited = 3;
		else this.invalid++;
		if (byte === 0xe0) this.#low = 0xa0;
		else if (byte === 0xed) this.#high = 0x9f;
		else if (byte === 0xf0) this.#low = 0x90;
		else if (byte === 0xf4) this.#high = 0x8f;
	}

	end(): void {
		if (this.#awaited > 0) this.invalid++;
	}
}

/**
 * The encoding of a text: by its byte-order mark, else by where its zeros are, else UTF-8 when every byte fits, else
 * Windows-1252 as French spreadsheets write it. A UTF-8 text with some wrong bytes is told from Windows-1252 by its
 * many whole sequences, which other letters form by chance only.
 *
 * @throws FileRefused FILE_MISSING, FILE_ENCODING_BROKEN, FILE_HAS_NUL
 */
export async function detectEncoding(bytes: Bytes): Promise<Encoding> {
	const census = new Census();
	for await (const some of bytes) census.add(some);
	census.end();
	if (census.total === 0) throw new FileRefused('FILE_MISSING');
	const [first, second, third] = census.start;
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	const { zerosAtEven, zerosAtOdd, invalid, sequences } = census;
	if (zerosAtEven + zerosAtOdd > 0 || census.hasLateZero) {
		const half = Math.min(census.total, looked) / 2;
		if (zerosAtOdd > half * 0.4 && zerosAtEven < half * 0.05) return 'utf-16le';
		if (zerosAtEven > half * 0.4 && zerosAtOdd < half * 0.05) return 'utf-16be';
		throw new FileRefused('FILE_HAS_NUL');
	}
	if (invalid === 0) return 'utf-8';
	const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
	if (hasMark || sequences > invalid || !census.isWindows1252) throw new FileRefused('FILE_ENCODING_BROKEN');
	return 'windows-1252';
}

/**
 * The text of some bytes, as it comes, without its byte-order mark.
 *
 * @throws FileRefused FILE_ENCODING_BROKEN, FILE_HAS_NUL
 */
export async function* decodeText(bytes: Bytes, encoding: Encoding): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' });
	const decode = (some?: Uint8Array) => {
		try {
			return decoder.decode(some, { stream: some !== undefined });
		} catch {
			throw new FileRefused('FILE_ENCODING_BROKEN');
		}
	};
	for await (const some of bytes) yield withoutNul(decode(some));
	yield withoutNul(decode());
}

function withoutNul(text: string): string {
	if (text.includes('\0')) throw new FileRefused('FILE_HAS_NUL');
	return text;
}
