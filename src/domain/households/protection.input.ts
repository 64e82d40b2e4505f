import { z } from 'zod';

/** A household is named by its lease: the one thing a referent has before it when somebody comes. */
export const protectInput = z.object({ leaseNumber: z.string('LEASE_MISSING').trim().min(1, 'LEASE_MISSING').max(60) });
export const liftProtectionInput = z.object({ householdId: z.uuid() });

/** Two referents, not one: someone is always there, and neither acts unseen by the other. */
export const referentsInput = z
	.object({ first: z.uuid('REFERENT_MISSING'), second: z.uuid('REFERENT_MISSING') })
	.refine(({ first, second }) => first !== second, { path: ['second'], error: 'REFERENTS_ALIKE' });

export type ProtectionRefusal = 'HOUSEHOLD_NOT_FOUND' | 'LEASE_UNKNOWN' | 'REFERENT_NOT_FOUND' | 'KEY_REUSED';
