-- What an admin knows of the network: forests, domains and workgroups, the DNS zones clients search in, and the KMS
-- hosts as registered, apart from what was ever heard of them (kms_host). What was given up stays known as retired.
CREATE TABLE "directory_unit" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "forest_id" UUID,
    "trust" TEXT,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'typed',
    "retired_at" TIMESTAMPTZ(3),
    "is_sample" BOOLEAN NOT NULL DEFAULT false,

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
    "origin" TEXT NOT NULL DEFAULT 'typed',
    "is_sample" BOOLEAN NOT NULL DEFAULT false,

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
ALTER TABLE "kms_host_registration" ADD CONSTRAINT "kms_host_registration_lower_case" CHECK ("name" = lower("name") AND "name" <> '');
ALTER TABLE "kms_host_registration" ADD CONSTRAINT "kms_host_registration_retired_with_reason"
    CHECK (("retired_at" IS NULL) = ("retired_reason" IS NULL));

-- What is known of a unit or zone was typed, came from a file, from a directory, or with the sample: a later reading of the
-- directory must not look like a person's word, and the sample must be removable.
ALTER TABLE "directory_unit" ADD CONSTRAINT "directory_unit_origin"
    CHECK ("origin" IN ('typed', 'file', 'directory', 'sample'));
ALTER TABLE "dns_zone" ADD CONSTRAINT "dns_zone_origin"
    CHECK ("origin" IN ('typed', 'file', 'directory', 'fleet', 'sample'));
-- Only a domain lies in a forest.
ALTER TABLE "directory_unit" ADD CONSTRAINT "directory_unit_forest" CHECK ("kind" = 'domain' OR "forest_id" IS NULL);

-- Where a KMS host was seen besides its own log, its own word and its clients: SRV records, collectors. And what a
-- person decided about the names of hosts: two names of one host, or two hosts although the names look alike.
CREATE TABLE "kms_host_sighting" (
    "host" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "seen_in" TEXT NOT NULL,
    "port" INTEGER,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),
    "is_sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "kms_host_sighting_pkey" PRIMARY KEY ("host","source","seen_in")
);

CREATE TABLE "kms_host_name" (
    "name" TEXT NOT NULL,
    "same_as" TEXT,
    "reason" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT NOT NULL,

    CONSTRAINT "kms_host_name_pkey" PRIMARY KEY ("name")
);

ALTER TABLE "kms_host_sighting" ADD CONSTRAINT "kms_host_sighting_host" CHECK ("host" = lower("host") AND "host" <> '');
ALTER TABLE "kms_host_sighting" ADD CONSTRAINT "kms_host_sighting_source" CHECK ("source" IN ('srv', 'collector'));
ALTER TABLE "kms_host_sighting" ADD CONSTRAINT "kms_host_sighting_port" CHECK ("port" BETWEEN 0 AND 65535);
ALTER TABLE "kms_host_name" ADD CONSTRAINT "kms_host_name_lower_case" CHECK ("name" = lower("name") AND "same_as" = lower("same_as"));
ALTER TABLE "kms_host_name" ADD CONSTRAINT "kms_host_name_not_itself" CHECK ("same_as" <> "name");
ALTER TABLE "kms_host_name" ADD CONSTRAINT "kms_host_name_has_reason" CHECK ("reason" <> '');
