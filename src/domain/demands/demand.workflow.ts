import { defineWorkflow } from '../workflow.ts';

export const demandStates = [
	'draft',
	'submitted',
	'registered',
	'renewalDue',
	'underInstruction',
	'struckOff'
] as const;
export type DemandState = (typeof demandStates)[number];

export const demandActions = [
	'submit',
	'register',
	'remindRenewal',
	'renew',
	'instruct',
	'returnToRegister',
	'strikeOff'
] as const;
export type DemandAction = (typeof demandActions)[number];

/**
 * The mutation demand (CCH R.441-2-1 to R.441-2-9). It lives for years: a candidacy ends, the demand stays,
 * until one of the six reasons strikes it off.
 */
export const demandWorkflow = defineWorkflow<DemandState, DemandAction>('demand', demandStates, {
	submit: { from: ['draft'], to: 'submitted' },
	register: { from: ['submitted'], to: 'registered' },
	remindRenewal: { from: ['registered'], to: 'renewalDue' },
	renew: { from: ['renewalDue'], to: 'registered' },
	instruct: { from: ['registered', 'renewalDue'], to: 'underInstruction' },
	returnToRegister: { from: ['underInstruction'], to: 'registered' },
	strikeOff: { from: ['registered', 'renewalDue', 'underInstruction'], to: 'struckOff' }
});

/** Why a demand leaves the register (CCH R.441-2-8, a to f). */
export const strikeOffReasons = ['housed', 'renounced', 'unreachable', 'inadmissible', 'notRenewed', 'merged'] as const;
export type StrikeOffReason = (typeof strikeOffReasons)[number];
