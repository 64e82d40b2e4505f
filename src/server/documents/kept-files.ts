/** The bytes of the files of households: received, looked at, made anew and kept sealed; opened again for who may. */
import { createHash, randomUUID } from 'node:crypto';
import { depositLimits, endingOf, type DepositRefusal, type KeptFormat } from '#domain/documents/deposited-file.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Config } from '../platform/config.ts';
import type { Deps } from '../platform/context.ts';
import { folderStore, NotStored } from '../platform/files/file-store.ts';
import type { ReceivedFile } from '../platform/files/received-form.ts';
import { inTurn } from '../platform/in-turn.ts';
import { openBytes, sealBytes } from '../platform/sealed.ts';
import { inspectFile } from './inspect-file.ts';
import { scanFile } from './scan-file.ts';

/** Where the files of this installation are. */
export const storeOf = (config: Pick<Config, 'filesFolder'>) => folderStore(config.filesFolder);

const placeOf = (name: string) => ({ table: 'document_file', column: 'content', row: name });

export type KeptFile = {
	id: string;
	format: KeptFormat;
	/** Of what is kept, once opened. */
	bytes: number;
	isScanned: boolean;
	/** SHA-256 of what was sent. */
	digest: string;
};

/** Held whole while they are looked at, by a process of its own each: the others wait, on the disk. */
const looking = inTurn(2);

/**
 * Keeps a file that was received, once it was looked at: sealed, and as it was made anew. Nothing is left of one that is
 * refused.
 */
export async function keepFile(deps: Deps, sent: ReceivedFile): Promise<Result<KeptFile, DepositRefusal>> {
	if (sent.isTooLarge || sent.size > depositLimits.bytes) return err('UPLOAD_TOO_BIG');
	try {
		return await looking(() => lookAt(deps, sent));
	} catch (error) {
		if (!(error instanceof NotStored)) throw error;
		deps.log.error({ err: error, code: error.code }, 'a file could not be stored');
		return err('UPLOAD_NOT_STORED');
	}
}

async function lookAt({ config, log }: Deps, sent: ReceivedFile): Promise<Result<KeptFile, DepositRefusal>> {
	const content = Buffer.concat(await Array.fromAsync(sent.bytes()));
	const scan = await scanFile(config.clamd, content);
	if (scan === 'infected') return err('UPLOAD_INFECTED');
	if (scan === 'notScanned' && config.clamd) log.warn({}, 'clamd does not answer');
	const inspected = await inspectFile({ content, ending: endingOf(sent.name) });
	if (!inspected.ok) return inspected;
	const { format, content: made } = inspected.value;
	const id = randomUUID();
	await storeOf(config).put(id, sealBytes(config, placeOf(id), once(made)));
	const digest = createHash('sha256').update(content).digest('hex');
	return ok({ id, format, bytes: made.length, isScanned: scan === 'clean', digest });
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
	yield content;
}

/**
 * Opens a file that is kept.
 *
 * @throws Error when its bytes are not where they should be, or do not open: an accident, not an answer
 */
export async function openFile(deps: Deps, id: string): Promise<Buffer> {
	const sealed = await storeOf(deps.config).get(id);
	if (!sealed) throw new Error('A file that is kept is not in the folder of files');
	return openBytes(deps.config, placeOf(id), sealed);
}

/** Removes files whose rows are gone; what is not removed now is by the sweep of the night (forget-files.ts). */
export async function removeFiles(deps: Deps, ids: readonly string[]): Promise<void> {
	for (const id of ids)
		await storeOf(deps.config)
			.remove(id)
			.catch((error: unknown) => deps.log.warn({ err: error }, 'a file was not removed'));
}
