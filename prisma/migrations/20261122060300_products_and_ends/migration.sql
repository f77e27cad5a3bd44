-- What the merge needs beside the record itself. Products are kept once, so that an event carries a number
-- instead of five texts; `ends_at` is the end of a license as the time rule reckons it (lib/activation/
-- validity.ts); the `*_at` columns beside a value say which word was the last, so that the order in which
-- files arrive changes nothing.
CREATE TABLE "product" (
    "id" SERIAL NOT NULL,
    "fingerprint" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "is_known" BOOLEAN NOT NULL,
    "generation" TEXT,
    "name" TEXT,
    "description" TEXT,
    "activation_id" UUID,
    "application_id" UUID,
    "channel" TEXT NOT NULL,
    "is_addon" BOOLEAN NOT NULL,
    "managed_per_user" BOOLEAN NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "product_fingerprint_key" ON "product"("fingerprint");

ALTER TABLE "activation_event" ADD COLUMN "product_id" INTEGER;
ALTER TABLE "activation_event" ADD COLUMN "ends_at" TIMESTAMPTZ(3);

ALTER TABLE "license" ADD COLUMN "product_id" INTEGER NOT NULL;
ALTER TABLE "license" ADD COLUMN "ends_at" TIMESTAMPTZ(3);
ALTER TABLE "license" ADD COLUMN "reading_at" TIMESTAMPTZ(3);
ALTER TABLE "license" ADD COLUMN "reading_fingerprint" UUID;

ALTER TABLE "client" ADD COLUMN "cmid_at" TIMESTAMPTZ(3);
ALTER TABLE "client" ADD COLUMN "is_virtual_at" TIMESTAMPTZ(3);
ALTER TABLE "client" ADD COLUMN "domain_at" TIMESTAMPTZ(3);

ALTER TABLE "kms_host" ADD COLUMN "largest_windows_minimum" INTEGER;

ALTER TABLE "license" ADD CONSTRAINT "license_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
