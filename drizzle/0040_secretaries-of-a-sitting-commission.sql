-- The secretary of a commission reads the files of the cases it has before it: from the convocation to the end of the meeting.
create policy commission_sitting on document_file for select to chasse_croise_server
	using (app_role() = 'staff' and not is_sensitive and exists (
		select from candidacy join agenda_item on agenda_item.candidacy_id = candidacy.id
		join meeting on meeting.id = agenda_item.meeting_id
		where candidacy.household_id = document_file.household_id and candidacy.organism_id = app_org()
			and meeting.organism_id = app_org() and meeting.state in ('convened', 'open')
			and candidacy.documents @> jsonb_build_array(jsonb_build_object('code', document_file.code)))
		and exists (select from account where account.id = app_actor() and account.staff_role = 'calSecretary'));
