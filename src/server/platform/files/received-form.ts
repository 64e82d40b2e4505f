/**
 * How the bytes of a form with a file come in: streamed to a folder of this machine under a name drawn at random, counted
 * and encrypted on the way, and thrown away when the request ends. What is worth keeping is kept elsewhere by then; what a
 * process leaves behind when it is killed opens to nobody.
 */
import { createCipheriv, createDecipheriv, randomBytes, randomUUID, type Decipheriv } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';

/** Some bytes as they come, from a disk or from memory. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A file that somebody sent, while it is looked at. */
export class ReceivedFile {
	/** As its sender calls it; to be shown, never to be opened. */
	readonly name: string;
	/** In bytes. */
	readonly size: number;
	/** It was cut where it became too large. */
	readonly isTooLarge: boolean;
	readonly #open: () => Bytes;

	constructor(name: string, size: number, isTooLarge: boolean, open: () => Bytes) {
		this.name = name;
		this.size = size;
		this.isTooLarge = isTooLarge;
		this.#open = open;
	}

	/** The bytes from the beginning, each time it is asked. */
	bytes(): Bytes {
		return this.#open();
	}

	/** A file that came as a text, inside another message. */
	static ofText(name: string, text: string): ReceivedFile {
		const bytes = Buffer.from(text);
		return new ReceivedFile(name, bytes.length, false, () => [bytes]);
	}
}

export type ReceivedForm = {
	/** The fields, without the files. */
	form: FormData;
	/** The files by field; a box left empty has none. */
	files: ReadonlyMap<string, ReceivedFile>;
	/** Throws the files away; to be called when the request ends, whatever became of it. */
	[Symbol.asyncDispose](): Promise<void>;
};

const cipher = 'aes-256-ctr';

async function* opened(file: string, key: Decipheriv): AsyncGenerator<Uint8Array> {
	for await (const some of createReadStream(file)) yield key.update(some as Buffer);
}

/** What the database can keep of a name (storable.ts): no NUL, no half of a pair of surrogates. */
const storable = (name: string) => name.replaceAll('\0', '').slice(-200).toWellFormed();

const most = { fields: 100, files: 10, parts: 110, fieldSize: 100_000, fieldNameSize: 200, headerPairs: 50 };

/**
 * Reads a form of `multipart/form-data`.
 *
 * @param maxBytes of one file; what follows is not kept.
 * @throws Error when the form is not one, or has more parts than any of ours.
 */
export async function receiveForm(request: Request, { maxBytes }: { maxBytes: number }): Promise<ReceivedForm> {
	const folder = path.join(tmpdir(), 'chasse-croise-received');
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const paths: string[] = [];
	const form = new FormData();
	const files = new Map<string, ReceivedFile>();
	const dispose = async () => {
		await Promise.all(paths.map((one) => rm(one, { force: true })));
	};
	const keep = async (field: string, stream: BusboyFileStream, name: string) => {
		const file = path.join(folder, randomUUID());
		paths.push(file);
		// The key is that of this one file, and is nowhere but in the memory of this request.
		const [key, nonce] = [randomBytes(32), randomBytes(16)];
		const sealed = createCipheriv(cipher, key, nonce);
		await pipeline(stream, sealed, createWriteStream(file, { mode: 0o600, flags: 'wx' }));
		if (name === '' && stream.bytesRead === 0) return;
		const open = () => opened(file, createDecipheriv(cipher, key, nonce));
		files.set(field, new ReceivedFile(storable(name), stream.bytesRead, stream.truncated, open));
	};
	try {
		const kept: Promise<void>[] = [];
		const busboy = new Busboy({
			headers: Object.fromEntries(request.headers) as BusboyHeaders,
			limits: { ...most, fileSize: maxBytes }
		});
		const tooMany = () => busboy.destroy(new Error('More parts than a form of ours has'));
		for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) busboy.on(limit, tooMany);
		busboy.on('field', (name, value) => form.append(name, value));
		busboy.on('file', (field, stream, name) => {
			const one = keep(field, stream, name ?? '');
			// Awaited below; until then its failure is not nobody's.
			one.catch(() => {});
			kept.push(one);
		});
		await pipeline(Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]), busboy);
		await Promise.all(kept);
	} catch (error) {
		await dispose();
		throw error;
	}
	return { form, files, [Symbol.asyncDispose]: dispose };
}
