import { letterText, type LetterKind, type LetterParams } from '#i18n/sentences/letters.ts';
import { accounts } from '../accounts/tables.ts';
import { withLocale } from './locale.ts';
import { letters } from './tables.ts';
import type { Unit } from './unit.ts';

export type Recipient = typeof accounts.$inferSelect;

/**
 * Writes a letter to some people about an event, once each whatever runs twice, and hands it to the mail. In a demo
 * it is kept and read in the application.
 */
export async function writeLetters<K extends LetterKind>(
	unit: Unit,
	eventId: number,
	recipients: readonly Recipient[],
	kind: K,
	params: LetterParams[K],
	path: string | null
): Promise<void> {
	for (const account of recipients) {
		const { subject, body } = withLocale(account.locale, () => letterText(kind, params));
		const [letter] = await unit.tx
			.insert(letters)
			.values({
				eventId,
				kind,
				accountId: account.id,
				organismId: account.organismId,
				householdId: account.householdId,
				locale: account.locale,
				email: account.email,
				subject,
				body,
				path,
				createdAt: unit.now
			})
			.onConflictDoNothing()
			.returning({ id: letters.id });
		if (letter) await unit.enqueue('deliverLetter', { letterId: letter.id });
	}
}
