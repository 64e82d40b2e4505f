CREATE TABLE "audit_checkpoint" (
	"number" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"body" text NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"chain_id" uuid NOT NULL,
	"journal" text NOT NULL,
	"seq" bigint NOT NULL,
	"entry" text NOT NULL,
	"hash" text NOT NULL,
	"at" text GENERATED ALWAYS AS ((entry::jsonb ->> 'at')) STORED,
	"action" text GENERATED ALWAYS AS ((entry::jsonb ->> 'action')) STORED,
	"subject" uuid GENERATED ALWAYS AS (((entry::jsonb ->> 'subject'))::uuid) STORED,
	"event" bigint GENERATED ALWAYS AS (((entry::jsonb ->> 'event'))::bigint) STORED,
	CONSTRAINT "audit_entry_chain_id_journal_seq_pk" PRIMARY KEY("chain_id","journal","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"chain_id" uuid NOT NULL,
	"journal" text NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"kept_from" bigint DEFAULT 1 NOT NULL,
	"kept_hash" text NOT NULL,
	CONSTRAINT "audit_head_chain_id_journal_pk" PRIMARY KEY("chain_id","journal")
);
--> statement-breakpoint
CREATE TABLE "audit_pseudonym" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"pseudonym" uuid DEFAULT gen_random_uuid() NOT NULL,
	CONSTRAINT "one_person_per_pseudonym" UNIQUE("pseudonym")
);
--> statement-breakpoint
CREATE INDEX "audit_entry_by_subject" ON "audit_entry" USING btree ("subject","journal");