import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import { createCallerFactory, publicProcedure, router } from './trpc.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });
const asked = (cause: Error) => {
	const signOns = publicProcedure.query(() => Promise.reject(cause));
	const api = createCallerFactory(router({ accounts: router({ signOns }) }))({ actor: { role: 'nobody' } } as Context);
	return api.accounts.signOns().catch((error: unknown) => error);
};

test.each(['57P01', 'CONNECTION_CLOSED', '40001'])(
	'what the database could not take for now (%s) may be asked again',
	async (code) => {
		const cause = failure(code);
		const error = await asked(cause);
		expect(error).toBeInstanceOf(TRPCError);
		expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause });
	}
);

test('any other accident is one', async () => {
	expect(await asked(failure('42P01'))).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
});
