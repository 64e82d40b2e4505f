-- What a run teaches is written by jobs once the run has ended. The coordinator reads figures of its territory; a
-- household, and its organism, why the run left it out.
alter table run_insight enable row level security;
--> statement-breakpoint
alter table run_insight force row level security;
--> statement-breakpoint
alter table household_insight enable row level security;
--> statement-breakpoint
alter table household_insight force row level security;
--> statement-breakpoint
grant select, insert on run_insight to chasse_croise_worker;
--> statement-breakpoint
-- The explanations of a run replace those of the one before.
grant select, insert, delete on household_insight to chasse_croise_worker;
--> statement-breakpoint
grant select on run_insight, household_insight to chasse_croise_server;
--> statement-breakpoint
create policy maintenance on run_insight to current_user using (true) with check (true);
--> statement-breakpoint
create policy maintenance on household_insight to current_user using (true) with check (true);
--> statement-breakpoint
create policy jobs on run_insight to chasse_croise_worker using (true) with check (true);
--> statement-breakpoint
create policy jobs on household_insight to chasse_croise_worker using (true) with check (true);
--> statement-breakpoint
create policy own_territory on run_insight for select to chasse_croise_server
	using (app_role() = 'coordinator' and territory_id = app_territory());
--> statement-breakpoint
create policy own_household on household_insight for select to chasse_croise_server
	using (app_role() = 'tenant' and household_id = app_household());
--> statement-breakpoint
create policy own_organism on household_insight for select to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org());
