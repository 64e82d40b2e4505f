-- A person reads and takes back their own requests, and no other holder of the lease does. The data-protection officer of
-- the organism answers them and reads nothing else; who makes a correction reads those that are to be made. What was asked
-- is never edited, whoever answers: only what becomes of it is.
alter table data_request enable row level security;
--> statement-breakpoint
alter table data_request force row level security;
--> statement-breakpoint
grant select, insert on data_request to chasse_croise_server;
--> statement-breakpoint
grant update (state, due_at, prolongation_reason, refusal_reason, reply, ended_at) on data_request
	to chasse_croise_server;
--> statement-breakpoint
grant select, delete, update (reminded_at, late_told_at) on data_request to chasse_croise_worker;
--> statement-breakpoint
create policy maintenance on data_request to current_user using (true) with check (true);
--> statement-breakpoint
create policy jobs on data_request to chasse_croise_worker using (true) with check (true);
--> statement-breakpoint
create policy own_requests on data_request for select to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household() and account_id = app_actor());
--> statement-breakpoint
create policy own_requests_asked on data_request for insert to chasse_croise_server
	with check (app_role() = 'tenant' and household_id = app_household() and account_id = app_actor()
		and state = 'asked' and organism_id = (select household.organism_id from household where household.id = household_id));
--> statement-breakpoint
create policy own_requests_withdrawn on data_request for update to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household() and account_id = app_actor()
		and state in ('asked', 'prolonged'))
	with check (account_id = app_actor() and state = 'withdrawn');
--> statement-breakpoint
create policy data_protection_officer on data_request for select to chasse_croise_server
	using (app_role() = 'dataProtectionOfficer' and organism_id = app_org());
--> statement-breakpoint
create policy data_protection_officer_answers on data_request for update to chasse_croise_server
	using (app_role() = 'dataProtectionOfficer' and organism_id = app_org() and state in ('asked', 'prolonged'))
	with check (organism_id = app_org() and state in ('prolonged', 'toCorrect', 'done', 'refused'));
--> statement-breakpoint
create policy who_corrects on data_request for select to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org() and state = 'toCorrect' and exists (
		select from account where account.id = app_actor() and account.staff_role in ('officer', 'manager')));
--> statement-breakpoint
-- Whether an annonce stays out of the searches, and that what was to be corrected is.
create policy chain_logic on data_request for select to chasse_croise_server using (app_role() = 'system');
--> statement-breakpoint
create policy chain_logic_corrected on data_request for update to chasse_croise_server
	using (app_role() = 'system' and state = 'toCorrect') with check (state = 'done');
--> statement-breakpoint
-- Who asks: the one thing that the data-protection officer reads of accounts, and who corrects, of those to correct.
create function data_request_people() returns table (request_id uuid, name text) language sql stable
	security definer set search_path = pg_catalog, public, pg_temp as
	$$
	select data_request.id, account.first_name || ' ' || account.last_name
	from data_request join account on account.id = data_request.account_id
	where data_request.organism_id = app_org() and (app_role() = 'dataProtectionOfficer'
		or (app_role() = 'staff' and data_request.state = 'toCorrect' and exists (
			select from account staff where staff.id = app_actor() and staff.staff_role in ('officer', 'manager'))))
	$$;
--> statement-breakpoint
-- How many wait beyond their term: all that a manager is told of them.
create function late_data_requests() returns bigint language sql stable
	security definer set search_path = pg_catalog, public, pg_temp as
	$$
	select count(*) from data_request
	where organism_id = app_org() and state in ('asked', 'prolonged', 'toCorrect') and due_at <= app_now()
		and app_role() = 'staff' and exists (
			select from account where account.id = app_actor() and account.staff_role = 'manager')
	$$;
--> statement-breakpoint
revoke execute on function data_request_people(), late_data_requests() from public;
--> statement-breakpoint
grant execute on function data_request_people(), late_data_requests() to chasse_croise_server;
