-- The inventory of product keys. A whole key is stored only sealed; the digest finds an equal key without opening it.
CREATE TABLE "product_key" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "last_five" TEXT NOT NULL,
    "sealed" BYTEA,
    "sealed_with" TEXT,
    "digest" BYTEA,
    "label" TEXT NOT NULL,
    "key_group" TEXT,
    "activation_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "agreement" TEXT,
    "owner" TEXT,
    "note" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by_id" TEXT,
    "added_by" TEXT NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "retired_reason" TEXT,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "product_key_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "product_key_digest_key" ON "product_key"("digest");

CREATE INDEX "product_key_last_five_idx" ON "product_key"("last_five");

ALTER TABLE "product_key" ADD CONSTRAINT "product_key_kind" CHECK ("kind" IN ('mak', 'csvlk'));
ALTER TABLE "product_key" ADD CONSTRAINT "product_key_last_five" CHECK ("last_five" ~ '^[BCDFGHJKMNPQRTVWXY2346789]{5}$');
ALTER TABLE "product_key" ADD CONSTRAINT "product_key_sealed_whole"
    CHECK (("sealed" IS NULL) = ("digest" IS NULL) AND ("sealed" IS NULL) = ("sealed_with" IS NULL));
-- A key known by its last five only is one row of its kind; the whole key may join it later.
CREATE UNIQUE INDEX "product_key_unsealed" ON "product_key"("kind", "last_five") WHERE "sealed" IS NULL AND "retired_at" IS NULL;

-- No KMS host tells how often its key was activated, so the activations of each CSVLK are kept here: six hosts, each
-- reactivated nine times, unless Microsoft granted more.
CREATE TABLE "host_key_activation" (
    "id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "seen_after" TIMESTAMPTZ(3),
    "is_over_limit" BOOLEAN NOT NULL DEFAULT false,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" TEXT,
    "recorded_by" TEXT NOT NULL,
    "note" TEXT,
    "import_id" UUID,
    "line" INTEGER,
    "idempotency_key" TEXT NOT NULL,

    CONSTRAINT "host_key_activation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "host_key_limit" (
    "key_id" UUID NOT NULL,
    "hosts" INTEGER NOT NULL,
    "reactivations_per_host" INTEGER NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "host_key_limit_pkey" PRIMARY KEY ("key_id")
);

CREATE UNIQUE INDEX "host_key_activation_idempotency_key_key" ON "host_key_activation"("idempotency_key");

CREATE INDEX "host_key_activation_key_id_at_idx" ON "host_key_activation"("key_id", "at");

ALTER TABLE "host_key_activation" ADD CONSTRAINT "host_key_activation_key_id_fkey"
    FOREIGN KEY ("key_id") REFERENCES "product_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "host_key_limit" ADD CONSTRAINT "host_key_limit_key_id_fkey"
    FOREIGN KEY ("key_id") REFERENCES "product_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "host_key_activation" ADD CONSTRAINT "host_key_activation_method" CHECK ("method" IN ('online', 'phone', 'unknown'));
ALTER TABLE "host_key_activation" ADD CONSTRAINT "host_key_activation_source" CHECK ("source" IN ('person', 'observed'));
ALTER TABLE "host_key_activation" ADD CONSTRAINT "host_key_activation_host" CHECK ("host" = lower("host") AND "host" <> '');
-- A person plans within the limits; only what was seen to have happened may lie beyond them.
ALTER TABLE "host_key_activation" ADD CONSTRAINT "host_key_activation_over_limit" CHECK (NOT "is_over_limit" OR "source" = 'observed');
ALTER TABLE "host_key_limit" ADD CONSTRAINT "host_key_limit_sane"
    CHECK ("hosts" BETWEEN 6 AND 1000 AND "reactivations_per_host" BETWEEN 9 AND 1000);
