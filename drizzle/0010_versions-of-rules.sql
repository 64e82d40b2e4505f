CREATE TABLE "rule_set_version" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"scope" text NOT NULL,
	"territory_id" uuid NOT NULL,
	"organism_id" uuid,
	"number" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"effective_from" date,
	"activated_by" uuid,
	"activated_at" timestamp with time zone,
	CONSTRAINT "rule_scope_is_known" CHECK ("rule_set_version"."scope" in ('territory', 'organism')),
	CONSTRAINT "thresholds_of_an_organism_name_it" CHECK (("rule_set_version"."scope" = 'organism') = ("rule_set_version"."organism_id" is not null)),
	CONSTRAINT "rules_in_force_have_a_first_day" CHECK (("rule_set_version"."activated_at" is null) = ("rule_set_version"."effective_from" is null))
);
--> statement-breakpoint
ALTER TABLE "rule_set_version" ADD CONSTRAINT "rule_set_version_territory_id_territory_id_fk" FOREIGN KEY ("territory_id") REFERENCES "public"."territory"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_set_version" ADD CONSTRAINT "rule_set_version_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_number_per_version_of_rules" ON "rule_set_version" USING btree (coalesce("organism_id", "territory_id"),"number");--> statement-breakpoint
CREATE UNIQUE INDEX "one_draft_of_rules_at_a_time" ON "rule_set_version" USING btree (coalesce("organism_id", "territory_id")) WHERE "rule_set_version"."activated_at" is null;