/**
 * The log of the process. It says what happened and where, never to whom: only the fields below are written, and of an
 * error only its kind, its code and where it happened. What an error says in words may repeat what somebody typed, and
 * those of the database repeat their parameters: no such words are ever written.
 */
import { pino, stdTimeFunctions, type DestinationStream } from 'pino';

/** All that a line may carry beside its fixed words. Identifiers, codes and measures; nothing of class C3 or above. */
export type LogFields = {
	/** An accident; see `safeError`. */
	err?: unknown;
	code?: string | undefined;
	/** What is shown to the person, to be found again here. */
	reference?: string;
	/** The name of the route, with its parameters unfilled. */
	route?: string | null;
	status?: number;
	runId?: string;
	job?: string;
	/** Rows. */
	count?: number;
};

const known: Record<keyof LogFields, true> = {
	err: true,
	code: true,
	reference: true,
	route: true,
	status: true,
	runId: true,
	job: true,
	count: true
};

/** Words written in the source: a text made at run time has another type and does not compile. */
type FixedWords<S extends string> = S & (Record<never, 1> extends Record<S, 1> ? never : unknown);

type Write = <S extends string>(fields: LogFields, what: FixedWords<S>) => void;
export type Log = { info: Write; warn: Write; error: Write };

/** Opens a log; on the standard output unless told otherwise. */
export function openLog(level: string, destination?: DestinationStream): Log {
	return pino(
		{
			level,
			base: undefined,
			timestamp: stdTimeFunctions.isoTime,
			formatters: { log: onlyKnown },
			serializers: { err: safeError }
		},
		...(destination ? [destination] : [])
	) as unknown as Log;
}

/** What comes under another name got round the types: its value is cut, whatever it is. */
const onlyKnown = (fields: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, name in known ? value : '[…]']));

/** What may be said of an error: its kind, its code, the constraint it broke, where it happened. */
export function safeError(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { kind: typeof error };
	const cause = error.cause as { code?: unknown; constraint_name?: string } | undefined;
	return {
		kind: error.constructor.name,
		code: (error as { code?: unknown }).code ?? cause?.code,
		constraint: cause?.constraint_name,
		at: framesOf(error)
	};
}

/** The places an error went through: its stack without its words, even those that look like a place. */
function framesOf({ stack = '', message }: Error): string[] {
	const words = stack.indexOf(message);
	const places = words < 0 ? stack : stack.slice(words + message.length);
	return places.split('\n').filter((line) => /^ {4}at .+(:\d+:\d+\)?|\(native\)|<anonymous>\)?)$/.test(line));
}

export const log: Log = openLog(process.env.LOG_LEVEL ?? (process.env.NODE_ENV === 'production' ? 'info' : 'warn'));
