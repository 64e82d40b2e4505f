/** What one may ask the aid door: the fields of the test vectors, checked. */
import { z } from 'zod';
import { aidKinds, aidModes } from './housing-aid.ts';
import { aplZones } from './parameters.ts';

const money = z.number().min(0).max(1_000_000_000);

const monthInput = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month written YYYY-MM');

const who = {
	month: monthInput,
	zone: z.literal(aplZones),
	couple: z.boolean(),
	/** Dependants in the sense of the APL. */
	dependants: z.int().min(0).max(30),
	/** Resources base, €/year; rounded up to the next hundred when it is not. */
	annualResources: money
};

/** An aid for a rent. */
export const aidInput = z.object({
	...who,
	/** Principal rent, €/month, annexes and charges excluded. */
	monthlyRent: money,
	aid: z.enum(aidKinds).default('APL'),
	mode: z.enum(aidModes).default('legal'),
	sharedFlat: z.boolean().default(false),
	room: z.boolean().default(false),
	hostedRoom: z.boolean().default(false),
	furnished: z.boolean().default(false),
	/** AAH or AEEH; `disabledMember` is the reference engine's reading of the same exemption. */
	aahOrAeeh: z.boolean().default(false),
	disabledMember: z.boolean().default(false),
	/** Solidarity rent reduction already known, €/month; computed when absent or null. */
	rls: money.nullish(),
	rlsApplies: z.boolean().default(true)
});
export type AidInput = z.infer<typeof aidInput>;

/** Only the solidarity rent reduction, and what an APL already known becomes with it. */
export const rlsInput = z.object({ ...who, aplGrossBeforeRls: money.optional() });
export type RlsInput = z.infer<typeof rlsInput>;

/** What savings and unlet property add to the resources. */
export const patrimonyInput = z.object({
	month: monthInput,
	taxedSavings: money.default(0),
	untaxedSavings: money.default(0),
	/** Untaxed savings too, under the name of the vectors. */
	livretA: money.default(0),
	unletHome: money.default(0),
	unletHomeRentalValue: money.default(0),
	unletLand: money.default(0),
	unletLandRentalValue: money.default(0)
});
export type PatrimonyInput = z.infer<typeof patrimonyInput>;

/** What the income of a resident child or dependent ascendant adds to the resources. */
export const othersIncomeInput = z.object({ month: monthInput, childIncome: money });
export type OthersIncomeInput = z.infer<typeof othersIncomeInput>;
