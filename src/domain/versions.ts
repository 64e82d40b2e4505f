/** Data of the law or of ours that changes from a day on: a list of versions, each whole. */
import type { Day } from './calendar.ts';

/** A version of some data, and the first day on which it applies. */
export type Dated = { version: string; inForceFrom: Day };

/** In order of time; the last one in force on a day applies, the first one before that. */
export type Versions<T extends Dated> = readonly [T, ...T[]];

/** The version that applies on a day. */
export const inForceOn = <T extends Dated>(versions: Versions<T>, day: Day): T =>
	versions.findLast((one) => one.inForceFrom <= day) ?? versions[0];
