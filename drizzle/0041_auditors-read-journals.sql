-- The auditor of an organism reads its journals, and nothing else: to the database an auditor is no member of staff. Until
-- now every member of staff could have read them.
drop policy own_organism on audit_entry;
--> statement-breakpoint
create policy own_auditor on audit_entry for select to chasse_croise_server
	using (app_role() = 'auditor' and chain_id = app_org());
--> statement-breakpoint
drop policy witnesses on audit_checkpoint;
--> statement-breakpoint
create policy witnesses on audit_checkpoint for select to chasse_croise_server using (app_role() = 'auditor');
--> statement-breakpoint
-- Journals say pseudonyms. Those of the staff of the organism get their names back for its auditor; households do not.
create function journal_colleagues() returns table (pseudonym uuid, name text, staff_role text) language sql stable
	security definer set search_path = pg_catalog, public, pg_temp as
	$$
	select audit_pseudonym.pseudonym, account.first_name || ' ' || account.last_name, account.staff_role
	from account join audit_pseudonym on audit_pseudonym.person_id = account.id
	where app_role() = 'auditor' and account.kind = 'staff' and account.organism_id = app_org()
	$$;
--> statement-breakpoint
revoke execute on function journal_colleagues() from public;
--> statement-breakpoint
grant execute on function journal_colleagues() to chasse_croise_server;
