-- The record of the fleet: machines and the names they go by, their products and licenses, KMS hosts, and the history of
-- everything observed. activation_event and license_change are partitioned by month; their partitions live in the schema
-- "part" and are made on demand (ensure_month_partitions). ends_at is the end of a license as the time rule reckons it
-- (lib/activation/license/validity.ts); the *_at columns beside a value say which word was the last, so that the order in
-- which files arrive changes nothing.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE SCHEMA IF NOT EXISTS part;

CREATE TYPE "license_status" AS ENUM ('unlicensed', 'licensed', 'initialGrace', 'outOfToleranceGrace', 'nonGenuineGrace', 'notification', 'extendedGrace');

CREATE TYPE "condition" AS ENUM ('licensed', 'grace', 'notification', 'unlicensed', 'silent');

CREATE TABLE "client" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "domain" TEXT,
    "is_virtual" BOOLEAN,
    "cmid" UUID,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "license_count" INTEGER NOT NULL DEFAULT 0,
    "condition" "condition" NOT NULL DEFAULT 'silent',
    "status" "license_status",
    "changes_at" TIMESTAMPTZ(3),
    "reported_status" "license_status",
    "reason" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "product_label" TEXT,
    "generation" TEXT,
    "channel" TEXT,
    "activated_by" TEXT,
    "kms_host" TEXT,
    "partial_key" TEXT,
    "observed_at" TIMESTAMPTZ(3),
    "other_condition" "condition",
    "cmid_at" TIMESTAMPTZ(3),
    "is_virtual_at" TIMESTAMPTZ(3),
    "domain_at" TIMESTAMPTZ(3),

    CONSTRAINT "client_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "client_name" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "client_id" INTEGER NOT NULL,
    "joined_at" TIMESTAMPTZ(3),
    "joined_cmid" UUID,
    "kept_apart" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "client_name_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "client_cmid" (
    "name_id" INTEGER NOT NULL,
    "cmid" UUID NOT NULL,
    "application" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_cmid_pkey" PRIMARY KEY ("name_id","cmid")
);

CREATE TABLE "kms_host" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "last_request_at" TIMESTAMPTZ(3),
    "largest_windows_minimum" INTEGER,

    CONSTRAINT "kms_host_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "kms_host_service" (
    "host_id" INTEGER NOT NULL,
    "application" TEXT NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "fingerprint" UUID NOT NULL,
    "product_label" TEXT NOT NULL,
    "description" TEXT,
    "activation_id" UUID,
    "partial_key" TEXT,
    "extended_pid" TEXT,
    "status" "license_status" NOT NULL,
    "reason" TEXT,
    "current_count" INTEGER,
    "needed_count" INTEGER NOT NULL,
    "port" INTEGER,
    "dns_publishing" BOOLEAN,
    "priority" TEXT,
    "total_requests" INTEGER,
    "failed_requests" INTEGER,

    CONSTRAINT "kms_host_service_pkey" PRIMARY KEY ("host_id","application")
);

CREATE TABLE "kms_host_reading" (
    "host_id" INTEGER NOT NULL,
    "application" TEXT NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "fingerprint" UUID NOT NULL,
    "status" "license_status" NOT NULL,
    "current_count" INTEGER,
    "total_requests" INTEGER,
    "failed_requests" INTEGER,
    "details" JSONB NOT NULL,
    "import_id" UUID,
    "line" INTEGER,

    CONSTRAINT "kms_host_reading_pkey" PRIMARY KEY ("host_id","application","observed_at","fingerprint")
);

