-- What an admin knows of the network: forests, domains and workgroups, the DNS zones clients search in, and the KMS
-- hosts as registered, apart from what was ever heard of them (kms_host).
CREATE TABLE "directory_unit" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "forest_id" UUID,
    "trust" TEXT,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "directory_unit_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "dns_zone" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "unit_id" UUID,
    "servers" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_untrusted" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "dns_zone_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "kms_host_registration" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "platform" TEXT,
    "is_virtual" BOOLEAN,
    "updates" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "updates_known" BOOLEAN NOT NULL DEFAULT false,
    "key_id" UUID,
    "key_group" TEXT,
    "port" INTEGER NOT NULL DEFAULT 1688,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "weight" INTEGER NOT NULL DEFAULT 0,
    "addresses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "owner" TEXT,
    "site" TEXT,
    "note" TEXT,
    "spare_for_id" UUID,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "registered_by" TEXT NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "retired_reason" TEXT,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "kms_host_registration_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "dns_zone_expectation" (
    "zone_id" UUID NOT NULL,
    "host_id" UUID NOT NULL,
    "is_expected" BOOLEAN NOT NULL,
    "priority" INTEGER,
    "weight" INTEGER,

    CONSTRAINT "dns_zone_expectation_pkey" PRIMARY KEY ("zone_id","host_id")
);

CREATE UNIQUE INDEX "directory_unit_kind_name_key" ON "directory_unit"("kind", "name");

CREATE UNIQUE INDEX "dns_zone_name_key" ON "dns_zone"("name");

CREATE UNIQUE INDEX "kms_host_registration_name_key" ON "kms_host_registration"("name");

ALTER TABLE "directory_unit" ADD CONSTRAINT "directory_unit_forest_id_fkey" FOREIGN KEY ("forest_id") REFERENCES "directory_unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "dns_zone" ADD CONSTRAINT "dns_zone_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "directory_unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "kms_host_registration" ADD CONSTRAINT "kms_host_registration_spare_for_id_fkey" FOREIGN KEY ("spare_for_id") REFERENCES "kms_host_registration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "dns_zone_expectation" ADD CONSTRAINT "dns_zone_expectation_zone_id_fkey" FOREIGN KEY ("zone_id") REFERENCES "dns_zone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "dns_zone_expectation" ADD CONSTRAINT "dns_zone_expectation_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "kms_host_registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "directory_unit" ADD CONSTRAINT "directory_unit_kind" CHECK ("kind" IN ('forest', 'domain', 'workgroup'));
ALTER TABLE "directory_unit" ADD CONSTRAINT "directory_unit_trust"
    CHECK (("kind" = 'forest' AND "trust" IN ('own', 'trusted', 'untrusted')) OR ("kind" <> 'forest' AND "trust" IS NULL));
ALTER TABLE "kms_host_registration" ADD CONSTRAINT "kms_host_registration_srv"
    CHECK ("port" BETWEEN 1 AND 65535 AND "priority" BETWEEN 0 AND 65535 AND "weight" BETWEEN 0 AND 65535);
ALTER TABLE "kms_host_registration" ADD CONSTRAINT "kms_host_registration_no_own_spare" CHECK ("spare_for_id" <> "id");
ALTER TABLE "dns_zone_expectation" ADD CONSTRAINT "dns_zone_expectation_srv"
    CHECK ("priority" BETWEEN 0 AND 65535 AND "weight" BETWEEN 0 AND 65535);
