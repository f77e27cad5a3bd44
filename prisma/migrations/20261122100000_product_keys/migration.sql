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
