/** Instances from disk, compressed or not. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Instance } from './arcs.ts';
import { readInstance } from './formats.ts';
import { MalformedFile } from './scanner.ts';

/** The pool described by the file at `path`. Throws MalformedFile with the line at fault, or the error of the file system. */
export function readInstanceFile(path: string): Instance {
	const read = (at: string): Uint8Array => {
		const bytes = readFileSync(at);
		const isCompressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
		return isCompressed ? uncompressed(bytes) : bytes;
	};
	const sibling = (extension: string): Uint8Array | null => {
		const plain = path.replace(/\.gz$/, '').replace(/\.[^.]*$/, `.${extension}`);
		const found = [plain, `${plain}.gz`].find((at) => existsSync(at));
		return found === undefined ? null : read(found);
	};
	return readInstance({ name: basename(path), bytes: read(path), sibling });
}

function uncompressed(bytes: Uint8Array): Uint8Array {
	try {
		return gunzipSync(bytes);
	} catch (error) {
		throw new MalformedFile(1, `the compressed file is damaged or cut short (${(error as Error).message})`);
	}
}