-- Products are kept once, so that an event carries a number instead of five texts. told: what the seed says of a product
-- that an entry of ours speaks for; null while the seed speaks for itself.
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
    "told" JSONB,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "license" (
    "id" SERIAL NOT NULL,
    "client_id" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "is_primary" BOOLEAN NOT NULL DEFAULT false,
    "product_label" TEXT NOT NULL,
    "generation" TEXT,
    "product_name" TEXT,
    "description" TEXT,
    "activation_id" UUID,
    "application_id" UUID,
    "channel" TEXT NOT NULL,
    "partial_key" TEXT,
    "is_addon" BOOLEAN NOT NULL DEFAULT false,
    "managed_per_user" BOOLEAN NOT NULL DEFAULT false,
    "reported_status" "license_status" NOT NULL,
    "reason" TEXT,
    "remaining_minutes" INTEGER,
    "expires_at" TIMESTAMPTZ(3),
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "fingerprint" UUID NOT NULL,
    "status" "license_status" NOT NULL,
    "condition" "condition" NOT NULL,
    "changes_at" TIMESTAMPTZ(3),
    "since" TIMESTAMPTZ(3) NOT NULL,
    "last_renewed_at" TIMESTAMPTZ(3),
    "activated_by" TEXT,
    "kms_host" TEXT,
    "kms_port" INTEGER,
    "kms_found_by" TEXT,
    "kms_host_address" TEXT,
    "kms_host_extended_pid" TEXT,
    "activation_interval_minutes" INTEGER,
    "renewal_interval_minutes" INTEGER,
    "host_caching" BOOLEAN,
    "rearms_windows" INTEGER,
    "rearms_sku" INTEGER,
    "extended_pid" TEXT,
    "installation_id" TEXT,
    "import_id" UUID,
    "line" INTEGER,
    "product_id" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "reading_at" TIMESTAMPTZ(3),
    "reading_fingerprint" UUID,

    CONSTRAINT "license_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "license_change" (
    "license_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "client_id" INTEGER NOT NULL,
    "is_primary" BOOLEAN NOT NULL,
    "from_status" "license_status",
    "from_condition" "condition",
    "to_status" "license_status" NOT NULL,
    "to_condition" "condition" NOT NULL,
    "cause" TEXT NOT NULL,
    "reason" TEXT,
    "kms_host" TEXT,
    "import_id" UUID,
    "line" INTEGER,

    CONSTRAINT "license_change_pkey" PRIMARY KEY ("license_id","at")
) PARTITION BY RANGE ("at");

CREATE TABLE "activation_event" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "fingerprint" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name_id" INTEGER,
    "host_id" INTEGER,
    "cmid" UUID,
    "slot" TEXT,
    "activation_id" UUID,
    "is_virtual" BOOLEAN,
    "status_before" "license_status",
    "status_after" "license_status",
    "code" TEXT,
    "remaining_minutes" INTEGER,
    "expires_at" TIMESTAMPTZ(3),
    "minimum_count" INTEGER,
    "host_count" INTEGER,
    "client_time" TIMESTAMPTZ(3),
    "details" JSONB,
    "import_id" UUID,
    "line" INTEGER,
    "product_id" INTEGER,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "activation_event_pkey" PRIMARY KEY ("at","fingerprint")
) PARTITION BY RANGE ("at");

CREATE TABLE "fleet_count" (
    "condition" "condition" NOT NULL,
    "status" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "product_label" TEXT NOT NULL,
    "kms_host" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "expires_on" DATE NOT NULL,
    "clients" INTEGER NOT NULL,

    CONSTRAINT "fleet_count_pkey" PRIMARY KEY ("condition","status","channel","product_label","kms_host","reason","expires_on")
);

CREATE TABLE "fleet_day" (
    "day" DATE NOT NULL,
    "condition" "condition" NOT NULL,
    "delta" INTEGER NOT NULL,

    CONSTRAINT "fleet_day_pkey" PRIMARY KEY ("day","condition")
);

CREATE TABLE "host_day" (
    "host_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "requests" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,

    CONSTRAINT "host_day_pkey" PRIMARY KEY ("host_id","day")
);

-- Each renewal rewrites the row of its client in all of its indexes, so there is one only for what is looked up or sorted
-- by. Due changes are found through license.changes_at, licenses through their client.
CREATE UNIQUE INDEX "client_name_key" ON "client"("name");

CREATE INDEX "client_name_trgm" ON "client" USING GIN ("name" gin_trgm_ops);

CREATE INDEX "client_condition_name_idx" ON "client"("condition", "name");

CREATE INDEX "client_expires_at_name_idx" ON "client"("expires_at", "name");

CREATE INDEX "client_observed_at_name_idx" ON "client"("observed_at", "name");

