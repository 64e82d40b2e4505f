-- A member of the commission sees what is before it when they sit, and nothing else. To the database a member is no member
-- of staff (app.role = 'member'): every table is closed to them but those that a policy opens to members by name.
do $$
declare
	one text;
begin
	foreach one in array array['ballot', 'member_vote', 'case_withdrawal'] loop
		execute format('alter table %I enable row level security', one);
		execute format('alter table %I force row level security', one);
		execute format('grant select, insert on %I to chasse_croise_server, chasse_croise_worker', one);
		execute format('create policy maintenance on %I to current_user using (true) with check (true)', one);
		execute format('create policy jobs on %I to chasse_croise_worker using (true) with check (true)', one);
		execute format(
			'create policy chain_logic on %I for select to chasse_croise_server using (app_role() = ''system'')', one);
		execute format('create policy own_organism on %I for select to chasse_croise_server
			using (app_role() = ''staff'' and organism_id = app_org())', one);
	end loop;
	-- The secretary asks a vote again on another decision; votes and withdrawals are written once, by their member alone.
	grant update on ballot to chasse_croise_server;
end $$;
--> statement-breakpoint
-- The seat of who asks, while they sit in the commission.
create function app_seat() returns uuid language sql stable security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	select committee_member.id from account join committee_member on committee_member.id = account.committee_member_id
	where app_role() = 'member' and account.id = app_actor() and committee_member.is_active
		and committee_member.organism_id = app_org()
	$$;
--> statement-breakpoint
-- Whether who asks has the cases of a meeting before them: everybody once it is convened; once it is open, who sits there
-- in person. As sessionViewOf (src/domain/commissions/seat.ts) says it.
create function app_sits_in(meeting uuid) returns boolean language sql stable security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	select app_seat() is not null and exists (
		select from meeting one where one.id = $1 and one.organism_id = app_org() and (
			one.state = 'convened' or (one.state in ('open', 'closed') and exists (
				select from attendance where attendance.meeting_id = one.id and attendance.member_id = app_seat()
					and attendance.represented_by is null))))
	$$;
--> statement-breakpoint
-- Whether a case is before who asks, in a meeting: not one that they withdrew from, in this meeting or another.
create function app_has_before_it(meeting uuid, candidacy uuid) returns boolean language sql stable security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	select app_sits_in($1)
		and exists (select from agenda_item where agenda_item.meeting_id = $1 and agenda_item.candidacy_id = $2)
		and not exists (
			select from case_withdrawal where case_withdrawal.candidacy_id = $2 and case_withdrawal.member_id = app_seat())
	$$;
--> statement-breakpoint
-- Whether who asks may vote now on a decision about a case.
create function app_votes_on(meeting uuid, candidacy uuid, decision_kind text) returns boolean language sql stable
	security definer set search_path = pg_catalog, public, pg_temp as
	$$
	select app_has_before_it($1, $2)
		and exists (select from committee_member where committee_member.id = app_seat() and committee_member.is_voting)
		and exists (select from meeting one where one.id = $1 and one.state = 'open')
		and exists (
			select from ballot where ballot.meeting_id = $1 and ballot.candidacy_id = $2 and ballot.kind = $3)
		and not exists (select from decision where decision.meeting_id = $1 and decision.candidacy_id = $2)
	$$;
--> statement-breakpoint
revoke execute on function app_seat(), app_sits_in(uuid), app_has_before_it(uuid, uuid), app_votes_on(uuid, uuid, text)
	from public;
--> statement-breakpoint
grant execute on function app_seat(), app_sits_in(uuid), app_has_before_it(uuid, uuid), app_votes_on(uuid, uuid, text)
	to chasse_croise_server, chasse_croise_worker;
--> statement-breakpoint
create policy own_seat on committee_member for select to chasse_croise_server using (id = app_seat());
--> statement-breakpoint
create policy own_presence on attendance for select to chasse_croise_server
	using (app_role() = 'member' and member_id = app_seat());
--> statement-breakpoint
create policy own_session on meeting for select to chasse_croise_server
	using (app_role() = 'member' and app_sits_in(id));
--> statement-breakpoint
create policy own_session on agenda_item for select to chasse_croise_server
	using (app_role() = 'member' and app_has_before_it(meeting_id, candidacy_id));
--> statement-breakpoint
create policy own_session on candidacy for select to chasse_croise_server
	using (app_role() = 'member' and organism_id = app_org() and exists (
		select from agenda_item where agenda_item.candidacy_id = candidacy.id));
--> statement-breakpoint
create policy own_session on ballot for select to chasse_croise_server
	using (app_role() = 'member' and app_has_before_it(meeting_id, candidacy_id));
--> statement-breakpoint
create policy own_vote on member_vote for select to chasse_croise_server
	using (app_role() = 'member' and member_id = app_seat());
--> statement-breakpoint
create policy own_vote_given on member_vote for insert to chasse_croise_server
	with check (app_role() = 'member' and member_id = app_seat() and organism_id = app_org() and account_id = app_actor()
		and app_votes_on(meeting_id, candidacy_id, kind));
--> statement-breakpoint
create policy own_withdrawal on case_withdrawal for select to chasse_croise_server
	using (app_role() = 'member' and member_id = app_seat());
--> statement-breakpoint
create policy own_withdrawal_said on case_withdrawal for insert to chasse_croise_server
	with check (app_role() = 'member' and member_id = app_seat() and organism_id = app_org() and account_id = app_actor()
		and app_has_before_it(meeting_id, candidacy_id));
--> statement-breakpoint
create policy secretary_asks on ballot for insert to chasse_croise_server
	with check (app_role() = 'staff' and organism_id = app_org() and exists (
		select from agenda_item where agenda_item.meeting_id = ballot.meeting_id
			and agenda_item.candidacy_id = ballot.candidacy_id));
--> statement-breakpoint
create policy secretary_asks_again on ballot for update to chasse_croise_server
	using (app_role() = 'staff' and organism_id = app_org())
	with check (app_role() = 'staff' and organism_id = app_org());
--> statement-breakpoint
-- Votes and withdrawals end with the decision they were about; never before five years, whoever asks.
create or replace function forget_decisions(older_than timestamptz) returns bigint language plpgsql security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	declare
		before timestamptz := least(older_than, app_now() - interval '5 years');
		forgotten bigint;
	begin
		perform set_config('app.forgetting', 'meeting', true);
		update meeting set minutes = minutes || '{"cases": []}'
			where signed_at < before and jsonb_array_length(minutes -> 'cases') > 0;
		perform set_config('app.forgetting', 'decision', true);
		delete from decision where decided_at < before;
		get diagnostics forgotten = row_count;
		perform set_config('app.forgetting', '', true);
		delete from member_vote where voted_at < before;
		delete from ballot where asked_at < before and not exists (
			select from member_vote
			where member_vote.meeting_id = ballot.meeting_id and member_vote.candidacy_id = ballot.candidacy_id);
		delete from case_withdrawal where withdrawn_at < before;
		return forgotten;
	end $$;
