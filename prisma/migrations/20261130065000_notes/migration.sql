-- What people write about a machine or a KMS host, beside its history. A machine goes by its id, so that a note is kept over a
-- new name; a host by the name its page has.
CREATE TABLE "note" (
    "id" UUID NOT NULL,
    "client_id" INTEGER,
    "host" TEXT,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" TEXT,
    "author" TEXT NOT NULL,

    CONSTRAINT "note_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "note_is_about_one" CHECK (("client_id" IS NULL) <> ("host" IS NULL))
);
CREATE INDEX "note_client_id_at_idx" ON "note"("client_id", "at");
CREATE INDEX "note_host_at_idx" ON "note"("host", "at");
ALTER TABLE "note" ADD CONSTRAINT "note_client_id_fkey"
  FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE CASCADE ON UPDATE CASCADE;
