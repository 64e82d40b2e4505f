CREATE TABLE "protection_referent" (
	"organism_id" uuid NOT NULL,
	"seat" integer NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "protection_referent_organism_id_seat_pk" PRIMARY KEY("organism_id","seat"),
	CONSTRAINT "one_seat_per_referent" UNIQUE("account_id"),
	CONSTRAINT "two_referents_by_organism" CHECK ("protection_referent"."seat" in (1, 2))
);
--> statement-breakpoint
CREATE TABLE "protection" (
	"subject" text PRIMARY KEY NOT NULL,
	"organism_id" uuid NOT NULL,
	"file" text NOT NULL,
	CONSTRAINT "protection_is_sealed" CHECK ("protection"."file" like 'v1.%')
);
--> statement-breakpoint
ALTER TABLE "protection_referent" ADD CONSTRAINT "protection_referent_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protection_referent" ADD CONSTRAINT "protection_referent_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protection" ADD CONSTRAINT "protection_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;