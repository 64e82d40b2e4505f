/**
 * What makes a link of invitation or recovery open, and the code of a new device: computed from a number and the secret
 * of the installation, so that neither the database nor the letters kept in it hold them.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from './config.ts';

const proofOf = (config: Pick<Config, 'secretFor'>, linkId: string) =>
	createHmac('sha256', config.secretFor('account-links')).update(linkId).digest('base64url');

/** The page of a link as letters keep it: it opens nothing. */
export const linkPath = (linkId: string) => `/acces/${linkId}`;

/** The same as it is written in the mail and nowhere else. */
export function openingPath(config: Pick<Config, 'secretFor'>, path: string): string {
	return `${path}.${proofOf(config, linkIdOf(path))}`;
}

/** The number of a link when what was sent opens it, else null. */
export function openedLink(config: Pick<Config, 'secretFor'>, token: string): string | null {
	const [linkId = '', proof = ''] = token.split('.');
	if (!/^[0-9a-f-]{36}$/.test(linkId)) return null;
	const expected = Buffer.from(proofOf(config, linkId));
	const given = Buffer.from(proof);
	return given.length === expected.length && timingSafeEqual(given, expected) ? linkId : null;
}

/** The six digits that a letter gives for a new device. */
export function letterCode(config: Pick<Config, 'secretFor'>, linkId: string): string {
	const digest = createHmac('sha256', config.secretFor('device-codes')).update(linkId).digest();
	// Of 48 bits, one million is as good as even.
	return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** The number of a link in the path that letters keep. */
export const linkIdOf = (path: string): string => path.slice('/acces/'.length);
