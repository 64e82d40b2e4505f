import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { commandKey } from '#server/platform/command-key.ts';
import { log } from '#server/platform/log.ts';
import { appRouter } from '#server/router.ts';
import type { RequestHandler } from './$types';

const maxBatchSize = 10;

/** Whose line is closed before its end has asked nothing that can be read: that is no accident of ours. */
function heardToTheEnd(request: Request): Request {
	const read = request.text.bind(request);
	request.text = () =>
		read().catch(() => {
			// Without its cause, whose code is also that of a database that is away.
			throw new TRPCError({ code: 'BAD_REQUEST' });
		});
	return request;
}

/** The API over HTTP, for the live pieces of pages. Changes carry their key in a header. */
const handler: RequestHandler = ({ request, locals }) =>
	fetchRequestHandler({
		endpoint: '/api/trpc',
		req: heardToTheEnd(request),
		router: appRouter,
		maxBatchSize,
		createContext: () => ({ ...locals.context, key: commandKey(request.headers.get('idempotency-key')) }),
		onError: ({ error, path }) => {
			if (getHTTPStatusCodeFromError(error) < 500) return;
			log.error({ err: error.cause ?? error, route: `/api/trpc/${path}` }, 'request failed');
		}
	});

export { handler as GET, handler as POST };
