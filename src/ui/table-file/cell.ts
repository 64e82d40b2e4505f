/** What a cell of a file may hold; a number is written in the manner of the reader's language. */
export type Cell = string | number | null;

/** Signs, and their full-width twins, with which a spreadsheet takes a text for something to compute. */
const computes = /^[=+\-@\t\r\n＝＋－＠]/;

/** A text that no spreadsheet computes: an apostrophe before it when it would. Numbers of ours need none. */
export const guarded = (text: string): string => (computes.test(text) ? `'${text}` : text);
