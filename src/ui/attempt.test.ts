import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { attempt, read } from './attempt.ts';

const failing = (code: TRPCError['code']) => Promise.reject(new TRPCError({ code, cause: new Error('why') }));

test.each([
	['NOT_FOUND', 404],
	['FORBIDDEN', 404],
	['BAD_REQUEST', 404],
	['UNAUTHORIZED', 401],
	['TOO_MANY_REQUESTS', 429],
	['SERVICE_UNAVAILABLE', 503]
] as const)('a page that gets %s answers %i', async (code, status) => {
	await expect(read(failing(code))).rejects.toMatchObject({ status });
	await expect(attempt(failing(code))).rejects.toMatchObject({ status });
});

test('an accident stays one, for the log', async () => {
	await expect(read(failing('INTERNAL_SERVER_ERROR'))).rejects.toThrow('why');
});
