/** Plays a chain through the API, as its households and organisms would, up to the step a test speaks about. */
import { and, eq } from 'drizzle-orm';
import { publish } from '#domain/proposals/proposal.ts';
import type { ProposalState } from '#domain/proposals/proposal.workflow.ts';
import { candidacies } from '#server/demands/tables.ts';
import { committeeMembers } from '#server/organisms/tables.ts';
import { asActor } from '#server/platform/unit.ts';
import { loadProposal, saveProposal } from '#server/proposals/store.ts';
import { legs, proposals } from '#server/proposals/tables.ts';
import type { openTestServer } from '#tests/support/server.ts';
import { aFoundProposal, aScene, type Party, type Scene } from './chain.ts';

type Server = Awaited<ReturnType<typeof openTestServer>>;

/** A leg with the one who moves and the one who receives. */
export type PlayedLeg = { id: string; mover: Party; host: Party };
export type PlayedChain = { scene: Scene; proposalId: string; legs: PlayedLeg[] };

/** Puts a proposal that was found to its households. */
export const putToHouseholds = (deps: Server['deps'], by: Parameters<typeof asActor>[1], proposalId: string) =>
	asActor(deps, by, async (unit) => {
		const loaded = (await loadProposal(unit.tx, proposalId))!;
		const decided = publish(loaded.proposal, loaded.delays, unit.now);
		if (decided.ok) await saveProposal(unit, loaded, decided.value);
	});

/** A published cycle of so many households, each of its own organism. */
export async function aChain(server: Server, households = 3): Promise<PlayedChain> {
	const scene = await aScene(server.owner, households);
	const proposalId = await aFoundProposal(server.owner, scene);
	await putToHouseholds(server.deps, scene.coordinator, proposalId);
	const rows = await server.owner.db.select().from(legs).where(eq(legs.proposalId, proposalId)).orderBy(legs.position);
	const played = rows.map((leg) => ({
		id: leg.id,
		mover: scene.parties.find((party) => party.householdId === leg.householdId)!,
		host: scene.parties.find((party) => party.organismId === leg.targetOrganismId)!
	}));
	return { scene, proposalId, legs: played };
}

const questions = { open: 'proposal', visiting: 'visit', committing: 'commitment', offered: 'offer' } as const;

/** Everybody says yes to the question of the step under way. */
export async function allSayYes(server: Server, { proposalId, legs }: PlayedChain, state: keyof typeof questions) {
	for (const { mover } of legs)
		await server.as(mover.tenant).proposals.sayYes({ proposalId, question: questions[state] });
	await server.settle();
}

/** Every file but those left out is made complete. */
export async function completeFiles(server: Server, chain: PlayedChain, but: readonly PlayedLeg[] = []) {
	for (const { id, host } of chain.legs.filter((leg) => !but.includes(leg))) {
		// Each form has its own key, so each call its own caller.
		const officer = () => server.as(host.officer).demands;
		await officer().askDocuments({ legId: id, codes: ['ID-FR', 'FI-AV'] });
		await officer().receiveDocuments({ legId: id, codes: ['ID-FR', 'FI-AV'] });
		await officer().completeFile({ legId: id });
	}
}

/** The candidacy of a leg. */
export async function candidacyOf(server: Server, { id }: PlayedLeg) {
	const [row] = await server.owner.db.select().from(candidacies).where(eq(candidacies.legId, id));
	return row!;
}

/** The voting members of an organism's commission, in the order they were written. */
export const votersOf = ({ owner }: Server, { organismId }: Party) =>
	owner.db
		.select()
		.from(committeeMembers)
		.where(and(eq(committeeMembers.organismId, organismId), eq(committeeMembers.isVoting, true)));

/** A meeting of the receiving organism, open, with the case of the leg on its agenda and every member there. */
export async function anOpenMeeting(server: Server, leg: PlayedLeg, heldOn: string) {
	const secretary = () => server.as(leg.host.secretary).commissions;
	const { meetingId } = await secretary().plan({ heldOn, startsAt: '09:30', place: 'Siège' });
	const candidacyId = (await candidacyOf(server, leg)).id;
	await secretary().putOnAgenda({ meetingId, candidacyId });
	await secretary().convene({ meetingId });
	const members = await votersOf(server, leg.host);
	await secretary().recordAttendance({ meetingId, present: members.map(({ id }) => ({ memberId: id })) });
	await secretary().open({ meetingId, presidentId: members[0]!.id });
	return { meetingId, candidacyId, members };
}

/** What an award needs, in a commission of five members who all vote for. */
export const anAward = {
	kind: 'AWARD',
	votes: { for: 5, against: 0, abstain: 0 },
	candidates: 1,
	fewerThanThreeReason: 'INSUFFICIENT_CANDIDATES'
} as const;

/** Plays a chain until it reaches a state; everyone says yes. */
export async function playUntil(server: Server, chain: PlayedChain, goal: ProposalState, today: string) {
	const { proposalId } = chain;
	for (;;) {
		const [row] = await server.owner.db.select().from(proposals).where(eq(proposals.id, proposalId));
		const { state } = row!;
		if (state === goal) return;
		switch (state) {
			case 'open':
			case 'visiting':
			case 'committing':
			case 'offered':
				await allSayYes(server, chain, state);
				break;
			case 'instructing':
				for (const { id, host } of chain.legs)
					await server.as(host.officer).proposals.giveOpinion({ legId: id, kind: 'favourable', reasons: '' });
				await server.settle();
				break;
			case 'confirmed':
				await completeFiles(server, chain);
				for (const leg of chain.legs) {
					const { meetingId, candidacyId } = await anOpenMeeting(server, leg, today);
					await server.as(leg.host.secretary).commissions.decide({ meetingId, candidacyId, ...anAward });
				}
				await server.settle();
				break;
			default:
				throw new Error(`The chain is ${state} and does not go to ${goal} by itself`);
		}
	}
}
