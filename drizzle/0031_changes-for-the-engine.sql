-- Pools are kept by content, and what was asked of them beside. Until now each run held its own pool, and what it was
-- asked lay in its parameters and record; repairs were searched for in pools made for them alone, which nobody searches
-- that way any more: they keep their record, and are not played again.
alter table run_pool disable trigger the_input_of_a_run_is_never_edited;
--> statement-breakpoint
insert into pool_snapshot (fingerprint, pool)
	select distinct on (input_hash) input_hash, pool from run_pool join matching_run on matching_run.id = run_id
	where reason = 'coordinator' order by input_hash;
--> statement-breakpoint
update run_pool set fingerprint = input_hash, question = json_build_object(
		'limits', json_build_object('maxCycle', parameters -> 'maxCycle', 'maxChain', parameters -> 'maxChain'),
		'seed', parameters -> 'seed',
		'protect', json_build_object('cycles', record #> '{arranged,cycles}', 'chains', '[]'::json))
	from matching_run where matching_run.id = run_id and reason = 'coordinator';
--> statement-breakpoint
delete from run_pool where fingerprint is null;
--> statement-breakpoint
alter table run_pool enable trigger the_input_of_a_run_is_never_edited;
--> statement-breakpoint
alter table pool_snapshot enable row level security;
--> statement-breakpoint
alter table pool_snapshot force row level security;
--> statement-breakpoint
grant select, insert on pool_snapshot to chasse_croise_worker;
--> statement-breakpoint
create policy maintenance on pool_snapshot to current_user using (true) with check (true);
--> statement-breakpoint
create policy jobs on pool_snapshot to chasse_croise_worker using (true) with check (true);
--> statement-breakpoint
create trigger a_pool_is_never_edited before update or delete or truncate on pool_snapshot
	for each statement execute function refuse_change();
--> statement-breakpoint
-- Which homes changed: engines that keep a graph standing ask for these alone. Jobs read the list and shorten it.
alter table match_change enable row level security;
--> statement-breakpoint
alter table match_change force row level security;
--> statement-breakpoint
grant select, delete on match_change to chasse_croise_worker;
--> statement-breakpoint
create policy maintenance on match_change to current_user using (true) with check (true);
--> statement-breakpoint
create policy jobs on match_change to chasse_croise_worker using (true) with check (true);
--> statement-breakpoint
-- Its argument is a query that gives the homes of the rows that changed. Runs as the owner: nobody else writes the list.
create function note_match_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as
	$$ begin
		execute 'insert into match_change (dwelling_id) select distinct home.id from (' || tg_argv[0] || ') home (id) where home.id is not null';
		return null;
	end $$;
--> statement-breakpoint
do $$
declare
	one record;
	act text;
begin
	-- Everything that match_input reads, and nothing that it does not: the name of a household changes no graph.
	for one in select * from (values
		('dwelling', 'select id from changed'),
		('listing', 'select dwelling_id from changed'),
		('lease', 'select dwelling_id from changed'),
		('dwelling_hold', 'select dwelling_id from changed'),
		('household', 'select dwelling_id from listing where household_id in (select id from changed)'),
		('household_hold', 'select dwelling_id from listing where household_id in (select household_id from changed)'),
		('person', 'select dwelling_id from listing where household_id in (select household_id from changed)'),
		('leg', 'select dwelling_id from listing where household_id in (select household_id from changed)')
	) as read_by_the_view (name, homes) loop
		foreach act in array array['insert', 'update', 'delete'] loop
			execute format('create trigger %I after %s on %I referencing %s table as changed for each statement execute function note_match_change(%L)',
				'engines_follow_each_' || act, act, one.name, case act when 'delete' then 'old' else 'new' end, one.homes);
		end loop;
	end loop;
end $$;
