-- A candidate may be outranked: one ranked before it took the dwelling.
alter table candidacy drop constraint candidacy_state_is_known;
--> statement-breakpoint
alter table candidacy add constraint candidacy_state_is_known check (state in (
	'proposed', 'screened', 'fileComplete', 'onAgenda', 'awarded', 'awardedRanked', 'awardedConditional', 'offerSent',
	'accepted', 'leaseSigned', 'screenedOut', 'abandoned', 'withdrawn', 'notAwarded', 'inadmissible', 'refused',
	'noAnswer', 'conditionFailed', 'outranked'));
--> statement-breakpoint

-- The agenda closes with the convocation, the presences with the meeting: what the minutes say cannot be rewritten.
create function refuse_change_of_agenda() returns trigger language plpgsql as
	$$ begin
		if not exists (select from meeting where id = coalesce(new.meeting_id, old.meeting_id) and state = 'planned') then
			raise exception 'the agenda of the meeting is closed' using errcode = 'restrict_violation';
		end if;
		return coalesce(new, old);
	end $$;
--> statement-breakpoint
create trigger a_closed_agenda_is_never_edited before insert or update or delete on agenda_item
	for each row execute function refuse_change_of_agenda();
--> statement-breakpoint
create function refuse_change_of_attendance() returns trigger language plpgsql as
	$$ begin
		if not exists (
			select from meeting where id = coalesce(new.meeting_id, old.meeting_id) and state in ('planned', 'convened', 'open')
		) then
			raise exception 'the meeting is over' using errcode = 'restrict_violation';
		end if;
		return coalesce(new, old);
	end $$;
--> statement-breakpoint
create trigger presences_end_with_the_meeting before insert or update or delete on attendance
	for each row execute function refuse_change_of_attendance();
