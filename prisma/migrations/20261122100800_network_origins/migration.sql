-- Forests, domains, workgroups and zones are typed, come from a file, from a directory or with the sample: a later
-- reading of the directory must not look like a person's word, the sample must be removable, and what was given up
-- stays known as retired.
ALTER TABLE "directory_unit"
    ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'typed',
    ADD COLUMN "retired_at" TIMESTAMPTZ(3),
    ADD COLUMN "is_sample" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "dns_zone"
    ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'typed',
    ADD COLUMN "is_sample" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "directory_unit" ADD CONSTRAINT "directory_unit_origin"
    CHECK ("origin" IN ('typed', 'file', 'directory', 'sample'));
ALTER TABLE "dns_zone" ADD CONSTRAINT "dns_zone_origin"
    CHECK ("origin" IN ('typed', 'file', 'directory', 'fleet', 'sample'));
-- Only a domain lies in a forest.
ALTER TABLE "directory_unit" ADD CONSTRAINT "directory_unit_forest" CHECK ("kind" = 'domain' OR "forest_id" IS NULL);
