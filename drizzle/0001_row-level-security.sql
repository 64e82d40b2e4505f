-- Who may see and write which row, whatever the application asks. Who is asking is set for each transaction
-- (app.role, app.actor, app.org, app.household, app.territory); nobody asking means no row.
-- The login roles are made by the migration runner before this file runs.

create function app_role() returns text language sql stable as
	$$ select coalesce(nullif(current_setting('app.role', true), ''), 'nobody') $$;
--> statement-breakpoint
create function app_actor() returns uuid language sql stable as
	$$ select nullif(current_setting('app.actor', true), '')::uuid $$;
--> statement-breakpoint
create function app_org() returns uuid language sql stable as
	$$ select nullif(current_setting('app.org', true), '')::uuid $$;
--> statement-breakpoint
create function app_household() returns uuid language sql stable as
	$$ select nullif(current_setting('app.household', true), '')::uuid $$;
--> statement-breakpoint
create function app_territory() returns uuid language sql stable as
	$$ select nullif(current_setting('app.territory', true), '')::uuid $$;
--> statement-breakpoint
-- The time of the exchange: the clock of the database, moved forward in a demo territory only.
create function app_now() returns timestamptz language sql stable as
	$$ select now() + coalesce((select shift from demo_clock), interval '0') $$;
--> statement-breakpoint
do $$
declare
	one text;
	everything text[] := array[
		'territory', 'commune', 'organism', 'committee_member', 'estate', 'dwelling', 'dwelling_address', 'lease',
		'household', 'person', 'listing', 'matching_run', 'proposal', 'leg', 'leg_assessment', 'dwelling_hold',
		'household_hold', 'answer', 'visit', 'opinion', 'demand', 'candidacy', 'meeting', 'attendance', 'agenda_item',
		'decision', 'account', 'session', 'attempt', 'domain_event', 'idempotency_key', 'letter', 'demo_clock', 'counter'
	];
	written_once text[] := array['answer', 'opinion', 'decision', 'domain_event'];
	deletable text[] := array['session', 'attempt', 'idempotency_key', 'attendance', 'agenda_item'];
begin
	grant usage on schema public to chasse_croise_server, chasse_croise_worker;
	foreach one in array everything loop
		execute format('alter table %I enable row level security', one);
		execute format('alter table %I force row level security', one);
		execute format('grant select, insert on %I to chasse_croise_server, chasse_croise_worker', one);
		if one <> all (written_once) then
			execute format('grant update on %I to chasse_croise_server, chasse_croise_worker', one);
		end if;
		if one = any (deletable) then
			execute format('grant delete on %I to chasse_croise_server, chasse_croise_worker', one);
		end if;
		-- Migrations and seeding only; nothing connects as the owner while the exchange runs.
		execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
		-- Jobs act for nobody in particular: deadlines, letters, matching.
		execute format('create policy jobs on %I to chasse_croise_worker using (true) with check (true)', one);
		-- What the chain does by itself once a party has acted: gates, holds, demands, leases.
		if one <> all (array['session', 'attempt']) then
			execute format(
				'create policy chain_logic on %I to chasse_croise_server using (app_role() = ''system'') with check (app_role() = ''system'')',
				one
			);
		end if;
	end loop;
end $$;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as
	$$ begin raise exception '% is written once and never changed', tg_table_name using errcode = 'restrict_violation'; end $$;
--> statement-breakpoint
create trigger an_event_is_never_edited before update or delete or truncate on domain_event
	for each statement execute function refuse_change();
--> statement-breakpoint
create trigger a_decision_is_never_edited before update or delete or truncate on decision
	for each statement execute function refuse_change();
--> statement-breakpoint
create trigger an_answer_is_never_edited before update or delete or truncate on answer
	for each statement execute function refuse_change();
--> statement-breakpoint
create function refuse_change_after_signature() returns trigger language plpgsql as
	$$ begin
		if old.state = 'signed' then
			raise exception 'signed minutes are never changed' using errcode = 'restrict_violation';
		end if;
		return new;
	end $$;
--> statement-breakpoint
create trigger signed_minutes_are_never_edited before update or delete on meeting
	for each row execute function refuse_change_after_signature();
