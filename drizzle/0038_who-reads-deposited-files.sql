-- A household deposits its files, reads them and takes them back. The organism that asked for a document reads its files
-- as long as it may read the household; those that may tell of health or violence, only the officer in charge of the file.
alter table document_file enable row level security;
--> statement-breakpoint
alter table document_file force row level security;
--> statement-breakpoint
grant select, insert, delete on document_file to chasse_croise_server;
--> statement-breakpoint
grant select, delete on document_file to chasse_croise_worker;
--> statement-breakpoint
create policy maintenance on document_file to current_user using (true) with check (true);
--> statement-breakpoint
create policy jobs on document_file to chasse_croise_worker using (true) with check (true);
--> statement-breakpoint
-- What an organism asks for may be there already: only the chain logic looks, at codes.
create policy chain_logic on document_file for select to chasse_croise_server using (app_role() = 'system');
--> statement-breakpoint
create policy own_household on document_file to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household())
	with check (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy receiving_organism on document_file for select to chasse_croise_server
	using (app_role() = 'staff' and exists (
		select from candidacy join leg on leg.id = candidacy.leg_id
		where candidacy.household_id = document_file.household_id and candidacy.organism_id = app_org()
			and leg.target_organism_id = app_org()
			and leg.state in ('committed', 'supported', 'awarded', 'offerAccepted', 'signed')
			and candidacy.documents @> jsonb_build_array(jsonb_build_object('code', document_file.code))
			and (not document_file.is_sensitive or candidacy.assigned_to = app_actor()))
		and exists (select from account where account.id = app_actor() and account.staff_role in ('officer', 'manager')));
--> statement-breakpoint
-- Until now a document was asked or received, and who received it had looked at it.
update candidacy set documents = (
	select jsonb_agg(jsonb_build_object(
		'code', one -> 'code', 'receivedOn', one -> 'receivedOn', 'refusal', null, 'validUntil',
		case when one ->> 'code' = 'FI-AV' then left(one ->> 'receivedOn', 4) || '-12-31' end,
		'state', case when one ->> 'receivedOn' is null then 'asked' else 'accepted' end) order by nth)
	from jsonb_array_elements(documents) with ordinality as list (one, nth))
where documents <> '[]';
