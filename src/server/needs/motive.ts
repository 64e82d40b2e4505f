import { moveMotives, type MoveMotive } from '#domain/needs/need.ts';
import { open, seal, type Keys } from '../platform/sealed.ts';
import type { listings } from './tables.ts';

const placeOf = (listingId: string) => ({ table: 'listing', column: 'motive', row: listingId });

// The length of what is sealed shows: all are as long as the longest.
const longest = Math.max(...moveMotives.map((motive) => motive.length));

/** Why a household wants to move may be an illness or a handicap: its listing keeps it sealed. */
export const sealMotive = (keys: Keys, listingId: string, motive: MoveMotive | null): string | null =>
	motive && seal(keys, placeOf(listingId), motive.padEnd(longest));

/** @throws CannotOpen when the key is missing or the value was tampered with. */
export const openMotive = (
	keys: Keys,
	{ id, motive }: Pick<typeof listings.$inferSelect, 'id' | 'motive'>
): MoveMotive | null => (motive === null ? null : (open<string>(keys, placeOf(id), motive).trim() as MoveMotive));
