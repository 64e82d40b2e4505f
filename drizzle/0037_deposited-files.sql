CREATE TABLE "document_file" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"household_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"bytes" integer NOT NULL,
	"is_sensitive" boolean GENERATED ALWAYS AS (code in ('FI-SE', 'SF-GR', 'RM-RE', 'RM-IJ', 'RM-PS')) STORED NOT NULL,
	"is_scanned" boolean NOT NULL,
	"deposited_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_file_name_is_sealed" CHECK ("document_file"."name" like 'v1.%'),
	CONSTRAINT "document_file_code_is_known" CHECK ("document_file"."code" in ('ID-FR', 'ID-ET', 'FI-AV', 'FI-BA', 'FI-SE', 'SF-MA', 'SF-PA', 'SF-GR', 'SF-EN', 'PR-ET', 'PR-AP', 'PR-AU', 'RM-SA', 'RM-NS', 'RM-RE', 'RM-CH', 'RM-IJ', 'RM-PA', 'RM-PS', 'RM-BO', 'RM-DI', 'PT-DH', 'LO-AC', 'MO-SL', 'MO-ND', 'MO-IN', 'MO-IH', 'MO-RV', 'MO-EX', 'MO-CO', 'MO-AP', 'MO-DI', 'MO-RF', 'MO-RT', 'MO-MP', 'MO-AM')),
	CONSTRAINT "document_file_format_is_known" CHECK ("document_file"."format" in ('jpeg', 'pdf'))
);
--> statement-breakpoint
ALTER TABLE "candidacy" ADD COLUMN "assigned_to" uuid;--> statement-breakpoint
ALTER TABLE "document_file" ADD CONSTRAINT "document_file_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_file_by_household" ON "document_file" USING btree ("household_id");