ALTER TABLE "committee_member" ADD COLUMN "commune" text;--> statement-breakpoint
ALTER TABLE "committee_member" ADD CONSTRAINT "committee_member_commune_commune_insee_fk" FOREIGN KEY ("commune") REFERENCES "public"."commune"("insee") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_member" ADD CONSTRAINT "a_mayor_alone_sits_for_a_commune" CHECK ("committee_member"."commune" is null or "committee_member"."capacity" = 'mayor');--> statement-breakpoint
-- Where every dwelling of an organism is in one commune, its mayor can be no other. Elsewhere the organism says which one;
-- until then a mayor sits for no case.
update committee_member set commune = place.commune
from (
	select organism_id, min(commune) as commune from dwelling group by organism_id having count(distinct commune) = 1
) place
where committee_member.capacity = 'mayor' and place.organism_id = committee_member.organism_id;
--> statement-breakpoint
-- Whether a case is for the seat of who asks: a mayor sits for the dwellings of their commune alone. As sitsFor
-- (src/domain/commissions/member.ts) says it.
create function app_sits_for(candidacy uuid) returns boolean language sql stable security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	select exists (
		select from committee_member seat, candidacy one join dwelling on dwelling.id = one.dwelling_id
		where seat.id = app_seat() and one.id = $1 and (seat.capacity <> 'mayor' or seat.commune = dwelling.commune))
	$$;
--> statement-breakpoint
revoke execute on function app_sits_for(uuid) from public;
--> statement-breakpoint
grant execute on function app_sits_for(uuid) to chasse_croise_server, chasse_croise_worker;
--> statement-breakpoint
-- A meeting without a case for the seat is not before them.
create or replace function app_sits_in(meeting uuid) returns boolean language sql stable security definer
	set search_path = pg_catalog, public, pg_temp as
	$$
	select app_seat() is not null
		and exists (
			select from meeting one where one.id = $1 and one.organism_id = app_org() and (
				one.state = 'convened' or (one.state in ('open', 'closed') and exists (
					select from attendance where attendance.meeting_id = one.id and attendance.member_id = app_seat()
						and attendance.represented_by is null))))
		and exists (
			select from agenda_item where agenda_item.meeting_id = $1 and app_sits_for(agenda_item.candidacy_id))
	$$;
--> statement-breakpoint
create or replace function app_has_before_it(meeting uuid, candidacy uuid) returns boolean language sql stable
	security definer set search_path = pg_catalog, public, pg_temp as
	$$
	select app_sits_in($1)
		and app_sits_for($2)
		and exists (select from agenda_item where agenda_item.meeting_id = $1 and agenda_item.candidacy_id = $2)
		and not exists (
			select from case_withdrawal where case_withdrawal.candidacy_id = $2 and case_withdrawal.member_id = app_seat())
	$$;
