/** The codes of a telephone (TOTP, RFC 6238): six digits that change every half minute. */
import { randomBytes } from 'node:crypto';
import { createTOTPKeyURI, generateHOTP } from '@oslojs/otp';

/** Seconds, digits and secret bytes that every application of the kind reads. */
const seconds = 30;
const digits = 6;
const secretBytes = 20;
/** A telephone may be this many half minutes late or early. */
const drift = 1;
const issuer = 'Chassé-croisé';

export const newSecret = (): Buffer => randomBytes(secretBytes);

/** The half minute of a moment, in milliseconds since 1970. */
export const stepAt = (now: number): number => Math.floor(now / 1000 / seconds);

/** RFC 4226 with the half minute as the counter. */
export const codeAt = (secret: Uint8Array, step: number): string => generateHOTP(secret, BigInt(step), digits);

/** The half minute whose code this is, around now; null when it is none of theirs. */
export function matchingStep(secret: Uint8Array, code: string, now: number): number | null {
	const current = stepAt(now);
	for (let step = current - drift; step <= current + drift; step++) if (codeAt(secret, step) === code) return step;
	return null;
}

/** What an application on a telephone reads: an address to scan, and the secret in base 32 to type. */
export function keyFor(email: string, secret: Uint8Array): { address: string; secret: string } {
	const address = createTOTPKeyURI(issuer, email, secret, seconds, digits);
	return { address, secret: new URL(address).searchParams.get('secret')! };
}
