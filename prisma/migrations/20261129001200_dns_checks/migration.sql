-- What DNS and the hosts' ports answered when the console looked: the evidence behind the matrix of zones and hosts.
CREATE TABLE "dns_check" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "zones" INTEGER NOT NULL DEFAULT 0,
    "zones_done" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "dns_check_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "dns_check_answer" (
    "check_id" UUID NOT NULL,
    "zone" TEXT NOT NULL,
    "server" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "protocol" TEXT NOT NULL,
    "ms" INTEGER NOT NULL,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "result" JSONB NOT NULL,

    CONSTRAINT "dns_check_answer_pkey" PRIMARY KEY ("check_id","zone","server")
);

CREATE TABLE "dns_check_target" (
    "check_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "server" TEXT NOT NULL,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "name" TEXT NOT NULL,
    "result" JSONB NOT NULL,

    CONSTRAINT "dns_check_target_pkey" PRIMARY KEY ("check_id","host")
);

CREATE TABLE "dns_check_knock" (
    "check_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "result" JSONB NOT NULL,

    CONSTRAINT "dns_check_knock_pkey" PRIMARY KEY ("check_id","address","port")
);

CREATE TABLE "dns_check_schedule" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "interval_minutes" INTEGER,

    CONSTRAINT "dns_check_schedule_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "dns_check_created_at_idx" ON "dns_check"("created_at" DESC);

ALTER TABLE "dns_check_answer" ADD CONSTRAINT "dns_check_answer_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "dns_check"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "dns_check_target" ADD CONSTRAINT "dns_check_target_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "dns_check"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "dns_check_knock" ADD CONSTRAINT "dns_check_knock_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "dns_check"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "dns_check" ADD CONSTRAINT "dns_check_origin" CHECK ("origin" IN ('person', 'schedule', 'sample'));
ALTER TABLE "dns_check" ADD CONSTRAINT "dns_check_status" CHECK ("status" IN ('waiting', 'running', 'done', 'failed'));
ALTER TABLE "dns_check" ADD CONSTRAINT "dns_check_ended"
    CHECK (("status" IN ('done', 'failed')) = ("finished_at" IS NOT NULL));
-- One check at a time: two would ask every server twice.
CREATE UNIQUE INDEX "dns_check_one_at_a_time" ON "dns_check" ((true)) WHERE "status" IN ('waiting', 'running');
ALTER TABLE "dns_check_answer" ADD CONSTRAINT "dns_check_answer_protocol" CHECK ("protocol" IN ('udp', 'tcp'));
ALTER TABLE "dns_check_schedule" ADD CONSTRAINT "dns_check_schedule_one_row" CHECK ("id" = 1);
ALTER TABLE "dns_check_schedule" ADD CONSTRAINT "dns_check_schedule_interval" CHECK ("interval_minutes" BETWEEN 15 AND 10080);
