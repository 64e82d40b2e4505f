import { eq } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import type { Deps } from './context.ts';
import { letters } from './tables.ts';
import { asActor } from './unit.ts';

/**
 * Sends a letter by mail, once. Without a mail server (a demo) the letter stays in the application, which is where
 * people read it. No network call is made inside a transaction.
 */
export async function deliverLetter(deps: Deps, letterId: string): Promise<void> {
	const { smtpUrl, mailFrom, origin } = deps.config;
	if (!smtpUrl) return;
	const system = { role: 'system' } as const;
	const [letter] = await asActor(deps, system, ({ tx }) => tx.select().from(letters).where(eq(letters.id, letterId)));
	if (!letter || letter.sentAt) return;
	await createTransport(smtpUrl).sendMail({
		from: mailFrom,
		to: letter.email,
		subject: letter.subject,
		text: letter.path ? `${letter.body}\n\n${origin}${letter.path}` : letter.body,
		// The same letter sent again after a crash carries the same identifier: mail servers drop the second.
		messageId: `<${letter.id}@${new URL(origin).hostname}>`
	});
	await asActor(deps, system, ({ tx, now }) => tx.update(letters).set({ sentAt: now }).where(eq(letters.id, letterId)));
}
