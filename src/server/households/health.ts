/** What is sealed in the row of a household. */
import { open, seal, type Keys } from '../platform/sealed.ts';
import type { HouseholdHealth, households } from './tables.ts';

const placeOf = (householdId: string) => ({ table: 'household', column: 'health', row: householdId });

/** What is known when nobody has said anything. */
const nothingKnown: HouseholdHealth = { accessNeeds: [], disabilityCards: [], receivesAah: false };

// The length of what is sealed shows: those who have something to say would be told from those who have not.
const lengthStep = 256;

/** The value to be written in the row of a household. */
export function sealHealth(keys: Keys, householdId: string, health: HouseholdHealth): string {
	const missing = lengthStep - (JSON.stringify(health).length % lengthStep);
	return seal(keys, placeOf(householdId), { health, padding: ' '.repeat(missing) });
}

/** @throws CannotOpen when the key is missing or the value was tampered with. */
export const openHealth = (
	keys: Keys,
	{ id, health }: Pick<typeof households.$inferSelect, 'id' | 'health'>
): HouseholdHealth =>
	health === null ? nothingKnown : open<{ health: HouseholdHealth }>(keys, placeOf(id), health).health;
