/**
 * What anybody may type to compare two homes, without an account. What is left empty is not known: the answer says what
 * is missing, it never guesses.
 */
import { z } from 'zod';
import { financings } from '../dwellings/dwelling.ts';
import { typedNumber, yesOrNo } from '../typed.input.ts';

export const simulationErrors = [
	'COMMUNE_MISSING',
	'ROOMS_MISSING',
	'AREA_WRONG',
	'RENT_WRONG',
	'CHARGES_WRONG',
	'AMOUNT_WRONG',
	'COUPLE_MISSING',
	'AGES_WRONG',
	'ADULTS_WRONG'
] as const;
export type SimulationError = (typeof simulationErrors)[number];
const code = (error: SimulationError): SimulationError => error;

const typed = (error: SimulationError, { min = 0, max }: { min?: number; max: number }) =>
	typedNumber({ missing: code(error), invalid: code(error) }, { min, max });

/** An empty box is not zero. */
const optional = <T extends z.ZodType>(schema: T) =>
	z
		.preprocess((sent) => (sent === '' ? null : sent), schema.nullable())
		.optional()
		.transform((value) => value ?? null);

const commune = z.string(code('COMMUNE_MISSING')).regex(/^\d[\dAB]\d{3}$/, code('COMMUNE_MISSING'));
const rooms = typed('ROOMS_MISSING', { min: 1, max: 6 }).pipe(z.int(code('ROOMS_MISSING')));
const area = typed('AREA_WRONG', { min: 5, max: 500 });
const rent = typed('RENT_WRONG', { max: 5_000 });
const charges = typed('CHARGES_WRONG', { max: 2_000 });

/** « 18 mois » is one completed year. */
const monthsOfAge = /\b(\d{1,2})\s*(?:mois|months?)\b/gi;
const wordsOfAges = /\b(?:ans?|et|and|years?|old|demi|half)\b/gi;

/** Ages in completed years, as in « 4, 9 et 16 » or « 6 mois et 4 ans »; none when the box is empty. */
const ages = z
	.preprocess(
		(sent) =>
			typeof sent === 'string'
				? sent
						.replaceAll(monthsOfAge, (_, months: string) => String(Math.floor(Number(months) / 12)))
						.replaceAll(wordsOfAges, ' ')
						.split(/[\s,;.]+/)
						.filter(Boolean)
				: (sent ?? []),
		z
			.array(
				z.coerce
					.number(code('AGES_WRONG'))
					.int(code('AGES_WRONG'))
					.min(0, code('AGES_WRONG'))
					.max(25, code('AGES_WRONG')),
				code('AGES_WRONG')
			)
			.max(12, code('AGES_WRONG'))
	)
	.default([]);

export const simulationInput = z.object({
	/** The home of today. */
	todayCommune: commune,
	todayRooms: rooms,
	todayArea: area,
	todayRent: rent,
	todayCharges: optional(charges),
	/** Housing aid received today, €/month; its payer knows the resources better than anyone. */
	todayAid: optional(typed('AMOUNT_WRONG', { max: 1_500 })),
	/** The home looked at. */
	newCommune: commune,
	newRooms: rooms,
	newArea: area,
	newRent: optional(rent),
	newCharges: optional(charges),
	newFinancing: optional(z.enum(financings)),
	/** Who lets it: its reference of effort is then shown. */
	newLandlord: optional(z.uuid()),
	/** The household. */
	isCouple: yesOrNo(code('COUPLE_MISSING')),
	childrenAges: ages,
	otherAdults: optional(typed('ADULTS_WRONG', { max: 8 }).pipe(z.int(code('ADULTS_WRONG')))),
	/** Everything that comes in each month, all persons together, €. */
	monthlyResources: optional(typed('AMOUNT_WRONG', { max: 30_000 })),
	/** Reference tax income of the year that the ceilings read, all tax notices together, €/year. */
	taxIncome: optional(typed('AMOUNT_WRONG', { max: 500_000 }))
});
export type SimulationInput = z.infer<typeof simulationInput>;
