-- An event is written and given its number at once (INSERT … RETURNING), which asks to read it: who acts reads what it
-- recorded itself.
create policy own_acts on domain_event for select to chasse_croise_server using (actor_id = app_actor());
