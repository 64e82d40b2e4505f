/** The account with which somebody helps: one for each address, of no household. */
import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import { makeLink } from '../accounts/links.ts';
import { accounts } from '../accounts/tables.ts';
import { asSignIn, asSystem, type Unit } from '../platform/unit.ts';
import { mandates } from './mandate-tables.ts';

type Person = { firstName: string; lastName: string; email: string };

export type HelperAccount = {
	/** The account of the address, whatever it is. */
	accountId: string;
	/** It cannot help: it is somebody's of the exchange, is locked, or helps another household now. */
	isTaken: boolean;
	/** The invitation to choose a password; null for who has one. */
	linkId: string | null;
};

/** Finds or opens the account of somebody who is named, and invites who has no password yet. */
export async function accountForHelper(unit: Unit, person: Person): Promise<HelperAccount> {
	const { account, isNew } = await asSignIn(unit, () => findOrOpen(unit, person));
	const mayHelp = isNew || (account.kind === 'helper' && !account.lockedAt && !(await helpsSomebody(unit, account.id)));
	const linkId =
		mayHelp && account.passwordHash === null
			? await asSignIn(unit, () => makeLink(unit, account.id, 'invitation'))
			: null;
	return { accountId: account.id, isTaken: !mayHelp, linkId };
}

/** Under its lock: two households that name the same person at once do so one after the other. */
async function findOrOpen({ tx }: Unit, person: Person) {
	const [opened] = await tx
		.insert(accounts)
		.values({ ...person, kind: 'helper' })
		.onConflictDoNothing()
		.returning();
	if (opened) return { account: opened, isNew: true };
	const [known] = await tx
		.select()
		.from(accounts)
		.where(eq(sql`lower(${accounts.email})`, person.email))
		.for('update');
	return { account: known!, isNew: false };
}

/** Whether the account helps a household now; mandates whose time has passed are noted as ended. */
const helpsSomebody = (unit: Unit, accountId: string): Promise<boolean> =>
	asSystem(unit, async ({ tx, now }) => {
		const open = and(eq(mandates.accountId, accountId), isNull(mandates.endedAt));
		await tx
			.update(mandates)
			.set({ endedAt: now })
			.where(and(open, lte(mandates.endsAt, now)));
		return (await tx.$count(mandates, and(open, gt(mandates.endsAt, now)))) > 0;
	});
