import { eq } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import * as m from '#i18n/paraglide/messages.js';
import { letterText, type LetterKind } from '#i18n/sentences/letters.ts';
import type { Config } from './config.ts';
import type { Deps } from './context.ts';
import { atMost } from './data-class.ts';
import { letterCode, linkIdOf, openingPath } from './link-proof.ts';
import { withLocale } from './locale.ts';
import { letters } from './tables.ts';
import { asActor } from './unit.ts';

/** What the mail may know of a letter: neither its subject, which may name somebody, nor what it says. */
const mailed = atMost('C2', {
	id: letters.id,
	kind: letters.kind,
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
	const notice = withLocale(letter.locale, () => noticeOf(deps.config, letter));
	await createTransport(smtpUrl).sendMail({
		from: mailFrom,
		to: letter.email,
		...notice,
		// The same letter sent again after a crash carries the same identifier: mail servers drop the second.
		messageId: `<${letter.id}@${new URL(origin).hostname}>`
	});
	await asActor(deps, system, ({ tx, now }) => tx.update(letters).set({ sentAt: now }).where(eq(letters.id, letterId)));
}

type Mailed = Pick<typeof letters.$inferSelect, 'kind' | 'path'>;

/** Letters about the account itself are said whole: they are read by who cannot sign in, and say nothing of anybody. */
const aboutAccess = [
	'invitationLink',
	'recoveryLink',
	'deviceCode',
	'passwordChanged',
	'secondFactorGivenUp',
	'recoveryCodeUsed'
] as const satisfies LetterKind[];

function noticeOf(config: Config, { kind, path }: Mailed): { subject: string; text: string } {
	const known = aboutAccess.find((one) => one === kind);
	if (!known)
		return {
			subject: m.letters_mail_subject(),
			text: m.letters_mail_body({ address: `${config.origin}${path ?? '/'}` })
		};
	const { subject, body } = letterText(known, {});
	return { subject, text: [body, endOf(config, known, path)].filter(Boolean).join('\n\n') };
}

/** What comes below the text: the page to open, or what only the mail may hold. */
function endOf(config: Config, kind: (typeof aboutAccess)[number], path: string | null): string | null {
	if (!path) return null;
	if (kind === 'deviceCode') return letterCode(config, linkIdOf(path));
	const isLink = kind === 'invitationLink' || kind === 'recoveryLink';
	return `${config.origin}${isLink ? openingPath(config, path) : path}`;
}