--> statement-breakpoint

-- Public reference: names of places and organisms.
create policy everyone_reads on territory for select to chasse_croise_server using (true);
--> statement-breakpoint
create policy coordinator_changes on territory for update to chasse_croise_server
	using (app_role() = 'coordinator' and id = app_territory());
--> statement-breakpoint
create policy everyone_reads on commune for select to chasse_croise_server using (true);
--> statement-breakpoint
create policy everyone_reads on organism for select to chasse_croise_server using (true);
--> statement-breakpoint
create policy own_organism_changes on organism for update to chasse_croise_server
	using (app_role() = 'staff' and id = app_org());
--> statement-breakpoint
create policy everyone_reads on estate for select to chasse_croise_server using (true);
--> statement-breakpoint
create policy own_organism on committee_member to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint

-- The sheet of a dwelling is for all who are signed in; its door is not.
create policy signed_in_reads on dwelling for select to chasse_croise_server
	using (app_role() in ('tenant', 'staff', 'coordinator'));
--> statement-breakpoint
create policy own_organism_changes on dwelling for update to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy own_organism on dwelling_address for select to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy who_lives_there on dwelling_address for select to chasse_croise_server
	using (app_role() = 'tenant' and exists (
		select from lease where lease.dwelling_id = dwelling_address.dwelling_id
			and lease.household_id = app_household() and lease.ends_on is null));
--> statement-breakpoint
create policy visitors_once_agreed on dwelling_address for select to chasse_croise_server
	using (app_role() = 'tenant' and exists (
		select from visit join leg on leg.id = visit.leg_id
		where visit.household_id = app_household() and visit.agreed_at is not null
			and leg.target_dwelling_id = dwelling_address.dwelling_id
			and leg.state not in ('declined', 'opposed', 'refused', 'expired', 'released')));
--> statement-breakpoint
create policy own_lease on lease for select to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy own_organism on lease for select to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy own_organism_changes on lease for update to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
-- The organism that will receive the household reads its file from the instruction on, and only while it lasts.
create policy receiving_organism on lease for select to chasse_croise_server
	using (app_role() = 'staff' and ends_on is null and exists (
		select from leg where leg.household_id = lease.household_id and leg.target_organism_id = app_org()
			and leg.state in ('committed', 'supported', 'awarded', 'offerAccepted', 'signed')));
--> statement-breakpoint

create policy own_household on household for select to chasse_croise_server
	using (app_role() = 'tenant' and id = app_household());
--> statement-breakpoint
create policy own_household_changes on household for update to chasse_croise_server
	using (app_role() = 'tenant' and id = app_household());
--> statement-breakpoint
create policy own_organism on household to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy receiving_organism on household for select to chasse_croise_server
	using (app_role() = 'staff' and exists (
		select from leg where leg.household_id = household.id and leg.target_organism_id = app_org()
			and leg.state in ('committed', 'supported', 'awarded', 'offerAccepted', 'signed')));
--> statement-breakpoint
create policy own_household on person for select to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy own_organism on person to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy receiving_organism on person for select to chasse_croise_server
	using (app_role() = 'staff' and exists (
		select from leg where leg.household_id = person.household_id and leg.target_organism_id = app_org()
			and leg.state in ('committed', 'supported', 'awarded', 'offerAccepted', 'signed')));
