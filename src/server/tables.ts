/** Every table of the database, for drizzle and its migrations. */
export * from './accounts/security-tables.ts';
export * from './accounts/tables.ts';
export * from './commissions/tables.ts';
export * from './demands/tables.ts';
export * from './dwellings/import/tables.ts';
export * from './documents/tables.ts';
export * from './dwellings/tables.ts';
export * from './exports/tables.ts';
export * from './eligibility/tables.ts';
export * from './households/protection-tables.ts';
export * from './households/tables.ts';
export * from './matching/tables.ts';
export * from './needs/tables.ts';
export * from './organisms/tables.ts';
export * from './platform/audit-tables.ts';
export * from './platform/tables.ts';
export * from './proposals/tables.ts';
