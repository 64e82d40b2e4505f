-- Each holder of a lease gives their word for themselves, once; the household reads who has.
alter table commitment enable row level security;
--> statement-breakpoint
alter table commitment force row level security;
--> statement-breakpoint
grant select, insert on commitment to chasse_croise_server, chasse_croise_worker;
--> statement-breakpoint
create policy maintenance on commitment to current_user using (true) with check (true);
--> statement-breakpoint
create policy jobs on commitment to chasse_croise_worker using (true) with check (true);
--> statement-breakpoint
create policy chain_logic on commitment to chasse_croise_server
	using (app_role() = 'system') with check (app_role() = 'system');
--> statement-breakpoint
create policy own_household on commitment for select to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy own_word on commitment for insert to chasse_croise_server
	with check (app_role() = 'tenant' and household_id = app_household() and account_id = app_actor());
--> statement-breakpoint
create trigger a_commitment_is_never_edited before update or delete or truncate on commitment
	for each statement execute function refuse_change();
