/**
 * The application in a process of its own, for a test that kills its database: server and jobs on DATABASE_URL. Each
 * line it is given is one call, each line it writes the answer to one.
 */
import { createInterface } from 'node:readline';
import { TRPCError } from '@trpc/server';
import type { Actor } from '#server/platform/actor.ts';
import { readConfig } from '#server/platform/config.ts';
import { contextOf } from '#server/platform/context.ts';
import { isPassing } from '#server/platform/postgres/retry.ts';
import { RefusalError } from '#server/platform/trpc.ts';
import { createCaller } from '#server/router.ts';
import { openServer, openWorker } from '#server/runtime.ts';

export type Call = {
	id: number;
	actor: Actor;
	key: string;
	proposalId: string;
	question: 'proposal' | 'visit' | 'commitment';
};
/** OK; the code of a refusal; `PASSING` when it may be sent again under the same key. */
export type Reply = { id: number; outcome: string };

const config = readConfig();
const server = await openServer(config);
const worker = await openWorker(config);

async function answer({ id, actor, key, proposalId, question }: Call): Promise<Reply> {
	const api = createCaller(contextOf(server.deps, actor, key));
	try {
		await api.proposals.sayYes({ proposalId, question });
		return { id, outcome: 'OK' };
	} catch (error) {
		if (!(error instanceof TRPCError)) return { id, outcome: String(error) };
		if (error.cause instanceof RefusalError) return { id, outcome: error.cause.refusal };
		return { id, outcome: isPassing(error.cause) ? 'PASSING' : `ACCIDENT ${error.cause?.stack}` };
	}
}

for (const signal of ['SIGTERM', 'SIGINT'] as const)
	process.on(signal, () => {
		void Promise.allSettled([worker.close(), server.close()]).then(() => process.exit(0));
	});
createInterface({ input: process.stdin }).on('line', async (line) => {
	process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line) as Call))}\n`);
});
process.stdout.write('READY\n');
