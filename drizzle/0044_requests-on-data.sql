CREATE TABLE "data_request" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"part" text,
	"ground" text,
	"statement" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"prolongation_reason" text,
	"refusal_reason" text,
	"reply" text,
	"ended_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"late_told_at" timestamp with time zone,
	CONSTRAINT "data_request_kind_is_known" CHECK ("data_request"."kind" in ('rectification', 'limitation', 'objection')),
	CONSTRAINT "data_request_state_is_known" CHECK ("data_request"."state" in ('asked', 'prolonged', 'toCorrect', 'done', 'refused', 'withdrawn')),
	CONSTRAINT "data_request_part_is_known" CHECK ("data_request"."part" in ('persons', 'contact', 'lease', 'dwelling', 'rent', 'resources', 'demand', 'other')),
	CONSTRAINT "data_request_ground_is_known" CHECK ("data_request"."ground" in ('contested', 'unlawful', 'neededForClaim', 'objecting')),
	CONSTRAINT "prolongation_reason_is_known" CHECK ("data_request"."prolongation_reason" in ('complexity', 'number')),
	CONSTRAINT "request_refusal_reason_is_known" CHECK ("data_request"."refusal_reason" in ('accurate', 'keptByOthers', 'noGround', 'compelling', 'otherBasis', 'excessive', 'unidentified')),
	CONSTRAINT "statement_is_sealed" CHECK ("data_request"."statement" like 'v1.%'),
	CONSTRAINT "reply_is_sealed" CHECK ("data_request"."reply" like 'v1.%')
);
--> statement-breakpoint
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "data_request_by_account" ON "data_request" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "data_request_by_household" ON "data_request" USING btree ("household_id");--> statement-breakpoint
CREATE INDEX "data_request_by_organism" ON "data_request" USING btree ("organism_id","state","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_limit_of_a_kind_per_person" ON "data_request" USING btree ("account_id","kind") WHERE "data_request"."kind" <> 'rectification' and "data_request"."state" in ('asked', 'prolonged');