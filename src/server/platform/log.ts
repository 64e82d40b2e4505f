import { pino } from 'pino';

/**
 * The log of the process. It says what happened and where, never to whom: fields that could carry personal data are
 * cut whatever is logged. Errors of the database carry their parameters in the message, so only their code is kept.
 */
export const log = pino({
	level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === 'production' ? 'info' : 'warn'),
	base: undefined,
	redact: {
		paths: ['*.email', '*.password', '*.token', '*.name', '*.firstName', '*.lastName', '*.phone', '*.body', '*.note'],
		censor: '[…]'
	},
	serializers: { err: safeError }
});

/** What may be said of an error: its kind, its code, where it happened. */
export function safeError(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { kind: typeof error };
	const cause = error.cause as { code?: string; constraint_name?: string } | undefined;
	const isQuery = error.constructor.name === 'DrizzleQueryError';
	return {
		kind: error.constructor.name,
		message: isQuery ? 'query failed' : error.message,
		code: (error as { code?: string }).code ?? cause?.code,
		constraint: cause?.constraint_name,
		stack: isQuery ? undefined : error.stack
	};
}
