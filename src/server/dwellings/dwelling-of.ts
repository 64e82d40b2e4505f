import type { Dwelling } from '#domain/dwellings/dwelling.ts';
import type { dwellings } from './tables.ts';

/** A dwelling as the rules read it, from the row of its sheet. */
export const dwellingOf = ({ startsChains: _, ...sheet }: typeof dwellings.$inferSelect): Dwelling => sheet;
