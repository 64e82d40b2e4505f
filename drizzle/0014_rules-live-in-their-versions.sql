ALTER TABLE "organism" DROP COLUMN "rule_settings";--> statement-breakpoint
ALTER TABLE "territory" DROP COLUMN "charter";