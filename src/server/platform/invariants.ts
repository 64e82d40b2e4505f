import type { Sql } from 'postgres';

/** What must be true of the whole database at any moment, with the query that finds what is not. */
export type Invariant = { name: string; violations: (sql: Sql) => Promise<readonly unknown[]> };

const live = ['open', 'visiting', 'committing', 'instructing', 'confirmed', 'offered', 'sealed', 'signing'];
const confirmed = ['confirmed', 'offered', 'sealed', 'signing'];

/** States a leg may be in, by state of its chain: a chain never runs ahead of its legs, nor they of it. */
const legStatesOf: Record<string, string[]> = {
	found: ['proposed'],
	discarded: ['proposed'],
	open: ['proposed', 'accepted'],
	visiting: ['accepted', 'visited'],
	committing: ['visited', 'committed'],
	instructing: ['committed', 'supported'],
	confirmed: ['supported', 'awarded'],
	offered: ['awarded', 'offerAccepted'],
	sealed: ['offerAccepted', 'supported'],
	signing: ['offerAccepted', 'supported', 'signed'],
	completed: ['signed'],
	broken: ['declined', 'opposed', 'refused', 'expired', 'released']
};
const legStatePairs = Object.entries(legStatesOf).flatMap(([chain, legs]) => legs.map((leg) => `${chain}/${leg}`));

