CREATE TABLE "dwelling_import" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organism_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"size" integer NOT NULL,
	"table" jsonb NOT NULL,
	"mapping" jsonb,
	"state" text DEFAULT 'toMap' NOT NULL,
	"check_id" uuid,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"counts" jsonb,
	"problem" jsonb,
	"received_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "import_state_is_known" CHECK ("dwelling_import"."state" in ('toMap', 'checking', 'checked', 'applying', 'applied', 'failed', 'discarded'))
);
--> statement-breakpoint
CREATE TABLE "dwelling_import_line" (
	"import_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"line" bigint NOT NULL,
	"reference" text NOT NULL,
	"outcome" text NOT NULL,
	"dwelling_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"faults" jsonb,
	CONSTRAINT "dwelling_import_line_import_id_line_pk" PRIMARY KEY("import_id","line"),
	CONSTRAINT "import_line_outcome_is_known" CHECK ("dwelling_import_line"."outcome" in ('created', 'changed', 'unchanged', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "dwelling_import_piece" (
	"import_id" uuid NOT NULL,
	"organism_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "dwelling_import_piece_import_id_position_pk" PRIMARY KEY("import_id","position")
);
--> statement-breakpoint
CREATE TABLE "export_record" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organism_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"list" text NOT NULL,
	"purpose" text NOT NULL,
	"format" text NOT NULL,
	"filters" jsonb NOT NULL,
	"rows" integer NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	CONSTRAINT "export_list_is_known" CHECK ("export_record"."list" in ('dwellings', 'files', 'listings')),
	CONSTRAINT "export_purpose_is_known" CHECK ("export_record"."purpose" in ('followUp', 'commission', 'reconciliation', 'statistics', 'legalRequest')),
	CONSTRAINT "export_format_is_known" CHECK ("export_record"."format" in ('csv', 'xlsx'))
);
--> statement-breakpoint
ALTER TABLE "dwelling_import" ADD CONSTRAINT "dwelling_import_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwelling_import_line" ADD CONSTRAINT "dwelling_import_line_import_id_dwelling_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."dwelling_import"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dwelling_import_piece" ADD CONSTRAINT "dwelling_import_piece_import_id_dwelling_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."dwelling_import"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_record" ADD CONSTRAINT "export_record_organism_id_organism_id_fk" FOREIGN KEY ("organism_id") REFERENCES "public"."organism"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_by_organism" ON "dwelling_import" USING btree ("organism_id","received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_import_written_at_a_time" ON "dwelling_import" USING btree ("organism_id") WHERE "dwelling_import"."state" = 'applying';--> statement-breakpoint
CREATE INDEX "import_line_by_reference" ON "dwelling_import_line" USING btree ("import_id","reference");--> statement-breakpoint
CREATE INDEX "import_line_by_outcome" ON "dwelling_import_line" USING btree ("import_id","outcome","line");--> statement-breakpoint
CREATE INDEX "export_by_organism" ON "export_record" USING btree ("organism_id","requested_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_dwelling_per_reference" ON "dwelling_address" USING btree ("organism_id","reference");