import { error, fail, isHttpError, isRedirect } from '@sveltejs/kit';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { flattenError, ZodError, type output as ZodOutput, type ZodType } from 'zod';
import type { IdentityAsked } from '#server/accounts/confirm-identity.ts';

/** What a form gets back when its action did not take place; what was typed goes with it. */
export type Failure = {
	/** Code of the refusal, said by the page's own sentences. */
	refusal: string | null;
	/** Codes by field. */
	fields: Record<string, string[]>;
	values: Record<string, string | string[]>;
	/** What is asked first, when the act binds: the shell shows ConfirmIdentity instead of the page. */
	identity?: IdentityAsked;
};

/** What was sent, to fill the form again. Passwords and files never come back. */
export function typedValues(form: FormData): Failure['values'] {
	const values: Failure['values'] = {};
	for (const name of new Set(form.keys())) {
		const all = form.getAll(name).filter((value): value is string => typeof value === 'string');
		if (!name.toLowerCase().includes('password')) values[name] = all.length > 1 ? all : (all[0] ?? '');
	}
	return values;
}

/** Reads a form by its input before anything is sent, for what a page shows again first or turns into something else. */
export function parsed<S extends ZodType>(input: S, form: FormData) {
	const values = typedValues(form);
	const result = input.safeParse(values);
	if (result.success) return { value: result.data as ZodOutput<S>, failure: null };
	const { fieldErrors } = flattenError(result.error);
	return { value: null, failure: fail(400, { refusal: null, fields: fieldErrors, values } as Failure) };
}

/**
 * Calls the API from a form action. A refusal or wrong fields come back as a failure with what was typed; anything
 * else goes on its way.
 */
export async function attempt<T>(call: Promise<T>, form?: FormData) {
	try {
		return { value: await call, failure: null };
	} catch (cause) {
		const values = form ? typedValues(form) : {};
		if (cause instanceof TRPCError && cause.cause instanceof ZodError) {
			const { fieldErrors } = flattenError(cause.cause);
			return { value: null, failure: fail(400, { refusal: null, fields: fieldErrors, values } as Failure) };
		}
		const identity = identityOf(cause);
		// 400, like any form that is not complete.
		if (identity)
			return { value: null, failure: fail(400, { refusal: null, fields: {}, values, identity } as Failure) };
		const refused = refusalOf(cause);
		if (!refused) return rethrow(cause);
		const { refusal, status } = refused;
		return { value: null, failure: fail(status, { refusal, fields: {}, values } as Failure) };
	}
}

/** What must be confirmed before the act, when that is why it did not take place. */
function identityOf(cause: unknown): IdentityAsked | null {
	return cause instanceof TRPCError && cause.cause && 'asked' in cause.cause
		? (cause.cause.asked as IdentityAsked)
		: null;
}

/** Reads from the API in a load function: what may not be read looks like what does not exist. */
export async function read<T>(call: Promise<T>): Promise<T> {
	try {
		return await call;
	} catch (cause) {
		return rethrow(cause);
	}
}

/** What may not be read has no sentence of its own: it looks like what does not exist. */
function refusalOf(cause: unknown): { refusal: string; status: number } | null {
	if (!(cause instanceof TRPCError) || !cause.cause || !('refusal' in cause.cause)) return null;
	if (cause.code === 'NOT_FOUND') return null;
	return { refusal: String(cause.cause.refusal), status: getHTTPStatusCodeFromError(cause) };
}

function rethrow(cause: unknown): never {
	if (isHttpError(cause) || isRedirect(cause) || !(cause instanceof TRPCError)) throw cause;
	const status = getHTTPStatusCodeFromError(cause);
	// The database is away for a moment: what was sent may be sent again, and is done once.
	if (status === 503) error(503, cause.code);
	if (status >= 500) throw cause.cause ?? cause;
	error(status === 400 || status === 403 ? 404 : status, cause.code);
}
