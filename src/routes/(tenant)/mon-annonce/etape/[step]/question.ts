import type { Failure } from '#ui/attempt.ts';
import type { PageData } from './$types';

/** What each question of the annonce is given. */
export type Question = Pick<PageData, 'listing' | 'home' | 'household' | 'communes'> & {
	/** What was sent and refused, to be corrected. */
	form: Failure | null;
	/** The sentence of each wrong field. */
	errors: Record<string, string>;
};

/** The answer of a pair of radios: as sent, else as known, else nothing. */
export const yesNo = (sent: string | undefined, known: boolean | undefined): string | undefined =>
	sent ?? (known === undefined ? undefined : known ? 'yes' : 'no');
