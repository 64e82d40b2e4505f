/**
 * Every five minutes the heads of all journals are signed, kept for the organisms, and written to a file outside the database:
 * who can rewrite the database cannot rewrite what was seen of it.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { asc, desc, gt } from 'drizzle-orm';
import type { Journal } from '#domain/accounts/journal.ts';
import { auditCheckpoints, auditHeads } from './audit-tables.ts';
import type { Config } from './config.ts';
import type { Deps } from './context.ts';
import { asActor } from './unit.ts';

/** What is signed. */
export type CheckpointBody = {
	number: number;
	at: string;
	/** SHA-256 of the body before; null for the first. */
	previous: string | null;
	heads: { chain: string; journal: Journal; seq: number; hash: string; keptFrom: number }[];
};

/** A line of the file: the text that was signed, and its signature. */
export type Witness = { body: string; signature: string };

// RFC 8410: an Ed25519 private key in PKCS #8 is this and its thirty-two bytes.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key that signs, computed from the secret of the installation: it is stored nowhere. */
export const signingKey = (config: Pick<Config, 'secretFor'>): KeyObject =>
	createPrivateKey({
		key: Buffer.concat([pkcs8, Buffer.from(config.secretFor('audit-witness'), 'hex')]),
		format: 'der',
		type: 'pkcs8'
	});

/** The key that verifies, to be given to those who verify. */
export const verifyingKey = (config: Pick<Config, 'secretFor'>): KeyObject => createPublicKey(signingKey(config));

export const isSigned = ({ body, signature }: Witness, key: KeyObject): boolean =>
	verify(null, Buffer.from(body), key, Buffer.from(signature, 'base64'));

export const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex');

/** The file of the witnesses: one line each, in order. */
export const witnessFile = (config: Pick<Config, 'witnessFolder'>) => path.join(config.witnessFolder, 'journals.jsonl');

/** The witnesses of the file; none when there is no file yet. */
export async function readWitnesses(file: string): Promise<Witness[]> {
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return '';
		throw error;
	});
	return text
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Witness);
}

/**
 * Signs the heads and writes them, unless they are those of the last time. A file that missed some, because a process
 * ended in between, gets them too.
 *
 * @returns the number of the checkpoint.
 */
export async function takeWitness(deps: Deps): Promise<number> {
	const key = signingKey(deps.config);
	const file = witnessFile(deps.config);
	const written = (await readWitnesses(file)).at(-1);
	const lastWritten = written ? (JSON.parse(written.body) as CheckpointBody).number : 0;
	const toWrite = await asActor(deps, { role: 'system' }, async ({ tx, now }) => {
		const [last] = await tx.select().from(auditCheckpoints).orderBy(desc(auditCheckpoints.number)).limit(1);
		// One statement: the heads of one moment.
		const heads = await tx.select().from(auditHeads).orderBy(asc(auditHeads.chainId), asc(auditHeads.journal));
		const next: CheckpointBody = {
			number: (last?.number ?? 0) + 1,
			at: now.toISOString(),
			previous: last ? hashOf(last.body) : null,
			heads: heads.map(({ chainId, journal, seq, hash, keptFrom }) => ({
				chain: chainId,
				journal,
				seq,
				hash,
				keptFrom
			}))
		};
		if (!last || !isDeepStrictEqual((JSON.parse(last.body) as CheckpointBody).heads, next.heads)) {
			const body = JSON.stringify(next);
			const signature = sign(null, Buffer.from(body), key).toString('base64');
			// Two workers at the same moment: the second finds the number taken, and tries again with the next.
			await tx.insert(auditCheckpoints).values({ number: next.number, at: now, body, signature });
		}
		return tx
			.select()
			.from(auditCheckpoints)
			.where(gt(auditCheckpoints.number, lastWritten))
			.orderBy(asc(auditCheckpoints.number));
	});
	await mkdir(path.dirname(file), { recursive: true });
	await appendFile(file, toWrite.map(({ body, signature }) => `${JSON.stringify({ body, signature })}\n`).join(''));
	return toWrite.at(-1)?.number ?? lastWritten;
}
