ALTER TABLE "run_pool" ALTER COLUMN "fingerprint" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "run_pool" ALTER COLUMN "question" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "run_pool" DROP COLUMN "pool";