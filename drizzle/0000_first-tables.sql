CREATE TABLE "account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"email" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"phone" text,
	"password_hash" text,
	"household_id" uuid,
	"organism_id" uuid,
	"territory_id" uuid,
	"staff_role" text,
	"locale" text DEFAULT 'fr' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_kind_is_known" CHECK ("account"."kind" in ('tenant', 'staff', 'coordinator')),
	CONSTRAINT "account_belongs_to_what_its_kind_says" CHECK (("account"."kind" = 'tenant') = ("account"."household_id" is not null)
				and ("account"."kind" = 'staff') = ("account"."organism_id" is not null)
				and ("account"."kind" = 'staff') = ("account"."staff_role" is not null)
				and ("account"."kind" = 'coordinator') = ("account"."territory_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"key" text NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "attempt_key_window_start_pk" PRIMARY KEY("key","window_start")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"absolute_expires_at" timestamp with time zone NOT NULL,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "agenda_item" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"meeting_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"candidacy_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "one_item_per_case" UNIQUE("meeting_id","candidacy_id"),
	CONSTRAINT "one_case_per_position" UNIQUE("meeting_id","position")
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"meeting_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"represented_by" text,
	CONSTRAINT "one_attendance_per_member" UNIQUE("meeting_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"meeting_id" uuid NOT NULL,
	"candidacy_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"motives" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"votes" jsonb NOT NULL,
	"casting_vote" boolean DEFAULT false NOT NULL,
	"withdrawn_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"rank" integer,
	"condition" text,
	"condition_due_on" date,
	"postponed_to" date,
	"candidates" integer NOT NULL,
	"fewer_than_three_reason" text,
	"waived_rules" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"rules_version" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "one_decision_per_case_and_meeting" UNIQUE("meeting_id","candidacy_id"),
	CONSTRAINT "fewer_than_three_candidates_are_explained" CHECK ("decision"."kind" = 'POSTPONED' or "decision"."candidates" >= 3 or "decision"."fewer_than_three_reason" is not null),
	CONSTRAINT "a_refusal_has_a_motive" CHECK ("decision"."kind" not in ('NON_AWARD', 'INADMISSIBLE', 'POSTPONED') or jsonb_array_length("decision"."motives") > 0)
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organism_id" uuid NOT NULL,
	"held_on" date NOT NULL,
	"starts_at" text DEFAULT '09:30' NOT NULL,
	"place" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"president_id" uuid,
	"quorum" integer,
	"convened_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"signed_at" timestamp with time zone,
	"minutes_number" text,
	CONSTRAINT "one_number_per_minutes" UNIQUE("organism_id","minutes_number"),
	CONSTRAINT "minutes_are_numbered_when_signed" CHECK (("meeting"."state" = 'signed') = ("meeting"."minutes_number" is not null)),
	CONSTRAINT "meeting_state_is_known" CHECK ("meeting"."state" in ('planned', 'convened', 'open', 'closed', 'signed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "candidacy" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"demand_id" uuid NOT NULL,
	"dwelling_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"leg_id" uuid NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"documents" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"postponed_to" date,
	"offer_sent_at" timestamp with time zone,
	"offer_due_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	CONSTRAINT "candidacy_state_is_known" CHECK ("candidacy"."state" in ('proposed', 'screened', 'fileComplete', 'onAgenda', 'awarded', 'awardedRanked', 'awardedConditional', 'offerSent', 'accepted', 'leaseSigned', 'screenedOut', 'abandoned', 'withdrawn', 'notAwarded', 'inadmissible', 'refused', 'noAnswer', 'conditionFailed'))
);
--> statement-breakpoint
CREATE TABLE "demand" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"household_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"leg_id" uuid NOT NULL,
	"unique_number" text NOT NULL,
	"first_deposited_on" date NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"strike_off_reason" text,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "one_demand_per_leg" UNIQUE("leg_id"),
	CONSTRAINT "demand_state_is_known" CHECK ("demand"."state" in ('draft', 'submitted', 'registered', 'renewalDue', 'underInstruction', 'struckOff'))
);
--> statement-breakpoint
CREATE TABLE "dwelling_address" (
	"dwelling_id" uuid PRIMARY KEY NOT NULL,
	"organism_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"street" text NOT NULL,
	"postal_code" text NOT NULL,
	"door" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dwelling" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organism_id" uuid NOT NULL,
	"estate_id" uuid NOT NULL,
	"commune" text NOT NULL,
	"rooms" integer NOT NULL,
	"area" double precision NOT NULL,
	"floor" integer NOT NULL,
	"has_lift" boolean NOT NULL,
	"accessibility" text NOT NULL,
	"financing" text NOT NULL,
	"relet_rent" double precision,
	"annex_rent" double precision NOT NULL,
	"charges" double precision NOT NULL,
	"energy_class" text,
	"is_decent" boolean,
	"has_apl_agreement" boolean NOT NULL,
	"is_in_priority_quarter" boolean NOT NULL,
	"reservation" jsonb NOT NULL,
	"blockers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_furnished" boolean DEFAULT false NOT NULL,
	"vacant_from" date,
	"starts_chains" boolean DEFAULT false NOT NULL,
	"programme" jsonb,
	"recorded_on" date,
	CONSTRAINT "dwelling_financing_is_known" CHECK ("dwelling"."financing" in ('PLAI', 'PLUS', 'PLS', 'PLI', 'HLM_BEFORE_1977', 'PLA_1977_1999'))
);
--> statement-breakpoint
CREATE TABLE "estate" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organism_id" uuid NOT NULL,
	"commune" text NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lease" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" text NOT NULL,
	"dwelling_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"principal_rent" double precision NOT NULL,
	"annex_rent" double precision NOT NULL,
	"charges" double precision NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"notice_given" boolean DEFAULT false NOT NULL,
	"has_litigation" boolean DEFAULT false NOT NULL,
	"checks" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "lease_kind_is_known" CHECK ("lease"."kind" in ('ordinary', 'law1948', 'precarious', 'jobTied', 'association', 'shared', 'specialUnit'))
);
--> statement-breakpoint
CREATE TABLE "household" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organism_id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_couple" boolean NOT NULL,
	"situation" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"household_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"birth_date" date NOT NULL,
	"role" text NOT NULL,
	"custody" text,
	"has_disability_card" boolean DEFAULT false NOT NULL,
	"is_ceiling_dependant" boolean,
	"is_apl_dependant" boolean,
	CONSTRAINT "person_role_is_known" CHECK ("person"."role" in ('holder', 'coHolder', 'partner', 'child', 'ascendant', 'other'))
);
--> statement-breakpoint
CREATE TABLE "matching_run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"territory_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"reason" text NOT NULL,
	"repairs_proposal_id" uuid,
	"requested_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"parameters" jsonb NOT NULL,
	"rules_version" text,
	"input_hash" text,
	"households" integer,
	"vacancies" integer,
	"arcs" integer,
	"moves" integer,
	"cycles" integer,
	"chains" integer,
	"value" double precision,
	"bound" double precision,
	"is_optimal" boolean,
	"stopped_because" text,
	"record" jsonb,
	"failure" text,
	CONSTRAINT "run_state_is_known" CHECK ("matching_run"."state" in ('queued', 'running', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "listing" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"household_id" uuid NOT NULL,
	"dwelling_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"motive" text,
	"need" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"return_reason" text,
	"published_on" date,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "listing_state_is_known" CHECK ("listing"."state" in ('draft', 'submitted', 'returned', 'published', 'paused', 'engaged', 'housed', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "committee_member" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organism_id" uuid NOT NULL,
	"name" text NOT NULL,
	"capacity" text NOT NULL,
	"is_voting" boolean NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "member_capacity_is_known" CHECK ("committee_member"."capacity" in ('boardMember', 'tenantRepresentative', 'mayor', 'prefect', 'epciPresident', 'socialEngineering', 'reserver'))
);
--> statement-breakpoint
CREATE TABLE "commune" (
	"insee" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"department" text NOT NULL,
	"lon" double precision NOT NULL,
	"lat" double precision NOT NULL,
	"population" integer
);
--> statement-breakpoint
CREATE TABLE "organism" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"territory_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"opening_hours" text DEFAULT '' NOT NULL,
	"quorum" integer,
	"allows_exchange_alone" boolean DEFAULT false NOT NULL,
	"rule_settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "organism_kind_is_known" CHECK ("organism"."kind" in ('OPH', 'ESH', 'SEM', 'COOP', 'OTHER'))
);
--> statement-breakpoint
CREATE TABLE "territory" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"max_cycle" integer DEFAULT 4 NOT NULL,
	"max_chain" integer DEFAULT 4 NOT NULL,
	"step_delays" jsonb NOT NULL,
	"charter" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counter" (
	"name" text PRIMARY KEY NOT NULL,
	"value" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo_clock" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"shift" interval DEFAULT '0' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "domain_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "domain_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"territory_id" uuid,
	"organism_ids" uuid[] DEFAULT '{}' NOT NULL,
	"actor_id" uuid,
	"actor_role" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"actor_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"command" text NOT NULL,
	"request_hash" text NOT NULL,
	"answer" jsonb,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_key_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "letter" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"event_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid NOT NULL,
	"organism_id" uuid,
	"household_id" uuid,
	"locale" text NOT NULL,
	"email" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"path" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	CONSTRAINT "one_letter_per_event_recipient_and_kind" UNIQUE("event_id","account_id","kind")
);
--> statement-breakpoint
CREATE TABLE "answer" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"leg_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"question" text NOT NULL,
	"is_yes" boolean NOT NULL,
	"motive" text,
	"note" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "one_answer_per_question" UNIQUE("leg_id","question")
);
--> statement-breakpoint
CREATE TABLE "dwelling_hold" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dwelling_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "household_hold" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"household_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "leg_assessment" (
	"leg_id" uuid PRIMARY KEY NOT NULL,
	"household_id" uuid NOT NULL,
	"home_organism_id" uuid NOT NULL,
	"target_organism_id" uuid NOT NULL,
	"rules_version" text NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	"verdicts" jsonb NOT NULL,
	"cost" jsonb NOT NULL,
	"wishes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leg" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"proposal_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"household_id" uuid NOT NULL,
	"home_organism_id" uuid NOT NULL,
	"current_dwelling_id" uuid NOT NULL,
	"target_dwelling_id" uuid NOT NULL,
	"target_organism_id" uuid NOT NULL,
	CONSTRAINT "one_leg_per_position" UNIQUE("proposal_id","position"),
	CONSTRAINT "one_leg_per_household_in_a_proposal" UNIQUE("proposal_id","household_id"),
	CONSTRAINT "one_leg_per_target_in_a_proposal" UNIQUE("proposal_id","target_dwelling_id"),
	CONSTRAINT "leg_state_is_known" CHECK ("leg"."state" in ('proposed', 'accepted', 'visited', 'committed', 'supported', 'awarded', 'offerAccepted', 'signed', 'declined', 'opposed', 'refused', 'expired', 'released'))
);
--> statement-breakpoint
CREATE TABLE "opinion" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"leg_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reasons" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "one_opinion_per_leg" UNIQUE("leg_id")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"territory_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"household_ids" uuid[] NOT NULL,
	"organism_ids" uuid[] NOT NULL,
	"state" text DEFAULT 'found' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"signing_day" date,
	"broken_reason" text,
	"broken_leg_id" uuid,
	"ended_at" timestamp with time zone,
	"repairs_id" uuid,
	"reminded_at" timestamp with time zone,
	CONSTRAINT "one_reference_per_proposal" UNIQUE("reference"),
	CONSTRAINT "proposal_state_is_known" CHECK ("proposal"."state" in ('found', 'open', 'visiting', 'committing', 'instructing', 'confirmed', 'offered', 'sealed', 'signing', 'completed', 'broken', 'discarded'))
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"leg_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"host_household_id" uuid,
	"target_organism_id" uuid NOT NULL,
	"planned_for" timestamp with time zone,
	"proposed_by" text,
	"agreed_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	CONSTRAINT "one_visit_per_leg" UNIQUE("leg_id")
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_territory_id_territory_id_fk" FOREIGN KEY ("territory_id") REFERENCES "public"."territory"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_candidacy_id_candidacy_id_fk" FOREIGN KEY ("candidacy_id") REFERENCES "public"."candidacy"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_member_id_committee_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."committee_member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "a_decision_is_taken_in_a_meeting" FOREIGN KEY ("meeting_id","candidacy_id") REFERENCES "public"."agenda_item"("meeting_id","candidacy_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_president_id_committee_member_id_fk" FOREIGN KEY ("president_id") REFERENCES "public"."committee_member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidacy" ADD CONSTRAINT "candidacy_demand_id_demand_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidacy" ADD CONSTRAINT "candidacy_dwelling_id_dwelling_id_fk" FOREIGN KEY ("dwelling_id") REFERENCES "public"."dwelling"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidacy" ADD CONSTRAINT "candidacy_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidacy" ADD CONSTRAINT "candidacy_leg_id_leg_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."leg"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand" ADD CONSTRAINT "demand_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand" ADD CONSTRAINT "demand_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand" ADD CONSTRAINT "demand_leg_id_leg_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."leg"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwelling_address" ADD CONSTRAINT "dwelling_address_dwelling_id_dwelling_id_fk" FOREIGN KEY ("dwelling_id") REFERENCES "public"."dwelling"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwelling_address" ADD CONSTRAINT "dwelling_address_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwelling" ADD CONSTRAINT "dwelling_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwelling" ADD CONSTRAINT "dwelling_estate_id_estate_id_fk" FOREIGN KEY ("estate_id") REFERENCES "public"."estate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwelling" ADD CONSTRAINT "dwelling_commune_commune_insee_fk" FOREIGN KEY ("commune") REFERENCES "public"."commune"("insee") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "estate" ADD CONSTRAINT "estate_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "estate" ADD CONSTRAINT "estate_commune_commune_insee_fk" FOREIGN KEY ("commune") REFERENCES "public"."commune"("insee") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease" ADD CONSTRAINT "lease_dwelling_id_dwelling_id_fk" FOREIGN KEY ("dwelling_id") REFERENCES "public"."dwelling"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease" ADD CONSTRAINT "lease_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease" ADD CONSTRAINT "lease_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household" ADD CONSTRAINT "household_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matching_run" ADD CONSTRAINT "matching_run_territory_id_territory_id_fk" FOREIGN KEY ("territory_id") REFERENCES "public"."territory"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_dwelling_id_dwelling_id_fk" FOREIGN KEY ("dwelling_id") REFERENCES "public"."dwelling"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_member" ADD CONSTRAINT "committee_member_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organism" ADD CONSTRAINT "organism_territory_id_territory_id_fk" FOREIGN KEY ("territory_id") REFERENCES "public"."territory"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_event_id_domain_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."domain_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_leg_id_leg_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."leg"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwelling_hold" ADD CONSTRAINT "dwelling_hold_dwelling_id_dwelling_id_fk" FOREIGN KEY ("dwelling_id") REFERENCES "public"."dwelling"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwelling_hold" ADD CONSTRAINT "dwelling_hold_proposal_id_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_hold" ADD CONSTRAINT "household_hold_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_hold" ADD CONSTRAINT "household_hold_proposal_id_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg_assessment" ADD CONSTRAINT "leg_assessment_leg_id_leg_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."leg"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_proposal_id_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_home_organism_id_organism_id_fk" FOREIGN KEY ("home_organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_current_dwelling_id_dwelling_id_fk" FOREIGN KEY ("current_dwelling_id") REFERENCES "public"."dwelling"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_target_dwelling_id_dwelling_id_fk" FOREIGN KEY ("target_dwelling_id") REFERENCES "public"."dwelling"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leg" ADD CONSTRAINT "leg_target_organism_id_organism_id_fk" FOREIGN KEY ("target_organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion" ADD CONSTRAINT "opinion_leg_id_leg_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."leg"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion" ADD CONSTRAINT "opinion_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_territory_id_territory_id_fk" FOREIGN KEY ("territory_id") REFERENCES "public"."territory"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_run_id_matching_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."matching_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_leg_id_leg_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."leg"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_account_per_email" ON "account" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "account_by_household" ON "account" USING btree ("household_id");--> statement-breakpoint
CREATE INDEX "account_by_organism" ON "account" USING btree ("organism_id");--> statement-breakpoint
CREATE INDEX "session_by_account" ON "session" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_final_decision_per_case" ON "decision" USING btree ("candidacy_id") WHERE "decision"."kind" <> 'POSTPONED';--> statement-breakpoint
CREATE INDEX "meeting_by_organism" ON "meeting" USING btree ("organism_id","held_on");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_candidacy_per_leg" ON "candidacy" USING btree ("leg_id") WHERE "candidacy"."state" not in ('screenedOut', 'abandoned', 'withdrawn');--> statement-breakpoint
CREATE INDEX "candidacy_by_organism" ON "candidacy" USING btree ("organism_id","state");--> statement-breakpoint
CREATE INDEX "demand_by_organism" ON "demand" USING btree ("organism_id","state");--> statement-breakpoint
CREATE INDEX "dwelling_by_organism" ON "dwelling" USING btree ("organism_id");--> statement-breakpoint
CREATE INDEX "dwelling_by_place_and_size" ON "dwelling" USING btree ("commune","rooms");--> statement-breakpoint
CREATE UNIQUE INDEX "one_running_lease_per_dwelling" ON "lease" USING btree ("dwelling_id") WHERE "lease"."ends_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_running_lease_per_household" ON "lease" USING btree ("household_id") WHERE "lease"."ends_on" is null;--> statement-breakpoint
CREATE INDEX "lease_by_organism" ON "lease" USING btree ("organism_id");--> statement-breakpoint
CREATE INDEX "household_by_organism" ON "household" USING btree ("organism_id");--> statement-breakpoint
CREATE INDEX "person_by_household" ON "person" USING btree ("household_id");--> statement-breakpoint
CREATE INDEX "run_by_territory" ON "matching_run" USING btree ("territory_id","requested_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_listing_per_household" ON "listing" USING btree ("household_id") WHERE "listing"."state" not in ('housed', 'withdrawn');--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_listing_per_dwelling" ON "listing" USING btree ("dwelling_id") WHERE "listing"."state" not in ('housed', 'withdrawn');--> statement-breakpoint
CREATE INDEX "listing_by_organism" ON "listing" USING btree ("organism_id","state");--> statement-breakpoint
CREATE INDEX "event_by_subject" ON "domain_event" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "event_by_time" ON "domain_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "letter_by_account" ON "letter" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_hold_per_dwelling" ON "dwelling_hold" USING btree ("dwelling_id") WHERE "dwelling_hold"."released_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_hold_per_household" ON "household_hold" USING btree ("household_id") WHERE "household_hold"."released_at" is null;--> statement-breakpoint
CREATE INDEX "leg_by_household" ON "leg" USING btree ("household_id");--> statement-breakpoint
CREATE INDEX "leg_by_target_organism" ON "leg" USING btree ("target_organism_id");--> statement-breakpoint
CREATE INDEX "leg_by_home_organism" ON "leg" USING btree ("home_organism_id");--> statement-breakpoint
CREATE INDEX "proposal_by_territory" ON "proposal" USING btree ("territory_id","state");--> statement-breakpoint
CREATE INDEX "proposal_by_deadline" ON "proposal" USING btree ("due_at") WHERE "proposal"."due_at" is not null;