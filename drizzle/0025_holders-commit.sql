CREATE TABLE "commitment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"leg_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "one_commitment_per_holder" UNIQUE("leg_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_leg_id_leg_id_fk" FOREIGN KEY ("leg_id") REFERENCES "public"."leg"("id") ON DELETE no action ON UPDATE no action;