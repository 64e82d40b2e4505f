import { initTRPC, TRPCError } from '@trpc/server';
import superjson from 'superjson';
import { z, ZodError } from 'zod';
import type { Result } from '#domain/result.ts';
import { confirmIdentity, type IdentityAsked } from '../accounts/confirm-identity.ts';
import type { Coordinator, Helper, Helping, Staff, Tenant } from './actor.ts';
import type { Context } from './context.ts';
import { countSearch } from './limits.ts';
import { isPassing } from './postgres/retry.ts';
import { rights, type Right } from './rights.ts';
import { isStorable } from './storable.ts';

const t = initTRPC.context<Context>().create({
	transformer: superjson,
	isDev: false,
	errorFormatter: ({ shape, error }) => ({
		message: error.code === 'INTERNAL_SERVER_ERROR' ? 'INTERNAL_SERVER_ERROR' : shape.message,
		code: shape.code,
		data: {
			code: shape.data.code,
			httpStatus: shape.data.httpStatus,
			refusal: error.cause instanceof RefusalError ? error.cause.refusal : null,
			fields: error.cause instanceof ZodError ? z.flattenError(error.cause).fieldErrors : null
		}
	})
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** A refusal of the domain on its way out: its code becomes a sentence on the page. */
export class RefusalError extends Error {
	readonly refusal: string;
	constructor(refusal: string) {
		super(refusal);
		this.refusal = refusal;
	}
}

/** The value of a result, or the refusal as the answer of the API; what is absent looks like what is forbidden. */
export function unwrap<T>(result: Result<T, string>): T {
	if (result.ok) return result.value;
	throw new TRPCError({
		code: codeOf(result.refusal),
		message: result.refusal,
		cause: new RefusalError(result.refusal)
	});
}

/** The ending of a refusal says what HTTP should say of it. */
const codeOf = (refusal: string) =>
	refusal.endsWith('_NOT_FOUND') ? 'NOT_FOUND' : refusal.endsWith('_TOO_MANY') ? 'TOO_MANY_REQUESTS' : 'CONFLICT';

/** Says whether the table lets this actor call this procedure at all. */
export function isAllowed(right: Right, actor: Context['actor']): boolean {
	if (actor.role === 'nobody') return right.roles.includes('anonymous');
	if (actor.role === 'system' || actor.role === 'auth') return false;
	if (!right.roles.includes(actor.role)) return false;
	// Who helps nobody any more has an account, and nothing else.
	if (actor.role === 'helper' && actor.householdId === null && right.relation !== 'self')
		return right.roles.includes('anonymous');
	return actor.role !== 'staff' || !right.staff || right.staff.includes(actor.staffRole);
}

/** An act that binds, asked by somebody who must first prove again who they are; see accounts/confirm-identity.ts. */
export class IdentityError extends RefusalError {
	readonly asked: IdentityAsked;
	constructor(asked: IdentityAsked) {
		super(asked.refusal);
		this.asked = asked;
	}
}

/** What the database could not take for now, after all its tries, may be sent again as it is, under the same key. */
const orLater = t.procedure.use(async ({ next }) => {
	const result = await next();
	if (!result.ok && isPassing(result.error.cause))
		throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause: result.error.cause });
	return result;
});

/** Every procedure starts here: the table of rights decides before anything is read. */
export const publicProcedure = orLater.use(async ({ path, ctx, getRawInput, next }) => {
	const right = rights[path];
	if (!right || !isAllowed(right, ctx.actor))
		throw new TRPCError({ code: ctx.actor.role === 'nobody' ? 'UNAUTHORIZED' : 'FORBIDDEN' });
	if (!isStorable(await getRawInput())) throw new TRPCError({ code: 'BAD_REQUEST', message: 'TEXT_NOT_STORABLE' });
	if (right.searches && !(await countSearch(ctx))) throw new TRPCError({ code: 'TOO_MANY_REQUESTS' });
	const asked = right.binds ? await confirmIdentity(ctx) : null;
	if (asked)
		throw new TRPCError({ code: 'PRECONDITION_FAILED', message: asked.refusal, cause: new IdentityError(asked) });
	return next();
});

const as = <A extends Tenant | Helper | Staff | Coordinator>(role: A['role']) =>
	publicProcedure.use(({ ctx, next }) => {
		if (ctx.actor.role !== role) throw new TRPCError({ code: 'FORBIDDEN' });
		return next({ ctx: { ...ctx, actor: ctx.actor as A } });
	});

export const tenantProcedure = as<Tenant>('tenant');
export const helperProcedure = as<Helper>('helper');
/**
 * For a household: one of its lease holders, or who helps it. Whose mandate is over finds the door closed, as anybody
 * whom the table of rights does not name.
 */
export const householdProcedure = publicProcedure.use(({ ctx, next }) => {
	const { actor } = ctx;
	if (actor.role === 'tenant') return next({ ctx: { ...ctx, actor } });
	if (actor.role !== 'helper' || actor.householdId === null) throw new TRPCError({ code: 'FORBIDDEN' });
	return next({ ctx: { ...ctx, actor: actor as Helping } });
});
export const organismProcedure = as<Staff>('staff');
export const coordinatorProcedure = as<Coordinator>('coordinator');
export const signedInProcedure = publicProcedure.use(({ ctx, next }) => {
	const { actor } = ctx;
	if (actor.role === 'nobody' || actor.role === 'auth' || actor.role === 'system')
		throw new TRPCError({ code: 'UNAUTHORIZED' });
	return next({ ctx: { ...ctx, actor } });
});
