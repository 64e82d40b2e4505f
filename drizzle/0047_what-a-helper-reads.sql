-- Who helps a household is nobody to the database but for one household: that which its mandate names, as long as it
-- lasts. It reads what the household reads of its annonce, its papers and its proposals, and fills in; it answers nothing.
alter table mandate enable row level security;
--> statement-breakpoint
alter table mandate force row level security;
--> statement-breakpoint
grant select, insert, update on mandate to chasse_croise_server;
--> statement-breakpoint
grant select, delete on mandate to chasse_croise_worker;
--> statement-breakpoint
create policy maintenance on mandate to current_user using (true) with check (true);
--> statement-breakpoint
create policy jobs on mandate to chasse_croise_worker using (true) with check (true);
--> statement-breakpoint
-- Whether somebody helps another household already is looked at by the exchange: who names them is not told.
create policy chain_logic on mandate to chasse_croise_server
	using (app_role() = 'system') with check (app_role() = 'system');
--> statement-breakpoint
-- A session begins with whom it helps.
create policy sign_in on mandate for select to chasse_croise_server using (app_role() = 'auth');
--> statement-breakpoint
create policy own_household on mandate for select to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy own_household_names on mandate for insert to chasse_croise_server
	with check (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy own_household_ends on mandate for update to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy own_mandate on mandate for select to chasse_croise_server
	using (app_role() = 'helper' and account_id = app_actor() and ended_at is null and ends_at > app_now());
--> statement-breakpoint
create function refuse_to_prolong() returns trigger language plpgsql as
	$$ begin
		if to_jsonb(new) <> to_jsonb(old) and (old.ended_at is not null or new.ended_at is null
			or to_jsonb(new) - 'ended_at' <> to_jsonb(old) - 'ended_at') then
			raise exception 'a mandate is only ever ended' using errcode = 'restrict_violation';
		end if;
		return new;
	end $$;
--> statement-breakpoint
create trigger a_mandate_is_only_ever_ended before update on mandate
	for each row execute function refuse_to_prolong();
--> statement-breakpoint
-- The household of a helper is that of a mandate that lasts, whatever the transaction says. At its very end it is over.
-- As its owner: the policies of mandates ask for the household themselves.
create function helped_household() returns uuid language sql stable security definer
	set search_path = pg_catalog, public, pg_temp as
	$$ select household_id from mandate
		where account_id = app_actor() and ended_at is null and ends_at > app_now() $$;
--> statement-breakpoint
revoke execute on function helped_household() from public;
--> statement-breakpoint
grant execute on function helped_household() to chasse_croise_server;
--> statement-breakpoint
create or replace function app_household() returns uuid language sql stable as
	$$ select case when app_role() = 'helper' then helped_household()
		else nullif(current_setting('app.household', true), '')::uuid end $$;
--> statement-breakpoint

-- What a helper reads. Neither doors and names, nor answers and their motives, nor the word of each holder.
create policy helpers_read on dwelling for select to chasse_croise_server
	using (app_role() = 'helper' and app_household() is not null);
--> statement-breakpoint
create policy helpers_read on lease for select to chasse_croise_server
	using (app_role() = 'helper' and household_id = app_household());
--> statement-breakpoint
create policy helpers_read on household for select to chasse_croise_server
	using (app_role() = 'helper' and id = app_household());
--> statement-breakpoint
create policy helpers_read on person for select to chasse_croise_server
	using (app_role() = 'helper' and household_id = app_household());
--> statement-breakpoint
create policy helpers_read on listing for select to chasse_croise_server
	using (app_role() = 'helper' and household_id = app_household());
--> statement-breakpoint
create policy helpers_read on household_insight for select to chasse_croise_server
	using (app_role() = 'helper' and household_id = app_household());
--> statement-breakpoint
create policy helpers_read on proposal for select to chasse_croise_server
	using (app_role() = 'helper' and state not in ('found', 'discarded') and app_household() = any (household_ids));
--> statement-breakpoint
create policy helpers_read on leg_assessment for select to chasse_croise_server
	using (app_role() = 'helper' and household_id = app_household()
		and exists (select from leg where leg.id = leg_assessment.leg_id));
--> statement-breakpoint
create policy helpers_read on visit for select to chasse_croise_server
	using (app_role() = 'helper' and app_household() in (household_id, host_household_id));
--> statement-breakpoint
create policy helpers_read on demand for select to chasse_croise_server
	using (app_role() = 'helper' and household_id = app_household());
--> statement-breakpoint
create policy helpers_read on candidacy for select to chasse_croise_server
	using (app_role() = 'helper' and household_id = app_household());
--> statement-breakpoint
create policy helpers_read on decision for select to chasse_croise_server
	using (app_role() = 'helper' and kind <> 'POSTPONED' and exists (
		select from candidacy where candidacy.id = decision.candidacy_id and candidacy.household_id = app_household()));
--> statement-breakpoint
create policy helpers_read_the_steps on domain_event for select to chasse_croise_server using (
	app_role() = 'helper'
	and type in (
		'ProposalPublished', 'AllAccepted', 'AllVisited', 'AllCommitted', 'ProposalConfirmed', 'OffersSent',
		'ProposalSealed', 'SigningDaySet', 'ProposalCompleted')
	and exists (select from proposal where proposal.id = domain_event.subject_id));
--> statement-breakpoint

-- What a helper fills in: an annonce that nobody counts on yet, what the household says of itself in it, its papers but
-- those that may tell of health or violence.
create policy helpers_begin on listing for insert to chasse_croise_server
	with check (app_role() = 'helper' and household_id = app_household() and state = 'draft');
--> statement-breakpoint
create policy helpers_fill_in on listing for update to chasse_croise_server
	using (app_role() = 'helper' and household_id = app_household())
	with check (app_role() = 'helper' and household_id = app_household() and state in ('draft', 'returned'));
--> statement-breakpoint
create policy helpers_fill_in on household for update to chasse_croise_server
	using (app_role() = 'helper' and id = app_household())
	with check (app_role() = 'helper' and id = app_household());
--> statement-breakpoint
create policy helpers_deposit on document_file to chasse_croise_server
	using (app_role() = 'helper' and household_id = app_household() and not is_sensitive)
	with check (app_role() = 'helper' and household_id = app_household() and not is_sensitive);
--> statement-breakpoint
create function helpers_only_fill_in() returns trigger language plpgsql as
	$$ begin
		if app_role() = 'helper' and to_jsonb(new) - tg_argv <> to_jsonb(old) - tg_argv then
			raise exception 'who helps only fills in' using errcode = 'restrict_violation';
		end if;
		return new;
	end $$;
--> statement-breakpoint
create trigger helpers_only_fill_in before update on listing
	for each row execute function helpers_only_fill_in('need', 'statements', 'version', 'updated_at');
--> statement-breakpoint
create trigger helpers_only_fill_in before update on household
	for each row execute function helpers_only_fill_in('situation', 'health');
--> statement-breakpoint

-- A household reads what was done by who helps it, beside who has read its file.
create policy what_my_helper_did on audit_entry for select to chasse_croise_server using (
	app_role() = 'tenant' and journal = 'acts' and action = 'HelperActed'
	and subject = (select pseudonym from audit_pseudonym where person_id = app_household()));
--> statement-breakpoint
-- Erases the accounts of helpers that no mandate names any more.
create function forget_helpers() returns bigint language plpgsql security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	declare
		left_over uuid[] := array(select id from account where kind = 'helper'
			and not exists (select from mandate where mandate.account_id = account.id));
		one text;
	begin
		delete from letter where account_id = any (left_over);
		delete from idempotency_key where actor_id = any (left_over);
		-- Everything that opens the account.
		for one in select conrelid::regclass::text from pg_constraint
			where contype = 'f' and confrelid = 'account'::regclass and conrelid <> 'protection_referent'::regclass
		loop
			execute format('delete from %s where account_id = any ($1)', one) using left_over;
		end loop;
		delete from audit_pseudonym where person_id = any (left_over);
		delete from account where id = any (left_over);
		return coalesce(array_length(left_over, 1), 0);
	end $$;
--> statement-breakpoint
revoke execute on function forget_helpers() from public;
--> statement-breakpoint
grant execute on function forget_helpers() to chasse_croise_worker;
