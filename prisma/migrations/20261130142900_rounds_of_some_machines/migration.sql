-- In a large fleet an import is followed by a round over the machines that were heard of, not over all of them.
ALTER TABLE "alert_round" ADD COLUMN "last_at" TIMESTAMPTZ(3);
UPDATE "alert_round" SET "last_at" = "at";
ALTER TABLE "alert_round" ALTER COLUMN "last_at" SET NOT NULL;
