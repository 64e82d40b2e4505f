/**
 * In a demonstration, the staff that anyone may try share a telephone: its secret is written here, for all to read, and
 * the pages that ask for a code show it. Anywhere else it opens nothing.
 */
import type { Deps } from '../platform/context.ts';
import type { accounts } from './tables.ts';
import { codeAt, stepAt } from './totp.ts';

const secret = Buffer.from('a telephone for anyone');

type Account = Pick<typeof accounts.$inferSelect, 'demoLabel' | 'kind'>;

/** The secret of the shared telephone for an account that may use it, else null. */
export const demoSecretOf = ({ config }: Pick<Deps, 'config'>, { demoLabel, kind }: Account): Uint8Array | null =>
	config.isDemo && demoLabel !== null && kind !== 'tenant' ? secret : null;

/** What the shared telephone shows now. */
export const demoCode = (): string => codeAt(secret, stepAt(Date.now()));
