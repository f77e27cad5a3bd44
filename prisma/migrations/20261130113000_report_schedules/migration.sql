-- Reports go out by themselves. What is due stands in a row, so that a console that was off over the hour makes up for it.

CREATE TABLE "report_schedule" (
    "id" UUID NOT NULL,
    "report" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "every" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "hour" INTEGER NOT NULL,
    "zone" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "channel_id" UUID,
    "recipients" TEXT[] NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT,
    "created_by" TEXT NOT NULL,
    "next_due_at" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "paused_at" TIMESTAMPTZ(3),
    "paused_why" TEXT,

    CONSTRAINT "report_schedule_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "report_schedule_every" CHECK ("every" IN ('week', 'month', 'quarter')),
    CONSTRAINT "report_schedule_day" CHECK ("day" BETWEEN 0 AND 28 AND ("every" <> 'week' OR "day" BETWEEN 1 AND 7)),
    CONSTRAINT "report_schedule_hour" CHECK ("hour" BETWEEN 0 AND 23),
    CONSTRAINT "report_schedule_format" CHECK ("format" IN ('pdf', 'xlsx'))
);

CREATE INDEX "report_schedule_next_due_at_idx" ON "report_schedule"("next_due_at");

CREATE TABLE "report_run" (
    "schedule_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT,
    "message_id" UUID,

    CONSTRAINT "report_run_pkey" PRIMARY KEY ("schedule_id","due_at","ran_at")
);

ALTER TABLE "report_run" ADD CONSTRAINT "report_run_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "report_schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;