export const invariants: Invariant[] = [
	{
		name: 'A chain and its legs tell the same story',
		violations: (sql) => sql`
			select proposal.reference, proposal.state, leg.state as leg from proposal join leg on leg.proposal_id = proposal.id
			where proposal.state || '/' || leg.state <> all (${legStatePairs})
				or (proposal.state in ('sealed', 'signing') and (leg.state = 'supported') <> (proposal.path = 'RIGHT_ART9')
					and leg.state <> 'signed')`
	},
	{
		name: 'A broken chain was broken by exactly one leg',
		violations: (sql) => sql`
			select proposal.reference from proposal join leg on leg.proposal_id = proposal.id
			where proposal.state = 'broken'
			group by proposal.id having count(*) filter (where leg.state <> 'released') <> 1`
	},
	{
		name: 'A live chain holds every dwelling and household of its legs, and an ended one holds nothing',
		violations: (sql) => sql`
			with wanted as (
				select proposal.id, leg.household_id as thing from proposal join leg on leg.proposal_id = proposal.id
					where proposal.state = any (${live})
				union select proposal.id, leg.current_dwelling_id from proposal join leg on leg.proposal_id = proposal.id
					where proposal.state = any (${live})
				union select proposal.id, leg.target_dwelling_id from proposal join leg on leg.proposal_id = proposal.id
					where proposal.state = any (${live})
			), held as (
				select proposal_id as id, dwelling_id as thing from dwelling_hold where released_at is null
				union select proposal_id, household_id from household_hold where released_at is null
			)
			(select * from wanted except select * from held) union all (select * from held except select * from wanted)`
	},
	{
		name: 'No dwelling and no household is in two live chains',
		violations: (sql) => sql`
			select thing from (
				select distinct proposal.id, leg.household_id as thing from proposal join leg on leg.proposal_id = proposal.id
					where proposal.state = any (${live})
				union select proposal.id, leg.current_dwelling_id from proposal join leg on leg.proposal_id = proposal.id
					where proposal.state = any (${live})
				union select proposal.id, leg.target_dwelling_id from proposal join leg on leg.proposal_id = proposal.id
					where proposal.state = any (${live})
			) taken group by thing having count(*) > 1`
	},
	{
		name: 'Every household with a listing has one running lease, with the organism that houses it',
		violations: (sql) => sql`
			select household.id from household
			left join lease on lease.household_id = household.id and lease.ends_on is null
			group by household.id
			having count(lease.id) <> 1 or bool_or(lease.organism_id is distinct from household.organism_id)`
	},
	{
		name: 'A dwelling is either let once or vacant',
		violations: (sql) => sql`
			select dwelling.id from dwelling
			left join lease on lease.dwelling_id = dwelling.id and lease.ends_on is null
			group by dwelling.id
			having count(lease.id) > 1
				or (count(lease.id) = 1 and dwelling.vacant_from is not null)
				or bool_or(lease.organism_id <> dwelling.organism_id)`
	},
	{
		name: 'A completed chain moved each household into the home it was awarded',
		violations: (sql) => sql`
			select leg.id from proposal join leg on leg.proposal_id = proposal.id
			where proposal.state = 'completed' and not exists (
				select from lease where lease.household_id = leg.household_id and lease.dwelling_id = leg.target_dwelling_id
					and lease.starts_on = proposal.signing_day)`
	},
	{
		name: 'Each leg of a confirmed chain has one demand and one candidacy under way',
		violations: (sql) => sql`
			select leg.id from proposal join leg on leg.proposal_id = proposal.id
			left join demand on demand.leg_id = leg.id and demand.state = 'underInstruction'
			left join candidacy on candidacy.demand_id = demand.id
				and candidacy.state not in ('screenedOut', 'abandoned', 'withdrawn', 'refused', 'noAnswer')
			where proposal.state = any (${confirmed}) and proposal.path = 'ORDINARY'
			group by leg.id having count(demand.id) <> 1 or count(candidacy.id) <> 1`
	},
	{
		name: 'An exchange as of right has no demand, no candidacy, and keeps the rents of the leases taken over',
		violations: (sql) => sql`
			select leg.id from proposal join leg on leg.proposal_id = proposal.id
			left join demand on demand.leg_id = leg.id
			left join candidacy on candidacy.leg_id = leg.id
			left join lease entered on entered.household_id = leg.household_id and entered.starts_on = proposal.signing_day
			left join lease ended on ended.dwelling_id = leg.target_dwelling_id and ended.ends_on = proposal.signing_day
			where proposal.path = 'RIGHT_ART9' and (demand.id is not null or candidacy.id is not null
				or (proposal.state = 'completed' and entered.principal_rent is distinct from ended.principal_rent))`
	},
	{
		name: 'Offers of a chain are out all together or not at all',
		violations: (sql) => sql`
			select proposal.reference from proposal join leg on leg.proposal_id = proposal.id
			join candidacy on candidacy.leg_id = leg.id
			where proposal.state = any (${live})
			group by proposal.id
			having bool_or(candidacy.offer_sent_at is not null) and not bool_and(candidacy.offer_sent_at is not null)`
	},
	{
		name: 'No offer gave less than ten days to answer',
		violations: (sql) => sql`
			select id from candidacy where offer_due_at < offer_sent_at + interval '10 days'`
	},
	{
		name: 'A listing is engaged exactly while its chain is confirmed',
		violations: (sql) => sql`
			select listing.id from listing
			left join household_hold on household_hold.household_id = listing.household_id and released_at is null
			left join proposal on proposal.id = household_hold.proposal_id
			where (listing.state = 'engaged') <> (coalesce(proposal.state = any (${confirmed}), false))`
	},
	{
		name: 'An award was decided in a meeting that had its quorum',
		violations: (sql) => sql`
			select decision.id from decision join meeting on meeting.id = decision.meeting_id
			where meeting.opened_at is null or meeting.quorum is null or decision.decided_at < meeting.opened_at
				or (select count(*) from attendance where attendance.meeting_id = meeting.id) < meeting.quorum`
	},
	{
		name: 'Each household was told once of each proposal and of each ending',
		violations: (sql) => sql`
			select event.id, account.id from domain_event event
			join proposal on proposal.id = event.subject_id
			join account on account.household_id = any (proposal.household_ids)
			left join letter on letter.event_id = event.id and letter.account_id = account.id and letter.kind <> 'reminder'
			where event.type in ('ProposalPublished', 'ProposalBroken', 'OffersSent', 'ProposalCompleted')
			group by event.id, account.id having count(letter.id) <> 1`
	}
];

/** Checks everything. Empty when all holds; run it when no job waits, since letters follow events. */
export async function checkInvariants(sql: Sql): Promise<{ name: string; violations: readonly unknown[] }[]> {
	const broken = [];
	for (const { name, violations } of invariants) {
		const found = await violations(sql);
		if (found.length > 0) broken.push({ name, violations: found });
	}
	return broken;
}
