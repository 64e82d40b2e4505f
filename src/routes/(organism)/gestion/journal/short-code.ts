/** Enough of a pseudonym to tell one household or colleague from the others on a page. */
export const shortCode = (pseudonym: string): string => pseudonym.slice(0, 8);
