-- Journals are added to, by one function, and never edited. Who acts is taken from the transaction, not from what the
-- application says; accounts and households appear under pseudonyms.
do $$
declare
	one text;
begin
	foreach one in array array['audit_head', 'audit_entry', 'audit_pseudonym', 'audit_checkpoint'] loop
		execute format('alter table %I enable row level security', one);
		execute format('alter table %I force row level security', one);
		execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
		-- The auditor only looks: it recomputes the chains and compares them with the witnesses.
		execute format('grant select on %I to chasse_croise_auditor', one);
		execute format('create policy verification on %I for select to chasse_croise_auditor using (true)', one);
	end loop;
	grant usage on schema public to chasse_croise_auditor;
	grant select (id) on domain_event to chasse_croise_auditor;
	create policy verification on domain_event for select to chasse_croise_auditor using (true);
	grant select on demo_clock to chasse_croise_auditor;
	create policy verification on demo_clock for select to chasse_croise_auditor using (true);
	-- The worker signs the heads every hour.
	grant select on audit_head to chasse_croise_worker;
	grant select, insert on audit_checkpoint to chasse_croise_worker;
	create policy jobs on audit_head for select to chasse_croise_worker using (true);
	create policy jobs on audit_checkpoint to chasse_croise_worker using (true) with check (true);
	-- An organism reads its journals and keeps the signed heads, so that it can tell whether the journals were rewritten.
	grant select on audit_entry, audit_checkpoint, audit_pseudonym to chasse_croise_server;
	create policy own_organism on audit_entry for select to chasse_croise_server
		using (app_role() = 'staff' and chain_id = app_org());
	create policy witnesses on audit_checkpoint for select to chasse_croise_server using (app_role() = 'staff');
	-- A household reads who has read its file.
	create policy own_household on audit_pseudonym for select to chasse_croise_server
		using (app_role() = 'tenant' and person_id = app_household());
	create policy who_read_my_file on audit_entry for select to chasse_croise_server using (
		app_role() = 'tenant' and journal = 'reads' and action = 'FileRead'
		and subject = (select pseudonym from audit_pseudonym where person_id = app_household()));
end $$;
--> statement-breakpoint
create function audit_pseudonym_of(person uuid) returns uuid language plpgsql security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	declare
		known uuid;
	begin
		if person is null then return null; end if;
		select pseudonym into known from audit_pseudonym where person_id = person;
		if known is null then
			insert into audit_pseudonym (person_id) values (person)
				on conflict (person_id) do update set person_id = excluded.person_id returning pseudonym into known;
		end if;
		return known;
	end $$;
--> statement-breakpoint
revoke execute on function audit_pseudonym_of(uuid) from public;
--> statement-breakpoint
-- Adds entries to the journals they name. The heads are locked in the order of their keys, whoever asks, so that two
-- transactions never wait for each other.
create function audit_append(entries jsonb) returns void language plpgsql security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	declare
		one record;
		head audit_head;
		told text;
		own_chain uuid := coalesce(
			app_org(), (select organism_id from household where id = app_household()), app_territory(),
			'00000000-0000-0000-0000-000000000000');
		who uuid;
		at text := to_char(app_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
	begin
		-- Pseudonyms first, in their order: nobody waits for one while it holds a journal.
		perform audit_pseudonym_of(person) from (
			select app_actor() as person union
			select (entry ->> 'subject')::uuid from jsonb_array_elements(entries) as list (entry)
				where (entry ->> 'isPerson')::boolean
			order by person) people;
		who := audit_pseudonym_of(app_actor());
		for one in
			select coalesce(named.chain::uuid, own_chain) as chain_id, entry ->> 'journal' as journal,
				entry ->> 'action' as action, (entry ->> 'isPerson')::boolean as is_person,
				(entry ->> 'subject')::uuid as subject, (entry ->> 'event')::bigint as event,
				(entry -> 'data') - 'accountId' - 'householdId' as data
			from jsonb_array_elements(entries) with ordinality as list (entry, nth)
			left join lateral (
				select distinct chain from jsonb_array_elements_text(entry -> 'chains') as chains (chain)) named on true
			order by chain_id, journal, nth
		loop
			if head.chain_id is distinct from one.chain_id or head.journal is distinct from one.journal then
				insert into audit_head (chain_id, journal, seq, hash, kept_hash)
					values (one.chain_id, one.journal, 0, repeat('0', 64), repeat('0', 64)) on conflict do nothing;
				select * into head from audit_head h
					where h.chain_id = one.chain_id and h.journal = one.journal for update;
			end if;
			head.seq := head.seq + 1;
			told := jsonb_build_object(
				'chain', head.chain_id, 'journal', head.journal, 'seq', head.seq, 'at', at, 'actor', who,
				'role', app_role(), 'action', one.action,
				'subject', case when one.is_person then audit_pseudonym_of(one.subject) else one.subject end,
				'event', one.event, 'data', one.data)::text;
			head.hash := encode(sha256(convert_to(head.hash || told, 'UTF8')), 'hex');
			insert into audit_entry (chain_id, journal, seq, entry, hash)
				values (head.chain_id, head.journal, head.seq, told, head.hash);
			update audit_head h set seq = head.seq, hash = head.hash
				where h.chain_id = head.chain_id and h.journal = head.journal;
		end loop;
	end $$;
--> statement-breakpoint
revoke execute on function audit_append(jsonb) from public;
--> statement-breakpoint
grant execute on function audit_append(jsonb) to chasse_croise_server, chasse_croise_worker;
--> statement-breakpoint
-- Deletes the entries of a journal at the end of their time, from the first one on: what is kept stays chained to what
-- was there. Never younger than six months, whoever asks (CNIL: six to twelve months for the journals of access).
create function audit_purge(which text, older_than timestamptz) returns bigint language plpgsql security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	declare
		head record;
		last bigint;
		deleted bigint := 0;
		before text := to_char(least(older_than, app_now() - interval '6 months') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
	begin
		for head in select * from audit_head h where h.journal = which order by h.chain_id for update loop
			select coalesce(min(seq) - 1, head.seq) into last from audit_entry e
				where e.chain_id = head.chain_id and e.journal = which and e.at >= before;
			continue when last < head.kept_from;
			update audit_head h set kept_from = last + 1,
				kept_hash = (select hash from audit_entry e where e.chain_id = h.chain_id and e.journal = which and e.seq = last)
				where h.chain_id = head.chain_id and h.journal = which;
			delete from audit_entry e where e.chain_id = head.chain_id and e.journal = which and e.seq <= last;
			deleted := deleted + last - head.kept_from + 1;
		end loop;
		return deleted;
	end $$;
--> statement-breakpoint
revoke execute on function audit_purge(text, timestamptz) from public;
--> statement-breakpoint
grant execute on function audit_purge(text, timestamptz) to chasse_croise_worker;
--> statement-breakpoint
create function refuse_rewriting() returns trigger language plpgsql as
	$$ begin
		if tg_op = 'DELETE' and old.seq < (select kept_from from audit_head h
			where h.chain_id = old.chain_id and h.journal = old.journal) then
			return old;
		end if;
		raise exception 'journals are only added to' using errcode = 'restrict_violation';
	end $$;
--> statement-breakpoint
create trigger an_entry_is_never_edited before update or delete on audit_entry
	for each row execute function refuse_rewriting();
--> statement-breakpoint
create trigger journals_are_never_emptied before truncate on audit_entry
	for each statement execute function refuse_change();
--> statement-breakpoint
create trigger a_checkpoint_is_never_edited before update or delete or truncate on audit_checkpoint
	for each statement execute function refuse_change();
