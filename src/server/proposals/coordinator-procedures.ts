/** The part of the API that a coordinator plays in a chain: it is put to its households, or set aside, and followed. */
import { runInput } from '#domain/matching/run.input.ts';
import { chainListInput, proposalInput } from '#domain/proposals/chain-list.input.ts';
import { coordinatorProcedure, unwrap } from '../platform/trpc.ts';
import { getChain, listChains } from './coordinator-queries.ts';
import { discardProposal, discardRun, publishProposal, publishRun } from './publish-proposals.ts';

export const coordinatorProcedures = {
	chains: coordinatorProcedure.input(chainListInput).query(({ ctx, input }) => listChains(ctx, input)),
	chain: coordinatorProcedure.input(proposalInput).query(async ({ ctx, input }) => unwrap(await getChain(ctx, input))),
	publish: coordinatorProcedure
		.input(proposalInput)
		.mutation(async ({ ctx, input }) => unwrap(await publishProposal(ctx, input))),
	publishRun: coordinatorProcedure
		.input(runInput)
		.mutation(async ({ ctx, input }) => unwrap(await publishRun(ctx, input))),
	discardRun: coordinatorProcedure
		.input(runInput)
		.mutation(async ({ ctx, input }) => unwrap(await discardRun(ctx, input))),
	discard: coordinatorProcedure
		.input(proposalInput)
		.mutation(async ({ ctx, input }) => unwrap(await discardProposal(ctx, input)))
};
