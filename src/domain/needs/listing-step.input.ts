import { z } from 'zod';
import { accessNeeds } from '../households/household.ts';
import { codesOf, oneCodeOf, typedDay, typedNumber, yesOrNo } from '../typed.input.ts';
import { statedMotives } from './listing.ts';
import { wishKinds } from './need.ts';

/** The wishes ticked on the page; the preferred commune is a list of its own, and « none » is an answer. */
export const tickedWishes = wishKinds.filter((kind) => kind !== 'commune') as [
	Exclude<(typeof wishKinds)[number], 'commune'>,
	...Exclude<(typeof wishKinds)[number], 'commune'>[]
];
const noWish = 'none';

/** Floors one would still climb to without a lift; « any » is no limit. */
export const floorChoices = ['any', '0', '1', '2', '3', '4'] as const;

/** Codes of what is wrong in an answer; the page says each in a sentence. */
export const listingStepErrors = [
	'ANSWER_MISSING',
	'REMARKS_MISSING',
	'REMARKS_TOO_LONG',
	'ACCESS_NEEDS_MISSING',
	'RESOURCES_MISSING',
	'AMOUNT_INVALID',
	'MOTIVE_MISSING',
	'ROOMS_MISSING',
	'ROOMS_REVERSED',
	'AREA_MISSING',
	'AREA_INVALID',
	'PLACES_MISSING',
	'BILL_MISSING',
	'WISHES_MISSING',
	'WISHES_CONTRADICTORY',
	'HOUSEHOLDS_MISSING',
	'DATE_MISSING',
	'DATE_INVALID',
	'CHOICE_INVALID'
] as const;
export type ListingStepError = (typeof listingStepErrors)[number];

const code = <C extends ListingStepError>(one: C) => one;
const remarks = z.string().trim().max(1000, code('REMARKS_TOO_LONG')).default('');
const rooms = typedNumber({ missing: code('ROOMS_MISSING'), invalid: code('CHOICE_INVALID') }, { min: 1, max: 6 }).pipe(
	z.number().int(code('CHOICE_INVALID'))
);
/** A box that counts only when the radio above it says so: what it holds is read then. */
const boxOf = z.union([z.string(), z.number()]).optional();

type Issues = { addIssue(issue: { code: 'custom'; path: string[]; message: ListingStepError }): void };
const say = (context: Issues, field: string, message: ListingStepError) =>
	context.addIssue({ code: 'custom', path: [field], message });

/** Reads a box that is due when the answer above it is yes. */
function read<T>(context: Issues, field: string, schema: z.ZodType<T>, value: unknown): T | null {
	const result = schema.safeParse(value ?? '');
	if (result.success) return result.data;
	say(context, field, result.error.issues[0]!.message as ListingStepError);
	return null;
}

const areaBox = typedNumber({ missing: code('AREA_MISSING'), invalid: code('AREA_INVALID') }, { min: 9, max: 300 });
const billBox = typedNumber({ missing: code('BILL_MISSING'), invalid: code('AMOUNT_INVALID') }, { min: 1, max: 5_000 });
const dayBox = typedDay({ missing: code('DATE_MISSING'), invalid: code('DATE_INVALID') });

const rightOrWrong = <S extends 'dwelling' | 'household'>(step: S) =>
	z
		.object({ step: z.literal(step), isRight: yesOrNo(code('ANSWER_MISSING')), remarks })
		.superRefine((answer, context) => {
			if (!answer.isRight && answer.remarks === '') say(context, 'remarks', 'REMARKS_MISSING');
		});

/** The answer to one page of the annonce. */
export const listingStepInput = z.discriminatedUnion('step', [
	rightOrWrong('dwelling'),
	rightOrWrong('household'),
	z
		.object({
			step: z.literal('access'),
			hasNeeds: yesOrNo(code('ANSWER_MISSING')),
			needs: codesOf(accessNeeds, code('CHOICE_INVALID'))
		})
		.superRefine(({ hasNeeds, needs }, context) => {
			if (hasNeeds && needs.length === 0) say(context, 'needs', 'ACCESS_NEEDS_MISSING');
		}),
	z.object({
		step: z.literal('resources'),
		monthlyResources: typedNumber(
			{ missing: code('RESOURCES_MISSING'), invalid: code('AMOUNT_INVALID') },
			{ max: 50_000 }
		)
	}),
	z.object({ step: z.literal('motive'), motive: oneCodeOf(statedMotives, code('MOTIVE_MISSING')) }),
	z
		.object({
			step: z.literal('size'),
			minRooms: rooms,
			maxRooms: rooms,
			hasMinArea: yesOrNo(code('ANSWER_MISSING')),
			minArea: boxOf
		})
		.transform(({ hasMinArea, minArea, ...answer }, context) => {
			if (answer.maxRooms < answer.minRooms) say(context, 'maxRooms', 'ROOMS_REVERSED');
			return { ...answer, minArea: hasMinArea ? read(context, 'minArea', areaBox, minArea) : null };
		}),
	z
		.object({
			step: z.literal('places'),
			communes: z.preprocess(
				(sent) => (sent === undefined || sent === '' ? [] : typeof sent === 'string' ? [sent] : sent),
				z.array(z.string().regex(/^[0-9AB]{5}$/, code('CHOICE_INVALID'))).max(300)
			)
		})
		.superRefine(({ communes }, context) => {
			if (communes.length === 0) say(context, 'communes', 'PLACES_MISSING');
		}),
	z
		.object({ step: z.literal('budget'), hasLimit: yesOrNo(code('ANSWER_MISSING')), maxResidualBill: boxOf })
		.transform(({ step, hasLimit, maxResidualBill }, context) => ({
			step,
			maxResidualBill: hasLimit ? read(context, 'maxResidualBill', billBox, maxResidualBill) : null
		})),
	z
		.object({ step: z.literal('floor'), maxFloor: oneCodeOf(floorChoices, code('ANSWER_MISSING')) })
		.transform(({ step, maxFloor }) => ({ step, maxFloorWithoutLift: maxFloor === 'any' ? null : Number(maxFloor) })),
	z
		.object({
			step: z.literal('wishes'),
			wishes: codesOf([...tickedWishes, noWish], code('CHOICE_INVALID')),
			preferredCommune: z.string().default('')
		})
		.superRefine(({ wishes, preferredCommune }, context) => {
			if (wishes.length === 0 && preferredCommune === '') say(context, 'wishes', 'WISHES_MISSING');
			const hasWish = wishes.length > 1 || preferredCommune !== '';
			if (wishes.includes(noWish) && hasWish) say(context, 'wishes', 'WISHES_CONTRADICTORY');
		}),
	z
		.object({
			step: z.literal('exchange'),
			maxHouseholds: z
				.union([z.enum(['2', '3', '4']), z.literal(2), z.literal(3), z.literal(4)], code('HOUSEHOLDS_MISSING'))
				.transform((count) => Number(count) as 2 | 3 | 4),
			when: oneCodeOf(['now', 'later'], code('ANSWER_MISSING')),
			notBefore: z.string().optional()
		})
		.transform(({ when, notBefore, ...answer }, context) => ({
			...answer,
			notBefore: when === 'later' ? read(context, 'notBefore', dayBox, notBefore) : null
		}))
]);
export type ListingStepAnswer = z.output<typeof listingStepInput>;
