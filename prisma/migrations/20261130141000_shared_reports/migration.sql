-- A report can be shown to somebody without an account, through a signed link that ends. What the link shows stands in a row, so
-- that it can be revoked, and so that who shared what with whom can be told.

CREATE TABLE "report_share" (
    "id" UUID NOT NULL,
    "report" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "hides_names" BOOLEAN NOT NULL,
    "audience" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT,
    "created_by" TEXT NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,
    "opened_at" TIMESTAMPTZ(3),
    "openings" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "report_share_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "report_share_ends" CHECK ("ends_at" > "created_at")
);
