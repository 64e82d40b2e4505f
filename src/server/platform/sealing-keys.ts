/**
 * The keys of what is sealed: those of SEALING_KEYS, else of a file of the data folder, made at first use. The first
 * seals, all open: a new one is put before the others, and the former ones stay until nothing is under them.
 */
import { createHash, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Keys by name. The name is a digest: written beside each value, it tells which key opens it and nothing else. */
export type SealingKeys = { current: string; known: ReadonlyMap<string, Buffer> };

/** What a key is: 32 random bytes, in base64url. */
export const newKey = (): string => randomBytes(32).toString('base64url');

/**
 * Reads keys separated by commas, spaces or lines.
 *
 * @throws Error when one is not 32 bytes in base64url, or there is none.
 */
export function parseKeys(text: string): SealingKeys {
	const keys = text
		.split(/[\s,]+/)
		.filter(Boolean)
		.map((word) => Buffer.from(word, 'base64url'));
	if (keys.length === 0 || keys.some(({ length }) => length !== 32))
		throw new Error('SEALING_KEYS: each key is 32 random bytes in base64url, such as `openssl rand -base64 32` gives.');
	const known = new Map(keys.map((key) => [nameOf(key), key]));
	return { current: nameOf(keys[0]!), known };
}

const nameOf = (key: Buffer) => createHash('sha256').update(key).digest('base64url').slice(0, 8);

/** The file of the keys of a folder. */
export const keyFileOf = (folder: string): string => path.join(folder, 'sealing-keys');

/** The keys of a folder that has some; null when none was made there yet. */
export function writtenKeys(folder: string): SealingKeys | null {
	const written = readIfThere(keyFileOf(folder));
	return written ? parseKeys(written) : null;
}

/** The keys of a folder; a first one is made when there is none. Processes that start together get the same. */
export function keysOfFolder(folder: string): SealingKeys {
	const file = keyFileOf(folder);
	const written = writtenKeys(folder);
	if (written) return written;
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
	writeFileSync(draft, `${newKey()}\n`, { mode: 0o600, flush: true });
	try {
		// A link, not a renaming: it fails when another process was first, and what is there is always whole.
		linkSync(draft, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		rmSync(draft);
	}
	return parseKeys(readFileSync(file, 'utf8'));
}

function readIfThere(file: string): string | null {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}
