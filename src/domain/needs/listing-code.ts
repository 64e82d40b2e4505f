/**
 * The name of an annonce among people who may not know whose it is: what a household tells a coordinator, and what a
 * coordinator reads in a list. The first digits of its identifier, such as 3F2B-9C1D.
 */
export const listingCode = (listingId: string): string =>
	`${listingId.slice(0, 4)}-${listingId.slice(4, 8)}`.toUpperCase();

/** What identifiers of that name begin with; null when the text is no such name. Hyphen and capitals are optional. */
export function listingPrefix(code: string): string | null {
	const digits = code.replaceAll(/[-\s]/g, '').toLowerCase();
	return /^[0-9a-f]{8}$/.test(digits) ? digits : null;
}

/** What an identifier begins with: the code of its annonce, as it is kept. */
export const codePrefixOf = (listingId: string): string => listingId.slice(0, 8);