--> statement-breakpoint
create policy own_listing on listing to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household())
	with check (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy own_organism on listing to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint

create policy own_territory on matching_run to chasse_croise_server
	using (app_role() = 'coordinator' and territory_id = app_territory())
	with check (app_role() = 'coordinator' and territory_id = app_territory());
--> statement-breakpoint
-- A proposal that is only found is known to the coordinator alone; once published, to its parties.
create policy parties_read on proposal for select to chasse_croise_server using (
	(app_role() = 'tenant' and state not in ('found', 'discarded') and app_household() = any (household_ids))
	or (app_role() = 'staff' and state not in ('found', 'discarded') and app_org() = any (organism_ids))
	or (app_role() = 'coordinator' and territory_id = app_territory()));
--> statement-breakpoint
-- SELECT … FOR UPDATE asks for the right to update: the parties may lock the row; every change is chain logic.
create policy parties_lock on proposal for update to chasse_croise_server using (
	(app_role() = 'tenant' and app_household() = any (household_ids))
	or (app_role() = 'staff' and app_org() = any (organism_ids))
	or (app_role() = 'coordinator' and territory_id = app_territory()))
	with check (false);
--> statement-breakpoint
create policy parties_read on leg for select to chasse_croise_server
	using (exists (select from proposal where proposal.id = leg.proposal_id));
--> statement-breakpoint
create policy parties_read on leg_assessment for select to chasse_croise_server using (
	(app_role() = 'tenant' and household_id = app_household() and exists (select from leg where leg.id = leg_assessment.leg_id))
	or (app_role() = 'staff' and exists (select from leg where leg.id = leg_assessment.leg_id)
		and (home_organism_id = app_org() or (target_organism_id = app_org() and exists (
			select from leg where leg.id = leg_assessment.leg_id
				and leg.state in ('committed', 'supported', 'awarded', 'offerAccepted', 'signed'))))));
--> statement-breakpoint
create policy own_answer on answer to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household())
	with check (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy both_sides on visit to chasse_croise_server
	using (
		(app_role() = 'tenant' and app_household() in (household_id, host_household_id))
		or (app_role() = 'staff' and target_organism_id = app_org()))
	with check (
		(app_role() = 'tenant' and app_household() in (household_id, host_household_id))
		or (app_role() = 'staff' and target_organism_id = app_org()));
--> statement-breakpoint
create policy own_organism on opinion to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint

create policy own_organism on demand to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy own_household on demand for select to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy own_organism on candidacy to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy own_household on candidacy for select to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy own_organism on meeting to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy own_organism on attendance to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy own_organism on agenda_item to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy own_organism on decision to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy own_household on decision for select to chasse_croise_server
	using (app_role() = 'tenant' and kind <> 'POSTPONED' and exists (
		select from candidacy where candidacy.id = decision.candidacy_id and candidacy.household_id = app_household()));
--> statement-breakpoint

-- Sign-in happens before anybody is known; only that flow reads accounts and sessions at large.
create policy sign_in on account to chasse_croise_server using (app_role() = 'auth') with check (app_role() = 'auth');
--> statement-breakpoint
create policy own_account on account for select to chasse_croise_server using (id = app_actor());
--> statement-breakpoint
create policy own_account_changes on account for update to chasse_croise_server using (id = app_actor());
--> statement-breakpoint
create policy colleagues on account for select to chasse_croise_server
	using (app_role() = 'staff' and kind = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy sign_in on session to chasse_croise_server using (app_role() = 'auth') with check (app_role() = 'auth');
--> statement-breakpoint
create policy own_sessions on session to chasse_croise_server using (account_id = app_actor());
--> statement-breakpoint
create policy sign_in on attempt to chasse_croise_server using (app_role() = 'auth') with check (app_role() = 'auth');
--> statement-breakpoint

create policy actor_writes on domain_event for insert to chasse_croise_server with check (actor_id = app_actor());
--> statement-breakpoint
create policy own_scope on domain_event for select to chasse_croise_server using (
	(app_role() = 'staff' and app_org() = any (organism_ids))
	or (app_role() = 'coordinator' and territory_id = app_territory()));
--> statement-breakpoint
create policy own_keys on idempotency_key to chasse_croise_server
	using (actor_id = app_actor()) with check (actor_id = app_actor());
--> statement-breakpoint
create policy own_letters on letter for select to chasse_croise_server using (account_id = app_actor());
--> statement-breakpoint
create policy own_letters_read on letter for update to chasse_croise_server using (account_id = app_actor());
--> statement-breakpoint
create policy everyone_reads on demo_clock for select to chasse_croise_server using (true);
--> statement-breakpoint
create policy coordinator_of_a_demo on demo_clock to chasse_croise_server
	using (app_role() = 'coordinator' and exists (select from territory where id = app_territory() and is_demo))
	with check (app_role() = 'coordinator' and exists (select from territory where id = app_territory() and is_demo));
--> statement-breakpoint
insert into demo_clock (is_only, shift) values (true, '0');
