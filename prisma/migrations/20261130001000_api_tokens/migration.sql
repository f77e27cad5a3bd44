-- What machines and programs send and read with. A token belongs to a source, never to a person; only hashes of its secrets are
-- kept. While it is rotated two secrets hold.
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "scopes" TEXT[],
    "token_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "previous_hash" TEXT,
    "previous_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_from" TEXT,
    "last_used_agent" TEXT,
    "previous_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");
CREATE UNIQUE INDEX "api_token_previous_hash_key" ON "api_token"("previous_hash");
-- A name is free again when its token has been revoked.
CREATE UNIQUE INDEX "api_token_name_in_use" ON "api_token"("name") WHERE "revoked_at" IS NULL;

-- Posts as they were answered: the same bytes again get the same answer.
CREATE TABLE "api_post" (
    "token_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "import_id" UUID NOT NULL,
    "answer" JSONB NOT NULL,

    CONSTRAINT "api_post_pkey" PRIMARY KEY ("token_id","digest")
);
CREATE INDEX "api_post_at_idx" ON "api_post"("at");
ALTER TABLE "api_post" ADD CONSTRAINT "api_post_token_id_fkey"
  FOREIGN KEY ("token_id") REFERENCES "api_token"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "api_post" ADD CONSTRAINT "api_post_import_id_fkey"
  FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The posts of a source in an hour are one import. A file that a machine sent is recorded as soon as it has been read.
ALTER TABLE "import" ADD COLUMN "source" TEXT,
                     ADD COLUMN "source_hour" TIMESTAMPTZ(3),
                     ADD COLUMN "record_when_read" BOOLEAN NOT NULL DEFAULT false;
CREATE UNIQUE INDEX "import_source_source_hour_key" ON "import"("source", "source_hour");
