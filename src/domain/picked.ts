/** An object with only some of the fields of another: what a file, a page or a log is given, and nothing more. */
export const picked = <T extends object, const K extends keyof T>(whole: T, fields: readonly K[]): Pick<T, K> =>
	Object.fromEntries(fields.map((field) => [field, whole[field]])) as Pick<T, K>;
