-- Imports: the file or pasted text, its progress and preview, and the rows that could not be used.

CREATE TYPE "import_status" AS ENUM ('receiving', 'reading', 'ready', 'recording', 'done', 'cancelled', 'failed');

CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" TEXT,
    "created_by" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL DEFAULT 0,
    "sha256" TEXT,
    "format" TEXT,
    "format_label" TEXT,
    "encoding" TEXT,
    "host_name" TEXT,
    "observed_at" TIMESTAMPTZ(3),
    "status" "import_status" NOT NULL DEFAULT 'receiving',
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "problem" TEXT,
    "needs_host_name" BOOLEAN NOT NULL DEFAULT false,
    "read_bytes" BIGINT NOT NULL DEFAULT 0,
    "observations" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "fresh" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "new_clients" INTEGER NOT NULL DEFAULT 0,
    "changed_clients" INTEGER NOT NULL DEFAULT 0,
    "recorded" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "import_chunk" (
    "import_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "import_chunk_pkey" PRIMARY KEY ("import_id","seq")
);

CREATE TABLE "import_rejection" (
    "import_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "excerpt" TEXT NOT NULL,

    CONSTRAINT "import_rejection_pkey" PRIMARY KEY ("import_id","seq")
);

CREATE INDEX "import_created_at_idx" ON "import"("created_at");

ALTER TABLE "import_chunk" ADD CONSTRAINT "import_chunk_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "import_rejection" ADD CONSTRAINT "import_rejection_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "import_rejection" ADD CONSTRAINT "import_rejection_excerpt_is_short" CHECK (length("excerpt") <= 200);
