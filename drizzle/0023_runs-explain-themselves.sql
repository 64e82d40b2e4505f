CREATE TABLE "household_insight" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"insight" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_insight" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"territory_id" uuid NOT NULL,
	"insight" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "household_insight" ADD CONSTRAINT "household_insight_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_insight" ADD CONSTRAINT "household_insight_run_id_matching_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."matching_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_insight" ADD CONSTRAINT "household_insight_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_insight" ADD CONSTRAINT "household_insight_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_insight" ADD CONSTRAINT "run_insight_run_id_matching_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."matching_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_insight" ADD CONSTRAINT "run_insight_territory_id_territory_id_fk" FOREIGN KEY ("territory_id") REFERENCES "public"."territory"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "insight_by_organism" ON "household_insight" USING btree ("organism_id");--> statement-breakpoint
CREATE INDEX "insight_by_run" ON "household_insight" USING btree ("run_id");