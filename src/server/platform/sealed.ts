/**
 * Encryption by the application of what the database must not be able to read: the most sensitive columns, the secrets
 * of telephones. AES-256-GCM under keys that are kept outside the database; the place of the value (table, column, row)
 * is authenticated with it, so that a value copied into another row does not open.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SealingKeys } from './sealing-keys.ts';

/** What gives the keys: the settings of the process. */
export type Keys = { sealingKeys(): SealingKeys };

/** Where a value belongs. */
export type Place = { table: string; column: string; row: string };

/** Thrown when a value does not open: an unknown key, another place, or tampered with. The value is not in it. */
export class CannotOpen extends Error {
	constructor({ table, column, row }: Place, why: string, options?: ErrorOptions) {
		super(`${table}.${column} of ${row} does not open: ${why}`, options);
	}
}

const version = 'v1';
const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts a value as JSON, for one place. The same value never gives the same text twice. */
export function seal(keys: Keys, place: Place, value: unknown): string {
	const { keyId, nonce, cipher } = cipherFor(keys, place);
	const body = [nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()];
	return [version, keyId, Buffer.concat(body).toString('base64url')].join('.');
}

/** What encrypts one value for its place, under the key that seals today. */
function cipherFor(keys: Keys, place: Place) {
	const ring = keys.sealingKeys();
	const nonce = randomBytes(nonceBytes);
	const cipher = createCipheriv(cipherName, keyOfColumn(ring.known.get(ring.current)!, place), nonce);
	cipher.setAAD(authenticated(ring.current, place));
	return { keyId: ring.current, nonce, cipher };
}

/**
 * Decrypts what `seal` made for the same place, under any key that is still known.
 *
 * @throws CannotOpen
 */
export function open<T>(keys: Keys, place: Place, text: string): T {
	const [given, keyId = '', body = '', ...more] = text.split('.');
	const sealed = Buffer.from(body, 'base64url');
	if (given !== version || more.length || sealed.length < nonceBytes + tagBytes)
		throw new CannotOpen(place, 'not a sealed value');
	return JSON.parse(decrypted(keys, place, keyId, sealed).toString('utf8')) as T;
}

/**
 * Encrypts bytes as they pass, for one place: a file too large to be held. What comes out is binary, for a file and not
 * for a column.
 */
export async function* sealBytes(
	keys: Keys,
	place: Place,
	content: AsyncIterable<Uint8Array>
): AsyncGenerator<Uint8Array> {
	const { keyId, nonce, cipher } = cipherFor(keys, place);
	yield Buffer.concat([Buffer.from(`${version}.${keyId}.`), nonce]);
	for await (const chunk of content) yield cipher.update(chunk);
	yield Buffer.concat([cipher.final(), cipher.getAuthTag()]);
}

/**
 * Decrypts what `sealBytes` made for the same place.
 *
 * @throws CannotOpen when it is not whole, was changed, belongs elsewhere or its key is not known
 */
export function openBytes(keys: Keys, place: Place, sealed: Uint8Array): Buffer {
	const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
	const head = /^v1\.([\w-]{1,16})\./.exec(bytes.subarray(0, 32).toString('latin1'));
	const body = bytes.subarray(head?.[0].length ?? 0);
	if (!head || body.length < nonceBytes + tagBytes) throw new CannotOpen(place, 'not a sealed file');
	return decrypted(keys, place, head[1]!, body);
}

/** Whether a value is under a key that no longer seals, and should be sealed anew. */
export const isUnderFormerKey = (keys: Keys, text: string): boolean =>
	text.split('.')[1] !== keys.sealingKeys().current;

/** The nonce, what was encrypted and its tag, under a key that is still known. */
function decrypted(keys: Keys, place: Place, keyId: string, sealed: Buffer): Buffer {
	const key = keys.sealingKeys().known.get(keyId);
	if (!key) throw new CannotOpen(place, `the key ${keyId} is not among SEALING_KEYS`);
	try {
		const decipher = createDecipheriv(cipherName, keyOfColumn(key, place), sealed.subarray(0, nonceBytes));
		decipher.setAAD(authenticated(keyId, place));
		decipher.setAuthTag(sealed.subarray(-tagBytes));
		return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
	} catch (cause) {
		throw new CannotOpen(place, 'it was changed, or belongs elsewhere', { cause });
	}
}

const columnKeys = new Map<string, Buffer>();

/** One key for each column: nonces are random, and each key meets fewer of them. */
function keyOfColumn(key: Buffer, { table, column }: Place): Buffer {
	const use = `${version} ${table}.${column}`;
	const name = `${key.toString('base64url')} ${use}`;
	const known = columnKeys.get(name);
	if (known) return known;
	const derived = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), use, 32));
	columnKeys.set(name, derived);
	return derived;
}

const authenticated = (keyId: string, { table, column, row }: Place) =>
	Buffer.from([version, keyId, table, column, row].join(' '));
