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
