-- When a piece of an upload arrived: one whose process died is told from one that still goes on, and its bytes go.
ALTER TABLE "import_chunk" ADD COLUMN "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
