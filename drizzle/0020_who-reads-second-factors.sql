-- Second factors, recovery codes, links and known devices are for the sign-in alone, like sessions; jobs make the links
-- of recovery.
do $$
declare
	one text;
begin
	foreach one in array array['second_factor', 'recovery_code', 'account_link', 'known_device'] loop
		execute format('alter table %I enable row level security', one);
		execute format('alter table %I force row level security', one);
		execute format('grant select, insert, update, delete on %I to chasse_croise_server', one);
		execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
		execute format(
			'create policy sign_in on %I to chasse_croise_server using (app_role() = ''auth'') with check (app_role() = ''auth'')',
			one
		);
	end loop;
	grant select, insert, update, delete on account_link to chasse_croise_worker;
	create policy jobs on account_link to chasse_croise_worker using (true) with check (true);
end $$;
