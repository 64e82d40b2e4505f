export const organismKinds = ['OPH', 'ESH', 'SEM', 'COOP', 'OTHER'] as const;
export type OrganismKind = (typeof organismKinds)[number];

/** A landlord (bailleur) that owns or manages dwellings of the territory. */
export type Organism = { id: string; name: string; kind: OrganismKind };

/**
 * What a member of staff is there for. The auditor, such as the data-protection officer, reads the journal of the organism
 * and nothing else.
 */
export const staffRoles = ['officer', 'manager', 'calSecretary', 'organismAdmin', 'auditor'] as const;
export type StaffRole = (typeof staffRoles)[number];
