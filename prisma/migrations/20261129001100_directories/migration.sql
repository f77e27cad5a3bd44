-- Directories read over LDAP, and the computers in them: a machine that never reported is known from here alone.
-- The directory of the sample is nobody's, is never asked, and goes with the sample.
CREATE TABLE "directory_source" (
    "id" UUID NOT NULL,
    "server" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" TEXT NOT NULL,
    "base_dn" TEXT NOT NULL,
    "bind_dn" TEXT NOT NULL,
    "sealed_password" TEXT NOT NULL,
    "ca_certificate" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "reading_since" TIMESTAMPTZ(3),
    "is_sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "directory_source_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "directory_read" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by" TEXT NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "is_complete" BOOLEAN NOT NULL,
    "problem" TEXT,
    "problem_detail" TEXT,
    "forests" INTEGER NOT NULL,
    "domains" INTEGER NOT NULL,
    "zones" INTEGER NOT NULL,
    "computers" INTEGER NOT NULL,
    "fresh_computers" INTEGER NOT NULL,
    "activation_objects" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "unreadable" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "directory_read_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "directory_computer" (
    "source_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "operating_system" TEXT,
    "operating_system_version" TEXT,
    "last_logon_at" TIMESTAMPTZ(3),
    "is_disabled" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3),
    "first_read_at" TIMESTAMPTZ(3) NOT NULL,
    "last_read_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "directory_computer_pkey" PRIMARY KEY ("source_id","name")
);

CREATE UNIQUE INDEX "directory_source_server_port_base_dn_key" ON "directory_source"("server", "port", "base_dn");

CREATE INDEX "directory_read_source_id_started_at_idx" ON "directory_read"("source_id", "started_at");

CREATE INDEX "directory_computer_name_idx" ON "directory_computer"("name");

CREATE INDEX "directory_computer_short_name_idx" ON "directory_computer"("short_name");

ALTER TABLE "directory_read" ADD CONSTRAINT "directory_read_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "directory_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "directory_computer" ADD CONSTRAINT "directory_computer_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "directory_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "directory_source" ADD CONSTRAINT "directory_source_security" CHECK ("security" IN ('ldaps', 'startTls', 'plain'));
ALTER TABLE "directory_source" ADD CONSTRAINT "directory_source_port" CHECK ("port" BETWEEN 1 AND 65535);
ALTER TABLE "directory_read" ADD CONSTRAINT "directory_read_problem" CHECK ("is_complete" = ("problem" IS NULL));
