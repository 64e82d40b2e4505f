-- The input of a run is for jobs alone: who lives where can be read from it.
alter table run_pool enable row level security;
--> statement-breakpoint
alter table run_pool force row level security;
--> statement-breakpoint
grant select, insert on run_pool to chasse_croise_worker;
--> statement-breakpoint
create policy maintenance on run_pool to current_user using (true) with check (true);
--> statement-breakpoint
create policy jobs on run_pool to chasse_croise_worker using (true) with check (true);
--> statement-breakpoint
create trigger the_input_of_a_run_is_never_edited before update or delete or truncate on run_pool
	for each statement execute function refuse_change();
--> statement-breakpoint
create function refuse_change_after_the_end() returns trigger language plpgsql as
	$$ begin
		if old.state in ('done', 'failed', 'cancelled') then
			raise exception 'a run that has ended is never changed' using errcode = 'restrict_violation';
		end if;
		if tg_op = 'DELETE' then return old; end if;
		return new;
	end $$;
--> statement-breakpoint
create trigger an_ended_run_is_never_edited before update or delete on matching_run
	for each row execute function refuse_change_after_the_end();
