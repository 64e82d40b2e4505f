import type { StaffRole } from '#domain/organisms/organism.ts';

/** Who asks. It comes from the session, or from the job that runs; never from what was sent. */
export type Actor =
	| { role: 'nobody' }
	/** The sign-in itself: reads accounts and sessions, nothing else. */
	| { role: 'auth' }
	| Tenant
	| Helper
	| Staff
	| Coordinator
	/** Jobs, and what a chain does by itself once a party has acted. */
	| { role: 'system' };

export type Tenant = { role: 'tenant'; accountId: string; householdId: string };
/** Who was named to help a household; the household is null when no mandate lasts, and then nothing may be done. */
export type Helper = { role: 'helper'; accountId: string; householdId: string | null };
export type Helping = Helper & { householdId: string };
/** Who acts for a household: one of its lease holders, or who helps it with what a helper may do. */
export type ForHousehold = Tenant | Helping;
export type Staff = { role: 'staff'; accountId: string; organismId: string; staffRole: StaffRole };
export type Coordinator = { role: 'coordinator'; accountId: string; territoryId: string };

/** Duties that are no member of staff to the database: every table is closed to them but those opened to them by name. */
const rowsRoles = {
	auditor: 'auditor',
	commissionMember: 'member',
	dataProtectionOfficer: 'dataProtectionOfficer'
} as const satisfies Partial<Record<StaffRole, string>>;
/** The roles that the policies of rows know. */
export type RowsRole = Actor['role'] | (typeof rowsRoles)[keyof typeof rowsRoles];

const isApart = (duty: StaffRole): duty is keyof typeof rowsRoles => Object.hasOwn(rowsRoles, duty);

/** As what the database knows somebody: some duties of an organism have policies of their own. */
export const rowsRoleOf = (actor: Actor): RowsRole =>
	actor.role === 'staff' && isApart(actor.staffRole) ? rowsRoles[actor.staffRole] : actor.role;

/** The identifier of the account that acts, or null when nobody signed in does. */
export const accountIdOf = (actor: Actor): string | null => ('accountId' in actor ? actor.accountId : null);
