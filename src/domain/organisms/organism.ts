export const organismKinds = ['OPH', 'ESH', 'SEM', 'COOP', 'OTHER'] as const;
export type OrganismKind = (typeof organismKinds)[number];

/** A landlord (bailleur) that owns or manages dwellings of the territory. */
export type Organism = { id: string; name: string; kind: OrganismKind };

/**
/**
 * The duties that are given to people who work for the organism. The auditor reads the journals of the organism and nothing
 * else; the data-protection officer (délégué à la protection des données) answers what people ask of their data, and
 * changes none.
 */
export const givenDuties = [
	'officer',
	'manager',
	'calSecretary',
	'organismAdmin',
	'auditor',
	'dataProtectionOfficer'
] as const;
export type GivenDuty = (typeof givenDuties)[number];

/**
 * What an account of the organism is there for. A member of the commission does not work for it: the account is that of a
 * seat, and sees what is before the commission when they sit.
 */
export const staffRoles = [...givenDuties, 'commissionMember'] as const;
export type StaffRole = (typeof staffRoles)[number];
