export const organismKinds = ['OPH', 'ESH', 'SEM', 'COOP', 'OTHER'] as const;
export type OrganismKind = (typeof organismKinds)[number];

/** A landlord (bailleur) that owns or manages dwellings of the territory. */
export type Organism = { id: string; name: string; kind: OrganismKind };

/** What an officer of an organism may do, beyond reading the files of the organism. */
export const staffRoles = ['officer', 'manager', 'calSecretary', 'organismAdmin'] as const;
export type StaffRole = (typeof staffRoles)[number];
