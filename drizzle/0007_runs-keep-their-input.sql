CREATE TABLE "run_pool" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"pool" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "matching_run" ADD COLUMN "stage" text;--> statement-breakpoint
ALTER TABLE "run_pool" ADD CONSTRAINT "run_pool_run_id_matching_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."matching_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_run_of_a_coordinator_at_a_time" ON "matching_run" USING btree ("territory_id") WHERE "matching_run"."reason" = 'coordinator' and "matching_run"."state" in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "one_repair_per_broken_chain" ON "matching_run" USING btree ("repairs_proposal_id");