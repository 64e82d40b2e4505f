import { asc, eq, isNotNull } from 'drizzle-orm';
import { demoPassword } from '#domain/accounts/demo-account.ts';
import type { AccountKind } from '#domain/accounts/second-factor.ts';
import type { Context } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { demoCode, demoSecretOf } from './demo-telephone.ts';
import { readFactor } from './second-factor.ts';
import { accounts } from './tables.ts';

export type DemoAccount = {
	email: string;
	name: string;
	kind: AccountKind;
	/** What the account shows, in French, as the invented territory says it. */
	label: string;
	password: string;
};

/** The accounts one may try in a demonstration; none anywhere else, whatever the database holds. */
export async function listDemoAccounts(ctx: Context): Promise<DemoAccount[]> {
	if (!ctx.deps.config.isDemo) return [];
	const rows = await asActor(ctx.deps, { role: 'auth' }, ({ tx }) =>
		tx
			.select({
				email: accounts.email,
				firstName: accounts.firstName,
				lastName: accounts.lastName,
				kind: accounts.kind,
				label: accounts.demoLabel
			})
			.from(accounts)
			.where(isNotNull(accounts.demoLabel))
			// The invented people have fixed identifiers, story by story.
			.orderBy(asc(accounts.id))
	);
	return rows.map(({ email, firstName, lastName, kind, label }) => ({
		email,
		name: `${firstName} ${lastName}`,
		kind,
		label: label!,
		password: demoPassword
	}));
}

/** The code to give for an account that anyone may try, while its sign-in waits for one; null for any other. */
export async function readDemoCode({ deps, session }: Context): Promise<string | null> {
	if (!deps.config.isDemo || session?.pending !== 'code') return null;
	const [account] = await asActor(deps, { role: 'auth' }, ({ tx }) =>
		tx.select().from(accounts).where(eq(accounts.id, session.accountId))
	);
	const isOwn = (await readFactor(deps, session.accountId)).confirmedAt !== null;
	return account && !isOwn && demoSecretOf(deps, account) ? demoCode() : null;
}
