-- Files of dwellings are the business of those who settle how the organism works; what each took out, of that person.
do $$
declare
	one text;
begin
	foreach one in array array['dwelling_import', 'dwelling_import_piece', 'dwelling_import_line'] loop
		execute format('alter table %I enable row level security', one);
		execute format('alter table %I force row level security', one);
		execute format('grant select, insert, update, delete on %I to chasse_croise_server, chasse_croise_worker', one);
		execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
		execute format('create policy jobs on %I to chasse_croise_worker using (true) with check (true)', one);
		execute format('create policy own_organism on %I to chasse_croise_server
			using (app_role() = ''staff'' and organism_id = app_org() and exists (
				select from account where account.id = app_actor() and account.staff_role in (''manager'', ''organismAdmin'')))
			with check (app_role() = ''staff'' and organism_id = app_org() and exists (
				select from account where account.id = app_actor() and account.staff_role in (''manager'', ''organismAdmin'')))', one);
	end loop;
end $$;
--> statement-breakpoint
alter table export_record enable row level security;
--> statement-breakpoint
alter table export_record force row level security;
--> statement-breakpoint
grant select, insert on export_record to chasse_croise_server;
--> statement-breakpoint
grant select, delete on export_record to chasse_croise_worker;
--> statement-breakpoint
create policy maintenance on export_record to current_user using (true) with check (true);
--> statement-breakpoint
create policy jobs on export_record to chasse_croise_worker using (true);
--> statement-breakpoint
create policy own_exports on export_record to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org() and account_id = app_actor())
	with check (app_role() = 'staff' and organism_id = app_org() and account_id = app_actor());
--> statement-breakpoint
create trigger an_export_is_never_edited before update on export_record
	for each statement execute function refuse_change();
