/** The steps of an exchange, played by its people through the API. */
import { addDays, dayOf, type Day } from '#domain/calendar.ts';
import { castTenants, holdersOf } from '../territory/cast.ts';
import type { CastTenant } from '../territory/cast/people.ts';
import { ReceivedFile } from '#server/platform/files/received-form.ts';
import { paperPdf, paperPicture } from './papers.ts';
import { coordinator, memberOf, staffOf, tenantOf, type Stage } from './stage.ts';

export type Move = {
	legId: string;
	tenant: CastTenant;
	/** The organism that lets the home it would take. */
	hostId: string;
	/** Who lives there today; null for a vacant home. */
	host: CastTenant | null;
};
export type Exchange = { proposalId: string; reference: string; moves: Move[] };

/** The exchange that a household takes part in and that is not over, with its people. */
export async function exchangeOf(stage: Stage, tenant: CastTenant): Promise<Exchange> {
	const [proposal] = await stage.sql<{ id: string; reference: string }[]>`
		select id, reference from proposal where ${tenant.householdId} = any (household_ids)
			and state not in ('broken', 'discarded', 'completed') order by found_at desc limit 1`;
	if (!proposal) throw new Error(`No exchange found for ${tenant.firstName} ${tenant.lastName}`);
	const legs = await stage.sql<{ id: string; householdId: string; hostId: string; target: string }[]>`
		select id, household_id as "householdId", target_organism_id as "hostId", target_dwelling_id as target
		from leg where proposal_id = ${proposal.id} order by position`;
	const moves = legs.map((leg) => ({
		legId: leg.id,
		tenant: castTenants.find((one) => one.householdId === leg.householdId)!,
		hostId: leg.hostId,
		host: castTenants.find((one) => one.dwellingId === leg.target) ?? null
	}));
	return { proposalId: proposal.id, reference: proposal.reference, moves };
}

/** Every household says yes to the question put to it; each holder of its lease commits for themselves. */
export async function everyoneSaysYes(
	stage: Stage,
	{ proposalId, moves }: Exchange,
	question: 'proposal' | 'visit' | 'commitment' | 'offer'
): Promise<void> {
	for (const { tenant } of moves)
		for (const holder of question === 'commitment' ? holdersOf(tenant) : [tenant])
			await stage.as(tenantOf(holder)).proposals.sayYes({ proposalId, question });
	await stage.settle();
}

/** Each household suggests a time to see the home; whoever opens the door agrees. */
export async function everyoneVisits(stage: Stage, exchange: Exchange, day: Day): Promise<void> {
	for (const [index, { legId, tenant, host, hostId }] of exchange.moves.entries()) {
		const plannedFor = new Date(`${day}T${String(9 + index).padStart(2, '0')}:00:00Z`);
		await stage.as(tenantOf(tenant)).proposals.suggestVisit({ legId, plannedFor });
		if (host) await stage.as(tenantOf(host)).proposals.agreeVisit({ legId, plannedFor });
		else await stage.as(staffOf(hostId, 'officer')).proposals.agreeVacantVisit({ legId, plannedFor });
	}
	await stage.settle();
}

/** Each organism that receives a household studies its file and supports it. */
export async function everyOrganismSupports(stage: Stage, { moves }: Exchange): Promise<void> {
	for (const { legId, hostId } of moves)
		await stage.as(staffOf(hostId, 'officer')).proposals.giveOpinion({ legId, kind: 'favourable', reasons: '' });
	await stage.settle();
}

/**
 * The papers of one file are asked in one go. The household sends a picture of a card that cannot be read and its tax
 * notice; the card is refused, sent again, accepted, and the file is complete.
 */
