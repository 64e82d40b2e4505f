-- Two named referents of the organism know which of its households are protected. Jobs and the search know of all, so
-- as to keep them out; nobody else sees that there is a row.
alter table protection_referent enable row level security;
--> statement-breakpoint
alter table protection_referent force row level security;
--> statement-breakpoint
alter table protection enable row level security;
--> statement-breakpoint
alter table protection force row level security;
--> statement-breakpoint
grant select, insert, delete on protection_referent to chasse_croise_server;
--> statement-breakpoint
grant select, insert, delete on protection to chasse_croise_server;
--> statement-breakpoint
grant select on protection to chasse_croise_worker, chasse_croise_matcher;
--> statement-breakpoint
create policy maintenance on protection_referent to current_user using (true) with check (true);
--> statement-breakpoint
create policy maintenance on protection to current_user using (true) with check (true);
--> statement-breakpoint
create policy own_organism on protection_referent for select to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
create policy own_organism_names on protection_referent to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org() and exists (
		select from account where account.id = app_actor() and account.staff_role in ('manager', 'organismAdmin')))
	with check (app_role() = 'staff' and organism_id = app_org() and exists (
		select from account where account.id = app_actor() and account.staff_role in ('manager', 'organismAdmin')));
--> statement-breakpoint
create policy referents on protection to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org() and exists (
		select from protection_referent where protection_referent.organism_id = app_org()
			and protection_referent.account_id = app_actor()))
	with check (app_role() = 'staff' and organism_id = app_org() and exists (
		select from protection_referent where protection_referent.organism_id = app_org()
			and protection_referent.account_id = app_actor()));
--> statement-breakpoint
create policy searches on protection for select to chasse_croise_server using (app_role() = 'system');
--> statement-breakpoint
create policy jobs on protection for select to chasse_croise_worker, chasse_croise_matcher using (true);
