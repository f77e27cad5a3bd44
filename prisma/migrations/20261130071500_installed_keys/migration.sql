-- Which keys inventories found installed, by machine name. They say nothing of a license: no machine comes of them.
CREATE TABLE "installed_key" (
  "fingerprint" UUID NOT NULL,
  "machine" TEXT NOT NULL,
  "product_name" TEXT,
  "channel" TEXT,
  "last_five" TEXT NOT NULL,
  "observed_at" TIMESTAMPTZ(3) NOT NULL,
  "import_id" UUID,
  "line" INTEGER,
  "is_sample" BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "installed_key_pkey" PRIMARY KEY ("fingerprint")
);
CREATE INDEX "installed_key_machine_idx" ON "installed_key" ("machine");