CREATE INDEX "client_product_label_name_idx" ON "client"("product_label", "name");

CREATE INDEX "client_kms_host_name_idx" ON "client"("kms_host", "name");

CREATE INDEX "client_channel_name_idx" ON "client"("channel", "name");

CREATE INDEX "client_cmid_idx" ON "client"("cmid");

CREATE INDEX "client_partial_key_idx" ON "client"("partial_key");

CREATE UNIQUE INDEX "client_name_name_key" ON "client_name"("name");

CREATE INDEX "client_name_client_id_idx" ON "client_name"("client_id");

CREATE INDEX "client_cmid_cmid_idx" ON "client_cmid"("cmid");

CREATE UNIQUE INDEX "kms_host_name_key" ON "kms_host"("name");

CREATE UNIQUE INDEX "product_fingerprint_key" ON "product"("fingerprint");

CREATE INDEX "license_changes_at_idx" ON "license"("changes_at");

CREATE UNIQUE INDEX "license_client_id_slot_key" ON "license"("client_id", "slot");

CREATE INDEX "license_change_client_id_at_idx" ON "license_change"("client_id", "at");

CREATE INDEX "activation_event_name_id_at_idx" ON "activation_event"("name_id", "at");

CREATE INDEX "activation_event_host_id_at_idx" ON "activation_event"("host_id", "at");

-- Only readings of a license carry the last five. A predicate by kind would let any look-up by name take this index and
-- read the whole of it.
CREATE INDEX "activation_event_partial_key" ON "activation_event" ((details ->> 'partialKey')) WHERE details ->> 'partialKey' IS NOT NULL;

-- What few events of a busy host are: exchanges from clients' own logs, and requests for Office. Without indexes of their
-- own they hide among its million requests; partial, so that recording a request of Windows costs nothing more.
CREATE INDEX "activation_event_exchange_host" ON "activation_event" ("host_id", "at") WHERE "kind" = 'kmsClientExchange';
CREATE INDEX "activation_event_other_request" ON "activation_event" ("host_id", "at") WHERE "kind" = 'kmsRequest' AND "slot" <> 'windows';

-- Which machines use a MAK is asked by its last five.
CREATE INDEX "license_own_key" ON "license" ("partial_key") WHERE "channel" = 'MAK';

CREATE INDEX "fleet_count_expires_on_idx" ON "fleet_count"("expires_on");

-- A merge knows what to say of a new client only after its licenses are worked out. Checked at the end of the transaction
-- where it asks for that, these keys let it write the row once instead of twice.
ALTER TABLE "client_name" ADD CONSTRAINT "client_name_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "client_cmid" ADD CONSTRAINT "client_cmid_name_id_fkey" FOREIGN KEY ("name_id") REFERENCES "client_name"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "kms_host_service" ADD CONSTRAINT "kms_host_service_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "kms_host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "kms_host_reading" ADD CONSTRAINT "kms_host_reading_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "kms_host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "license" ADD CONSTRAINT "license_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "license" ADD CONSTRAINT "license_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "client" ADD CONSTRAINT "client_name_is_lower_case" CHECK ("name" = lower("name") AND "name" <> '');
ALTER TABLE "client_name" ADD CONSTRAINT "client_name_name_is_lower_case" CHECK ("name" = lower("name") AND "name" <> '');
ALTER TABLE "kms_host" ADD CONSTRAINT "kms_host_name_is_lower_case" CHECK ("name" = lower("name") AND "name" <> '');
ALTER TABLE "license_change" ADD CONSTRAINT "license_change_cause" CHECK ("cause" IN ('news', 'time'));
-- never more than the last five characters of a key
ALTER TABLE "license" ADD CONSTRAINT "license_partial_key_is_partial" CHECK (length("partial_key") <= 5);
ALTER TABLE "client" ADD CONSTRAINT "client_partial_key_is_partial" CHECK (length("partial_key") <= 5);
ALTER TABLE "kms_host_service" ADD CONSTRAINT "kms_host_service_partial_key_is_partial" CHECK (length("partial_key") <= 5);
ALTER TABLE "fleet_count" ADD CONSTRAINT "fleet_count_not_negative" CHECK ("clients" >= 0);
