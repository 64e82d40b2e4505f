import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { err, ok, type Result } from '#domain/result.ts';

/** OWASP's setting for argon2id: 19 MiB, two passes; about 30 ms. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const maxWaiting = 50;

let running = 0;
const waiting: (() => void)[] = [];

export class TooManySignIns extends Error {}

/** A hash to store, in the PHC format. */
export async function hashPassword(password: string): Promise<string> {
	const nonce = randomBytes(16);
	const tag = await derive(password, nonce);
	const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
	return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${text(nonce)}$${text(tag)}`;
}

/** A hash for a password that somebody chooses; refused when too many others wait. */
export async function newHash(password: string): Promise<Result<string, 'SIGN_IN_BUSY'>> {
	try {
		return ok(await hashPassword(password));
	} catch (error) {
		if (error instanceof TooManySignIns) return err('SIGN_IN_BUSY');
		throw error;
	}
}

/** Compares a password with a stored hash. Without a hash it takes the same time and answers no. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
	const [, , , , nonce, tag] = (hash ?? '').split('$');
	const derived = await derive(password, nonce ? Buffer.from(nonce, 'base64') : Buffer.alloc(16));
	return Boolean(tag) && timingSafeEqual(derived, Buffer.from(tag!, 'base64'));
}

/** Hashing is dear on purpose: a few at a time, some waiting, then a clear refusal rather than a stuck server. */
async function derive(password: string, nonce: Buffer): Promise<Buffer> {
	if (running >= 2 * availableParallelism()) {
		if (waiting.length >= maxWaiting) throw new TooManySignIns();
		await new Promise<void>((resolve) => waiting.push(resolve));
	}
	running++;
	try {
		return await new Promise((resolve, reject) =>
			argon2('argon2id', { message: password, nonce, ...cost }, (error, key) => (error ? reject(error) : resolve(key)))
		);
	} finally {
		running--;
		waiting.shift()?.();
	}
}
