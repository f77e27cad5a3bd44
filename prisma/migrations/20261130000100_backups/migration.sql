-- Every try at a backup, so that whoever runs the console sees how old the newest one is, on whichever machine it lies.

CREATE TABLE "backup" (
    "id" SERIAL NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "path" TEXT NOT NULL,
    "machine" TEXT NOT NULL,
    "bytes" BIGINT,
    "problem" TEXT,

    CONSTRAINT "backup_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "backup_is_whole_or_says_why" CHECK (("bytes" IS NULL) = ("problem" IS NOT NULL))
);

CREATE INDEX "backup_taken_at_idx" ON "backup"("taken_at");
