import { eq } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import * as m from '#i18n/paraglide/messages.js';
import type { Deps } from './context.ts';
import { atMost } from './data-class.ts';
import { withLocale } from './locale.ts';
import { letters } from './tables.ts';
import { asActor } from './unit.ts';

/** What the mail may know of a letter: neither its subject, which may name somebody, nor what it says. */
const mailed = atMost('C2', {
	id: letters.id,
	email: letters.email,
	locale: letters.locale,
	path: letters.path,
	sentAt: letters.sentAt
});

/**
 * Tells by mail that a letter waits, once. The letter itself is read in the application: a mailbox is shared, looked
 * over or read by others, and what somebody asks of their landlord must not be. Without a mail server (a demo) nothing
 * is sent. No network call is made inside a transaction.
 */
export async function deliverLetter(deps: Deps, letterId: string): Promise<void> {
	const { smtpUrl, mailFrom, origin } = deps.config;
	if (!smtpUrl) return;
	const system = { role: 'system' } as const;
	const [letter] = await asActor(deps, system, ({ tx }) =>
		tx.select(mailed).from(letters).where(eq(letters.id, letterId))
	);
	if (!letter || letter.sentAt) return;
	const notice = withLocale(letter.locale, () => ({
		subject: m.letters_mail_subject(),
		text: m.letters_mail_body({ address: `${origin}${letter.path ?? '/'}` })
	}));
	await createTransport(smtpUrl).sendMail({
		from: mailFrom,
		to: letter.email,
		...notice,
		// The same letter sent again after a crash carries the same identifier: mail servers drop the second.
		messageId: `<${letter.id}@${new URL(origin).hostname}>`
	});
	await asActor(deps, system, ({ tx, now }) => tx.update(letters).set({ sentAt: now }).where(eq(letters.id, letterId)));
}
