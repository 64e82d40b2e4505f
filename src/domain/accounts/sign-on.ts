/** Sign-on by the organism (OpenID Connect): what it says of how somebody proved who they are. */

/** Methods that need something one has, beside what one knows (RFC 8176, section 2). */
const possession = ['otp', 'hwk', 'swk', 'sc', 'pop', 'tel'];

/**
 * Whether the methods an identity provider says it used make two factors: it says so itself (`mfa`), or names one that
 * needs something one has, with another.
 */
export function isMultiFactor(amr: unknown): boolean {
	if (!Array.isArray(amr)) return false;
	const methods = new Set(amr.filter((one) => typeof one === 'string'));
	return methods.has('mfa') || (methods.size > 1 && possession.some((one) => methods.has(one)));
}

export type SignOnRefusal =
	/** The organism has no sign-on here. */
	| 'SIGN_ON_UNKNOWN'
	/** It cannot be reached now. */
	| 'SIGN_ON_UNREACHABLE'
	/** What came back is not the answer to what was asked, in time. */
	| 'SIGN_ON_FAILED'
	/** It knows the person; nobody here was invited under that name. */
	| 'SIGN_ON_NO_ACCOUNT';
