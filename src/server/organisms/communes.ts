import { sql } from 'drizzle-orm';
import type { Tx } from '../platform/context.ts';
import { communes } from './tables.ts';

/** The communes one may choose, in the order of their names. */
export const readCommunes = (tx: Tx) =>
	tx
		.select({ insee: communes.insee, name: communes.name, department: communes.department })
		.from(communes)
		// As a person looks it up: Éragny comes after Courdimanche, not after Vauréal.
		.orderBy(sql`${communes.name} collate "fr-x-icu"`);
