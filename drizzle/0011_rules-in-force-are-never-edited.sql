-- Rules that decide about people may be read by all once they are in force; a draft only by those who write it.
alter table rule_set_version enable row level security;
--> statement-breakpoint
alter table rule_set_version force row level security;
--> statement-breakpoint
grant select, insert, update, delete on rule_set_version to chasse_croise_server;
--> statement-breakpoint
grant select on rule_set_version to chasse_croise_worker;
--> statement-breakpoint
create policy maintenance on rule_set_version to current_user using (true) with check (true);
--> statement-breakpoint
create policy jobs on rule_set_version for select to chasse_croise_worker using (true);
--> statement-breakpoint
create policy everyone_reads_what_is_in_force on rule_set_version for select to chasse_croise_server
	using (activated_at is not null);
--> statement-breakpoint
create policy coordinator_writes_the_charter on rule_set_version to chasse_croise_server
	using (app_role() = 'coordinator' and scope = 'territory' and territory_id = app_territory())
	with check (app_role() = 'coordinator' and scope = 'territory' and territory_id = app_territory());
--> statement-breakpoint
create policy organism_writes_its_thresholds on rule_set_version to chasse_croise_server
	using (app_role() = 'staff' and scope = 'organism' and organism_id = app_org())
	with check (
		app_role() = 'staff' and scope = 'organism' and organism_id = app_org()
		and territory_id = (select organism.territory_id from organism where organism.id = app_org()));
--> statement-breakpoint
create function refuse_change_of_rules_in_force() returns trigger language plpgsql as
	$$ begin
		if old.activated_at is not null then
			raise exception 'rules in force are never changed' using errcode = 'restrict_violation';
		end if;
		return coalesce(new, old);
	end $$;
--> statement-breakpoint
create trigger rules_in_force_are_never_edited before update or delete on rule_set_version
	for each row execute function refuse_change_of_rules_in_force();
