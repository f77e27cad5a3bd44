-- A second factor for those who sign in with a password, proof within ten minutes before what is grave, and whole keys released
-- by a second person (docs/decisions/0035-second-factors-and-proof.md).

-- waits: the password was right, the second factor is still to come; such a session opens nothing. method: what it was begun with.
ALTER TABLE "session"
    ADD COLUMN "waits" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "confirmed_at" TIMESTAMPTZ(3),
    ADD COLUMN "method" TEXT;

ALTER TABLE "setup_link" ADD COLUMN "is_emergency" BOOLEAN NOT NULL DEFAULT false;

-- The secret of an authenticator app, sealed as product keys are. last_step: of the code that was used last, which opens
-- nothing again.
CREATE TABLE "authenticator_app" (
    "user_id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" INTEGER,

    CONSTRAINT "authenticator_app_pkey" PRIMARY KEY ("user_id")
);

CREATE TABLE "recovery_code" (
    "user_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("user_id","code_hash")
);

CREATE TABLE "passkey" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "passkey_user_id_idx" ON "passkey"("user_id");

ALTER TABLE "authenticator_app" ADD CONSTRAINT "authenticator_app_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One row: which roles need a second factor, and whether a whole key needs two persons, which it also takes to end that.
CREATE TABLE "access_rules" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "second_factor_roles" "role"[] DEFAULT ARRAY[]::"role"[],
    "two_persons" BOOLEAN NOT NULL DEFAULT false,
    "off_asked_by_id" TEXT,
    "off_asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_rules_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "access_rules_one_row" CHECK ("id" = 1)
);
INSERT INTO "access_rules" DEFAULT VALUES;

-- A whole key that one person asked for and another may release. Used once, within its time.
CREATE TABLE "key_release" (
    "id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "asked_by_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_by_id" TEXT,
    "granted" BOOLEAN,
    "answered_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "key_release_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "key_release_by_another" CHECK ("answered_by_id" <> "asked_by_id"),
    CONSTRAINT "key_release_answered" CHECK (("answered_by_id" IS NULL) = ("granted" IS NULL)),
    CONSTRAINT "key_release_used" CHECK ("used_at" IS NULL OR "granted")
);
CREATE INDEX "key_release_key_id_asked_by_id_idx" ON "key_release"("key_id", "asked_by_id");
ALTER TABLE "key_release" ADD CONSTRAINT "key_release_key_id_fkey"
  FOREIGN KEY ("key_id") REFERENCES "product_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "key_release" ADD CONSTRAINT "key_release_asked_by_id_fkey"
  FOREIGN KEY ("asked_by_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "key_release" ADD CONSTRAINT "key_release_answered_by_id_fkey"
  FOREIGN KEY ("answered_by_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
