import type { Unit } from '../platform/unit.ts';
import { knownDevices } from './security-tables.ts';

/** Remembers a browser on which the holder of the address of an account has shown to be there. */
export async function knowDevice({ tx }: Unit, accountId: string, hash: string): Promise<void> {
	await tx.insert(knownDevices).values({ accountId, hash, since: new Date() }).onConflictDoNothing();
}