export async function completeFile(stage: Stage, { legId, hostId, tenant }: Move): Promise<void> {
	const officer = () => stage.as(staffOf(hostId, 'officer'));
	const household = () => stage.as(tenantOf(tenant)).documents;
	const card = async () => sent('carte.jpg', await paperPicture('jpeg', 600, 400));
	await officer().demands.askDocuments({ legId, codes: ['ID-FR', 'FI-AV'] });
	await household().deposit({ code: 'ID-FR', file: await card() });
	await household().deposit({ code: 'FI-AV', file: sent('avis.pdf', await paperPdf(`Avis ${tenant.lastName}`)) });
	await officer().documents.refuse({ legId, code: 'ID-FR', reason: 'unreadable' });
	await officer().demands.askDocuments({ legId, codes: [] });
	await household().deposit({ code: 'ID-FR', file: await card() });
	for (const code of ['ID-FR', 'FI-AV'] as const) await officer().documents.accept({ legId, code });
	await officer().demands.completeFile({ legId });
}

const sent = (name: string, content: Uint8Array) => new ReceivedFile(name, content.length, false, () => [content]);

export type Verdict = { kind: 'AWARD' } | { kind: 'NON_AWARD'; motive: 'SIZ' };

/**
 * The commission of the receiving organism meets on a day and decides on one case; its minutes are signed. A member with an
 * account reads the sheet and votes with it, the others in the room.
 */
export async function holdCommission(stage: Stage, { legId, hostId }: Move, day: Day, verdict: Verdict) {
	const secretary = staffOf(hostId, 'calSecretary');
	const commissions = () => stage.as(secretary).commissions;
	const { meetingId } = await commissions().plan({ heldOn: day, startsAt: '09:30', place: 'Siège de l’organisme' });
	const [candidacy] = await stage.sql<{ id: string }[]>`select id from candidacy where leg_id = ${legId}`;
	await commissions().putOnAgenda({ meetingId, candidacyId: candidacy!.id });
	await commissions().convene({ meetingId });
	const { members } = await commissions().meeting({ meetingId });
	await commissions().recordAttendance({ meetingId, present: members.map(({ id }) => ({ memberId: id })) });
	const voters = members.filter((member) => member.isVoting);
	await commissions().open({ meetingId, presidentId: voters[0]!.id });
	const ofCase = { meetingId, candidacyId: candidacy!.id };
	const member = memberOf(hostId);
	if (member) {
		await commissions().askVote({ ...ofCase, kind: verdict.kind });
		await stage.as(member).commissions.sessionCase(ofCase);
		await stage.as(member).commissions.vote({ ...ofCase, kind: verdict.kind, choice: 'for' });
	}
	await commissions().decide({
		...ofCase,
		kind: verdict.kind,
		motives: verdict.kind === 'NON_AWARD' ? [verdict.motive] : [],
		votes: { for: voters.length - (member ? 1 : 0), against: 0, abstain: 0 },
		candidates: 1,
		fewerThanThreeReason: 'INSUFFICIENT_CANDIDATES'
	});
	await commissions().close({ meetingId });
	await commissions().sign({ meetingId });
	await stage.settle();
	return { voters: voters.length };
}

/** The organisms agree on a day; that day every lease is signed. */
export async function signLeases(stage: Stage, { proposalId, moves }: Exchange, days: number): Promise<Day> {
	const day = addDays(await todayOn(stage), days);
	await stage.as(staffOf(moves[0]!.hostId, 'officer')).proposals.setSigningDay({ proposalId, day });
	await stage.settle();
	await stage.wait(days);
	for (const { legId, hostId } of moves)
		await stage.as(staffOf(hostId, 'officer')).proposals.recordSignature({ legId });
	await stage.settle();
	return day;
}

/** The day it is in the territory. */
export async function todayOn(stage: Stage): Promise<Day> {
	const { now } = await stage.as(coordinator).clock.read();
	return dayOf(now);
}

/** Where the exchange stands. */
export async function stateOf(stage: Stage, { proposalId }: Exchange): Promise<string> {
	const [row] = await stage.sql<{ state: string }[]>`select state from proposal where id = ${proposalId}`;
	return row!.state;
}
