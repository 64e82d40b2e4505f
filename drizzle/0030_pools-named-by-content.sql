CREATE TABLE "match_change" (
	"dwelling_id" uuid NOT NULL,
	"made_by" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pool_snapshot" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"pool" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "run_pool" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "run_pool" ADD COLUMN "question" json;--> statement-breakpoint
CREATE INDEX "change_by_transaction" ON "match_change" USING btree ("made_by");--> statement-breakpoint
ALTER TABLE "run_pool" ADD CONSTRAINT "run_pool_fingerprint_pool_snapshot_fingerprint_fk" FOREIGN KEY ("fingerprint") REFERENCES "public"."pool_snapshot"("fingerprint") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "listing_by_code" ON "listing" USING btree (left("id"::text, 8));