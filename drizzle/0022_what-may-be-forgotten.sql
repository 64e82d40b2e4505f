alter table erasure enable row level security;
--> statement-breakpoint
alter table erasure force row level security;
--> statement-breakpoint
grant select, insert on erasure to chasse_croise_server;
--> statement-breakpoint
grant select, update on erasure to chasse_croise_worker;
--> statement-breakpoint
create policy maintenance on erasure to current_user using (true) with check (true);
--> statement-breakpoint
create policy own_household on erasure to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household())
	with check (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy jobs on erasure to chasse_croise_worker using (true) with check (true);
--> statement-breakpoint
grant delete on letter, protection to chasse_croise_worker;
--> statement-breakpoint
create policy jobs_lift on protection for delete to chasse_croise_worker using (true);
--> statement-breakpoint
-- Whether a function of the owner is erasing this very table at the end of its time. Who is not the owner cannot be.
create function is_forgetting(tab regclass) returns boolean language sql stable as
	$$ select coalesce(current_setting('app.forgetting', true), '') = tab::text
		and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tab) $$;
--> statement-breakpoint
create or replace function refuse_change() returns trigger language plpgsql as
	$$ begin
		if is_forgetting(tg_relid) then return null; end if;
		raise exception '% is written once and never changed', tg_table_name using errcode = 'restrict_violation';
	end $$;
--> statement-breakpoint
create or replace function refuse_change_after_signature() returns trigger language plpgsql as
	$$ begin
		if old.state = 'signed' and not is_forgetting(tg_relid) then
			raise exception 'signed minutes are never changed' using errcode = 'restrict_violation';
		end if;
		return new;
	end $$;
--> statement-breakpoint
-- Decisions and the cases of their minutes; never before five years, whoever asks.
create function forget_decisions(older_than timestamptz) returns bigint language plpgsql security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	declare
		before timestamptz := least(older_than, app_now() - interval '5 years');
		forgotten bigint;
	begin
		perform set_config('app.forgetting', 'meeting', true);
		update meeting set minutes = minutes || '{"cases": []}'
			where signed_at < before and jsonb_array_length(minutes -> 'cases') > 0;
		perform set_config('app.forgetting', 'decision', true);
		delete from decision where decided_at < before;
		get diagnostics forgotten = row_count;
		perform set_config('app.forgetting', '', true);
		return forgotten;
	end $$;
--> statement-breakpoint
-- Input of runs; never before thirty days: until then a run can be played again.
create function forget_run_inputs(older_than timestamptz) returns bigint language plpgsql security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	declare
		before timestamptz := least(older_than, app_now() - interval '30 days');
		forgotten bigint;
	begin
		perform set_config('app.forgetting', 'run_pool', true);
		delete from run_pool using matching_run where matching_run.id = run_pool.run_id and matching_run.ended_at < before;
		get diagnostics forgotten = row_count;
		perform set_config('app.forgetting', '', true);
		return forgotten;
	end $$;
--> statement-breakpoint
-- Erases all that a household told and all that was written to it. What stays: that somebody lived there, the decisions
-- of commissions until their own end, and journals in which it is nobody. Refused while a chain is under way: others
-- count on its home.
create function forget_household(who uuid) returns boolean language plpgsql security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	declare
		own_accounts uuid[] := array(select id from account where household_id = who);
		one text;
	begin
		perform from household where id = who for update;
		if exists (select from household_hold where household_id = who and released_at is null) then return false; end if;
		delete from person where household_id = who;
		update listing set motive = null, need = '{}', statements = '{}', description = '', return_reason = null,
			state = case when state in ('housed', 'withdrawn') then state else 'withdrawn' end where household_id = who;
		delete from leg_assessment where household_id = who;
		update opinion set reasons = '' from leg where leg.id = opinion.leg_id and leg.household_id = who;
		perform set_config('app.forgetting', 'answer', true);
		update answer set motive = null, note = '' where household_id = who;
		perform set_config('app.forgetting', '', true);
		update candidacy set documents = '[]' where household_id = who;
		update demand set unique_number = '' where household_id = who;
		update lease set number = '', checks = '{}', disabled_occupant_left = null, has_litigation = false
			where household_id = who;
		delete from letter where household_id = who or account_id = any (own_accounts);
		delete from idempotency_key where actor_id = any (own_accounts);
		-- Everything that opens the account.
		for one in select conrelid::regclass::text from pg_constraint
			where contype = 'f' and confrelid = 'account'::regclass and conrelid <> 'protection_referent'::regclass
		loop
			execute format('delete from %s where account_id = any ($1)', one) using own_accounts;
		end loop;
		update account set email = 'efface-' || id || '@exemple.invalid', first_name = '', last_name = '', phone = null,
			password_hash = null, demo_label = null where household_id = who;
		delete from audit_pseudonym where person_id = who or person_id = any (own_accounts);
		update household set name = '—', situation = jsonb_build_object(
				'referenceTaxIncomes', '[]'::jsonb, 'monthlyResources', null, 'aplResources', null, 'arrears', null,
				'uniqueNumber', null, 'hasRightOfResidence', null, 'ownsSuitableDwelling', null, 'hasDalo', false),
			health = null, is_couple = false, forgotten_at = app_now() where id = who;
		return true;
	end $$;
--> statement-breakpoint
revoke execute on function forget_decisions(timestamptz), forget_run_inputs(timestamptz), forget_household(uuid) from public;
--> statement-breakpoint
grant execute on function forget_decisions(timestamptz), forget_run_inputs(timestamptz), forget_household(uuid)
	to chasse_croise_worker;
