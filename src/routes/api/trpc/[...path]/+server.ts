import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { commandKey } from '#server/platform/command-key.ts';
import { appRouter } from '#server/router.ts';
import type { RequestHandler } from './$types';

const maxBatchSize = 10;

/** The API over HTTP, for the live pieces of pages. Changes carry their key in a header. */
const handler: RequestHandler = ({ request, locals }) =>
	fetchRequestHandler({
		endpoint: '/api/trpc',
		req: request,
		router: appRouter,
		maxBatchSize,
		createContext: () => ({ ...locals.context, key: commandKey(request.headers.get('idempotency-key')) })
	});

export { handler as GET, handler as POST };
