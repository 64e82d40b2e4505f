import { redirect } from '@sveltejs/kit';
import { read } from '#ui/attempt.ts';

/** The question put to the household now; when nothing is, the page of the exchange says where it stands. */
export async function askedNow(locals: App.Locals, proposalId: string) {
	const proposal = await read(locals.api.proposals.ownProposal({ proposalId }));
	const { question } = proposal;
	if (!question || !proposal.actions.includes('sayYes')) redirect(303, `/echanges/${proposalId}`);
	return { proposal, question };
}
