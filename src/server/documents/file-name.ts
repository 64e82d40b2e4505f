import { nameOfKept, type KeptFormat } from '#domain/documents/deposited-file.ts';
import { open, seal, type Keys } from '../platform/sealed.ts';
import type { documentFiles } from './tables.ts';

const placeOf = (id: string) => ({ table: 'document_file', column: 'name', row: id });

/** The name to be written in the row of a file, from what was typed. */
export const sealName = (keys: Keys, id: string, typed: string, format: KeptFormat): string =>
	seal(keys, placeOf(id), nameOfKept(typed, format));

/** @throws CannotOpen when the key is missing or the value was tampered with. */
export const openName = (keys: Keys, { id, name }: Pick<typeof documentFiles.$inferSelect, 'id' | 'name'>): string =>
	open<string>(keys, placeOf(id), name);
