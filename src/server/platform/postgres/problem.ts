/**
 * What keeps the database from being used. The terminal says each code in one sentence, with what to do:
 * `start_<code in lower case>` in the messages.
 */
export const databaseProblems = [
	'DATABASE_URL_INVALID',
	'DATABASE_UNREACHABLE',
	'DATABASE_LOGIN_REFUSED',
	'DATABASE_MISSING',
	'DATABASE_TOO_OLD',
	'DATABASE_MAY_NOT_CREATE_ROLES',
	'DATABASE_RIGHT_MISSING',
	'DATABASE_NEEDS_A_SECRET',
	'DATA_FOLDER_NOT_WRITABLE',
	'DATA_FOLDER_CLOSED',
	'DATA_FOLDER_OF_ANOTHER_VERSION',
	'POSTGRES_NOT_INSTALLED',
	'POSTGRES_DOES_NOT_START'
] as const;

export type DatabaseProblemCode = (typeof databaseProblems)[number];

/** Thrown when nothing can be done before a person changes something: a setting, a right, a folder. */
export class DatabaseProblem extends Error {
	readonly code: DatabaseProblemCode;
	readonly details: Record<string, string>;

	constructor(code: DatabaseProblemCode, details: Record<string, string> = {}, options?: ErrorOptions) {
		super(`${code} ${JSON.stringify(details)}`, options);
		this.name = 'DatabaseProblem';
		this.code = code;
		this.details = details;
	}
}
