/**
 * In a demonstration, the staff that anyone may try share a telephone: its secret is written here, for all to read, and
 * the pages that ask for a code show it. Anywhere else it opens nothing.
 */
import { isFactorCompulsory } from '#domain/accounts/second-factor.ts';
import type { Deps } from '../platform/context.ts';
import type { accounts } from './tables.ts';
import { codeAt, stepAt } from './totp.ts';

const secret = Buffer.from('a telephone for anyone');

type Account = Pick<typeof accounts.$inferSelect, 'demoLabel' | 'kind'>;

/**
 * Whether an account of a demonstration is one that anyone may try: what opens it does not change, or who tries it next
 * would find it closed.
 */
export const isShared = ({ config }: Pick<Deps, 'config'>, { demoLabel }: Pick<Account, 'demoLabel'>): boolean =>
	config.isDemo && demoLabel !== null;

/** The secret of the shared telephone for an account that may use it, else null. */
export const demoSecretOf = (deps: Pick<Deps, 'config'>, account: Account): Uint8Array | null =>
	isShared(deps, account) && isFactorCompulsory(account.kind) ? secret : null;

/** What the shared telephone shows now. */
export const demoCode = (): string => codeAt(secret, stepAt(Date.now()));
