-- The sample fleet brings rules for its sites and owners, which go with it.
ALTER TABLE "belonging_rule" ADD COLUMN "is_sample" BOOLEAN NOT NULL DEFAULT false;
