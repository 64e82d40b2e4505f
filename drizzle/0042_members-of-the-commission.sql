CREATE TABLE "ballot" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"meeting_id" uuid NOT NULL,
	"candidacy_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "one_ballot_per_case_and_meeting" UNIQUE("meeting_id","candidacy_id"),
	CONSTRAINT "ballot_kind_is_known" CHECK ("ballot"."kind" in ('AWARD', 'AWARD_RANKED', 'AWARD_CONDITIONAL', 'NON_AWARD', 'INADMISSIBLE', 'POSTPONED'))
);
--> statement-breakpoint
CREATE TABLE "case_withdrawal" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"candidacy_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"withdrawn_at" timestamp with time zone NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "one_withdrawal_per_member_and_case" UNIQUE("candidacy_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "member_vote" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"meeting_id" uuid NOT NULL,
	"candidacy_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"choice" text NOT NULL,
	"voted_at" timestamp with time zone NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "one_vote_per_member_and_decision" UNIQUE("meeting_id","candidacy_id","member_id","kind"),
	CONSTRAINT "vote_choice_is_known" CHECK ("member_vote"."choice" in ('for', 'against', 'abstain'))
);
--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "committee_member_id" uuid;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "own_votes" jsonb DEFAULT '{"for":0,"against":0,"abstain":0}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "a_vote_is_asked_on_the_agenda" FOREIGN KEY ("meeting_id","candidacy_id") REFERENCES "public"."agenda_item"("meeting_id","candidacy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_withdrawal" ADD CONSTRAINT "case_withdrawal_candidacy_id_candidacy_id_fk" FOREIGN KEY ("candidacy_id") REFERENCES "public"."candidacy"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_withdrawal" ADD CONSTRAINT "case_withdrawal_member_id_committee_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."committee_member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_vote" ADD CONSTRAINT "member_vote_member_id_committee_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."committee_member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_vote" ADD CONSTRAINT "a_vote_is_given_on_what_is_asked" FOREIGN KEY ("meeting_id","candidacy_id") REFERENCES "public"."ballot"("meeting_id","candidacy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_committee_member_id_committee_member_id_fk" FOREIGN KEY ("committee_member_id") REFERENCES "public"."committee_member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_account_per_seat" ON "account" USING btree ("committee_member_id");--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_of_a_member_is_for_a_seat" CHECK (("account"."staff_role" is not distinct from 'commissionMember') = ("account"."committee_member_id" is not null));