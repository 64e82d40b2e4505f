ALTER TABLE "decision" ADD COLUMN "sheet" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "minutes" jsonb;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "warned_on" date;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "signed_minutes_are_kept" CHECK (("meeting"."state" = 'signed') = ("meeting"."minutes" is not null));