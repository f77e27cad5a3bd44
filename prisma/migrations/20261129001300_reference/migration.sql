-- What an admin added to the reference or corrected in it. The tables in code stay the seed; a withdrawn entry
-- stays as a row, and the seed holds again.
CREATE TABLE "reference_entry" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "dated" TEXT NOT NULL,
    "note" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by_id" TEXT,
    "added_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" TEXT,
    "changed_by" TEXT NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT,
    "withdrawn_reason" TEXT,

    CONSTRAINT "reference_entry_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "reference_entry_kind_key_idx" ON "reference_entry"("kind", "key");

ALTER TABLE "reference_entry" ADD CONSTRAINT "reference_entry_kind"
    CHECK ("kind" IN ('product', 'key', 'code', 'event', 'keyGroup', 'hostUpdate'));
ALTER TABLE "reference_entry" ADD CONSTRAINT "reference_entry_dated" CHECK ("dated" ~ '^\d{4}-(0[1-9]|1[0-2])$');
ALTER TABLE "reference_entry" ADD CONSTRAINT "reference_entry_value" CHECK (jsonb_typeof("value") = 'object');
ALTER TABLE "reference_entry" ADD CONSTRAINT "reference_entry_withdrawn"
    CHECK (("withdrawn_at" IS NULL) = ("withdrawn_by" IS NULL) AND ("withdrawn_at" IS NULL) = ("withdrawn_reason" IS NULL));
-- One entry in force for each thing.
CREATE UNIQUE INDEX "reference_entry_in_force" ON "reference_entry"("kind", "key") WHERE "withdrawn_at" IS NULL;

-- What is recorded of a product is relabelled after an entry of ours about it changed, outside the request: a
-- large fleet takes most of a minute. A row stands here from the change until that is done, so that a process
-- that was killed in between leaves something to take up again.
CREATE TABLE "reference_relabel" (
    "activation_id" UUID NOT NULL,
    "asks" INTEGER NOT NULL DEFAULT 1,
    "licenses" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,

    CONSTRAINT "reference_relabel_pkey" PRIMARY KEY ("activation_id")
);

ALTER TABLE "reference_relabel" ADD CONSTRAINT "reference_relabel_licenses" CHECK ("licenses" >= 0);
