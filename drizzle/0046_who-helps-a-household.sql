CREATE TABLE "mandate" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"household_id" uuid NOT NULL,
	"account_id" uuid,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "a_mandate_ends_after_it_begins" CHECK ("mandate"."ends_at" > "mandate"."created_at")
);
--> statement-breakpoint
ALTER TABLE "account" DROP CONSTRAINT "account_kind_is_known";--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_mandate_per_household" ON "mandate" USING btree ("household_id") WHERE "mandate"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_mandate_per_helper" ON "mandate" USING btree ("account_id") WHERE "mandate"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "mandate_by_household" ON "mandate" USING btree ("household_id");--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_kind_is_known" CHECK ("account"."kind" in ('tenant', 'helper', 'staff', 'coordinator'));