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
ALTER TABLE "kms_host_registration" ADD CONSTRAINT "kms_host_registration_lower_case" CHECK ("name" = lower("name") AND "name" <> '');
ALTER TABLE "kms_host_registration" ADD CONSTRAINT "kms_host_registration_retired_with_reason"
    CHECK (("retired_at" IS NULL) = ("retired_reason" IS NULL));
