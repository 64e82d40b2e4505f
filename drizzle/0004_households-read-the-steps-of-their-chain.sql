-- A household reads when its chain passed each step. Not how it ended: that line names a leg, and nobody learns who
-- said no.
create policy parties_read_the_steps on domain_event for select to chasse_croise_server using (
	app_role() = 'tenant'
	and type in (
		'ProposalPublished', 'AllAccepted', 'AllVisited', 'AllCommitted', 'ProposalConfirmed', 'OffersSent',
		'ProposalSealed', 'SigningDaySet', 'ProposalCompleted')
	and exists (select from proposal where proposal.id = domain_event.subject_id));
