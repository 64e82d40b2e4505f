/** By when a request on personal data is answered, as data with a version. */
import { addMonths, dayOf, endOfDay, type Day } from '../calendar.ts';
import { inForceOn, type Dated, type Versions } from '../versions.ts';

export type AnswerTerms = Dated & {
	/** Months from the day the request is received. */
	months: number;
	/** Months more, where the request is complex or one of many; the person is told within the first term. */
	prolongedByMonths: number;
	/** The text both terms come from. */
	source: string;
	/** Days before its term at which who answers is reminded; our choice. */
	reminderDays: number;
};

/** The one in force on the day of the request applies to it until its end. */
const answerTermVersions: Versions<AnswerTerms> = [
	{
		version: '2018-1',
		inForceFrom: '2018-05-25',
		months: 1,
		prolongedByMonths: 2,
		source: 'RGPD, art. 12(3)',
		reminderDays: 7
	}
];

/** The terms in force on a day. */
export const answerTermsOn = (day: Day): AnswerTerms => inForceOn(answerTermVersions, day);

/**
 * The instant from which the answer is late: the end, in Paris, of the day of the same date one month later, or of the
 * last day of a shorter month (règlement 1182/71, art. 3(2)(c)). Art. 3(4) of that text would carry a term that ends on a
 * Sunday or a holiday to the next working day; it is not counted upon.
 *
 * @param askedAt when the request was received
 */
export function answerDueAt(askedAt: Date, isProlonged: boolean): Date {
	const day = dayOf(askedAt);
	const { months, prolongedByMonths } = answerTermsOn(day);
	return endOfDay(addMonths(day, months + (isProlonged ? prolongedByMonths : 0)));
}

/** From when who answers is reminded of a request. */
export function remindedFrom({ askedAt, dueAt }: { askedAt: Date; dueAt: Date }): Date {
	return new Date(dueAt.getTime() - answerTermsOn(dayOf(askedAt)).reminderDays * 86_400_000);
}
