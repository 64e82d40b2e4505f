/** Pools as searches were given them, kept once for each content, so that runs can be played again. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../platform/context.ts';
import { poolSnapshots } from './tables.ts';

/** The largest compressed pool that is kept, bytes: the driver writes it as one text twice as long. */
const mostKept = 128 * 2 ** 20;

export const isPoolKept = async (tx: Tx, fingerprint: string): Promise<boolean> =>
	(await tx.$count(poolSnapshots, eq(poolSnapshots.fingerprint, fingerprint))) > 0;

/**
 * Keeps a pool; false when it is too large to be kept.
 * @param packed the pool, compressed
 */
export async function keepPool(tx: Tx, fingerprint: string, packed: Uint8Array): Promise<boolean> {
	if (packed.length > mostKept) return false;
	await tx.insert(poolSnapshots).values({ fingerprint, pool: packed }).onConflictDoNothing();
	return true;
}
