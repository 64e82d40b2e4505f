import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { err, ok, type Result } from '#domain/result.ts';

/** What a hash costs: memory in KiB, and how many times it is gone through. */
export type Cost = { memory: number; passes: number };

/** OWASP's setting for argon2id: 19 MiB, two passes; about 30 ms. */
const currentCost: Cost = { memory: 19_456, passes: 2 };
const parallelism = 1;
const tagLength = 32;
const nonceBytes = 16;
/** About a second and a half on two cores. */
const maxWaiting = 50;

let running = 0;
const waiting: (() => void)[] = [];

export class TooManySignIns extends Error {}

/** A hash to store, in the PHC format, which says its cost. */
export async function hashPassword(password: string, cost = currentCost): Promise<string> {
	const nonce = randomBytes(nonceBytes);
	const tag = await derive(password, nonce, cost);
	const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
	return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${parallelism}$${text(nonce)}$${text(tag)}`;
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

/**
 * Compares a password with a stored hash, at the cost the hash was made at: a dearer one locks nobody out. Without a hash
 * it takes the time of a current one and answers no.
 */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
	const stored = parse(hash);
	const derived = await derive(password, stored?.nonce ?? Buffer.alloc(nonceBytes), stored?.cost ?? currentCost);
	return stored !== null && timingSafeEqual(derived, stored.tag);
}

/** Whether a stored hash was made at another cost than today's, and is to be made again while the password is known. */
export function isOfAnotherCost(hash: string): boolean {
	const cost = parse(hash)?.cost;
	return cost?.memory !== currentCost.memory || cost.passes !== currentCost.passes;
}

/** What a stored hash says of itself; null for what is none. */
function parse(hash: string | null): { cost: Cost; nonce: Buffer; tag: Buffer } | null {
	const [, memory, passes, nonce, tag] =
		/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([^$]+)\$([^$]+)$/.exec(hash ?? '') ?? [];
	if (!nonce || !tag) return null;
	const cost = { memory: Number(memory), passes: Number(passes) };
	return { cost, nonce: Buffer.from(nonce, 'base64'), tag: Buffer.from(tag, 'base64') };
}

/** Hashing is dear on purpose: a few at a time, some waiting, then a clear refusal rather than a stuck server. */
async function derive(password: string, nonce: Buffer, cost: Cost): Promise<Buffer> {
	if (running >= 2 * availableParallelism()) {
		if (waiting.length >= maxWaiting) throw new TooManySignIns();
		await new Promise<void>((resolve) => waiting.push(resolve));
	}
	running++;
	try {
		return await new Promise((resolve, reject) =>
			argon2('argon2id', { message: password, nonce, parallelism, tagLength, ...cost }, (error, key) =>
				error ? reject(error) : resolve(key)
			)
		);
	} finally {
		running--;
		waiting.shift()?.();
	}
}
