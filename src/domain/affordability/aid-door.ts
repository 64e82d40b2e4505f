/** One question of the aid door, one answer: the command line and the public query say the same. */
import { z } from 'zod';
import {
	aidInput,
	othersIncomeInput,
	patrimonyInput,
	rlsInput,
	type AidInput,
	type OthersIncomeInput,
	type PatrimonyInput,
	type RlsInput
} from './aid.input.ts';
import { housingAid, netFromGross, solidarityRentReduction } from './housing-aid.ts';
import { aidFiguresAt, figuresMayBeOutdated } from './parameters.ts';
import { othersResources, patrimonyResources } from './resources.ts';
import { nextHundred } from './rounding.ts';

const notices = (month: string): string[] => (figuresMayBeOutdated(month) ? ['figuresMayBeOutdated'] : []);

/** The aid with every intermediate figure, €/month; the names of the test vectors beside ours. */
export function answerAid(input: AidInput) {
	const { disabledMember, monthlyRent, mode, month, rls, ...profile } = input;
	const annualResources = nextHundred(profile.annualResources);
	const aid = housingAid(
		month,
		{ ...profile, annualResources, rls: rls ?? undefined, aahOrAeeh: profile.aahOrAeeh || disabledMember },
		monthlyRent,
		mode
	);
	const { resourceCeiling } = solidarityRentReduction(aidFiguresAt(month), { ...profile, annualResources });
	return {
		mode,
		aid: aid.aid,
		month,
		aplNet: aid.net,
		gross: aid.gross,
		grossAfterRls: aid.grossAfterRls,
		rls: aid.rls,
		rlsResourceCeiling: resourceCeiling,
		crds: aid.crds,
		rentCeiling: aid.rentCeiling,
		rentRetained: aid.rentRetained,
		charges: aid.charges,
		participation: aid.participation,
		P0: aid.minimumParticipation,
		TF: aid.familyRate,
		TL: aid.rentRate,
		R0: aid.flatAllowance,
		Rp: aid.resourcesAfterAllowance,
		Pp: aid.participation,
		afterFlatReduction: aid.afterFlatReduction,
		annualResources,
		notices: notices(month)
	};
}

/** The rent reduction of a household, and the aid left once it is deducted when the gross aid is given. */
export function answerRls(input: RlsInput) {
	const annualResources = nextHundred(input.annualResources);
	const { amount, resourceCeiling } = solidarityRentReduction(aidFiguresAt(input.month), { ...input, annualResources });
	return {
		month: input.month,
		rls: amount,
		rlsResourceCeiling: resourceCeiling,
		aplNet: input.aplGrossBeforeRls === undefined ? null : netFromGross(input.month, input.aplGrossBeforeRls, amount),
		notices: notices(input.month)
	};
}

/** What the patrimony adds to the resources base, €/year. */
export const answerPatrimony = ({ month, untaxedSavings, livretA, ...patrimony }: PatrimonyInput) => ({
	month,
	patrimonyResources: patrimonyResources(month, { ...patrimony, untaxedSavings: untaxedSavings + livretA })
});

/** What the income of a child or ascendant adds to the resources base, €/year. */
export const answerOthersIncome = ({ month, childIncome }: OthersIncomeInput) => ({
	month,
	annualResources: nextHundred(othersResources(month, childIncome))
});

export type AidAnswer =
	| ReturnType<typeof answerAid>
	| ReturnType<typeof answerRls>
	| ReturnType<typeof answerPatrimony>
	| ReturnType<typeof answerOthersIncome>;

/** The first thing wrong with a question, as « monthlyRent: expected number ». */
export function firstProblem(error: z.ZodError): string {
	const issue = error.issues[0];
	if (!issue) return 'not understood';
	const { path, message } = deepest(issue);
	return path.length > 0 ? `${path.join('.')}: ${message}` : message;
}

/** Of a field that may be written in several ways, what is wrong with the first of them. */
function deepest(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, 'path' | 'message'> {
	const [first] = issue.code === 'invalid_union' ? (issue.errors[0] ?? []) : [];
	if (!first) return issue;
	const { path, message } = deepest(first);
	return { path: [...issue.path, ...path], message };
}

function asked<Input, Answer>(schema: z.ZodType<Input>, item: unknown, answer: (input: Input) => Answer) {
	const read = schema.safeParse(item);
	if (!read.success) return { error: firstProblem(read.error) };
	try {
		return answer(read.data);
	} catch (error) {
		// Months before the first known figures.
		if (error instanceof RangeError) return { error: error.message };
		throw error;
	}
}

const patrimonyFields = Object.keys(patrimonyInput.shape).filter((field) => field !== 'month');

/**
 * Answers anything one may send: an aid when there is a rent, else the rent reduction, else a part of the resources.
 * @returns the answer, or what is wrong with the question
 */
export function answerAnyAid(item: unknown): AidAnswer | { error: string } {
	if (typeof item !== 'object' || item === null || Array.isArray(item)) return { error: 'expected an object' };
	const has = (field: string) => field in item;
	if (has('monthlyRent')) return asked(aidInput, item, answerAid);
	if (has('childIncome')) return asked(othersIncomeInput, item, answerOthersIncome);
	if (!has('annualResources') && patrimonyFields.some(has)) return asked(patrimonyInput, item, answerPatrimony);
	if (has('aplGrossBeforeRls') || (has('annualResources') && !has('aid'))) return asked(rlsInput, item, answerRls);
	return asked(aidInput, item, answerAid);
}
