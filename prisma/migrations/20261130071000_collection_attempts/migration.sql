-- A failed reading is a reading: of each machine that somebody tried to read, the newest attempt with how it ended. All
-- attempts are in the history; this is what pages ask, by name, since a machine that was only tried is no client.
CREATE TABLE "collection_attempt" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "fingerprint" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "via" TEXT,
    "code" TEXT,
    "details" JSONB NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "import_id" UUID,

    CONSTRAINT "collection_attempt_pkey" PRIMARY KEY ("name")
);

CREATE INDEX "collection_attempt_outcome_name_idx" ON "collection_attempt"("outcome", "name");
