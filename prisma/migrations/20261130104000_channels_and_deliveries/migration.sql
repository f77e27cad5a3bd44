-- What leaves the console: channels, routes that say who hears of what, and one ledger of messages with every try to deliver
-- them, for alerts, reports and tests alike.
CREATE TABLE "channel" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('mail', 'webhook', 'slack', 'teams', 'ntfy', 'feed', 'heartbeat')),
    "settings" JSONB NOT NULL,
    "sealed" TEXT,
    "token_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "off_at" TIMESTAMPTZ(3),
    "off_why" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "last_problem" TEXT,
    "last_sent_at" TIMESTAMPTZ(3),
    "rests_until" TIMESTAMPTZ(3),
    "beat_due_at" TIMESTAMPTZ(3),

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "channel_only_heartbeats_beat" CHECK (("kind" = 'heartbeat') = ("beat_due_at" IS NOT NULL))
);
CREATE UNIQUE INDEX "channel_name_key" ON "channel"("name");
CREATE UNIQUE INDEX "channel_token_hash_key" ON "channel"("token_hash");

CREATE TABLE "route" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "is_off" BOOLEAN NOT NULL DEFAULT false,
    "channel_id" UUID,
    "roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "addresses" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "severities" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "rules" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sites" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "owners" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "timing" TEXT NOT NULL DEFAULT 'atOnce' CHECK ("timing" IN ('atOnce', 'daily', 'weekly')),
    "hour" INTEGER NOT NULL DEFAULT 8 CHECK ("hour" BETWEEN 0 AND 23),
    "weekday" INTEGER NOT NULL DEFAULT 1 CHECK ("weekday" BETWEEN 1 AND 7),
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "quiet_from" INTEGER CHECK ("quiet_from" BETWEEN 0 AND 23),
    "quiet_to" INTEGER CHECK ("quiet_to" BETWEEN 0 AND 23),
    "per_hour" INTEGER NOT NULL DEFAULT 20 CHECK ("per_hour" > 0),
    "escalate_minutes" INTEGER CHECK ("escalate_minutes" > 0),
    "escalate_to" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "route_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "route_default_is_on" CHECK (NOT ("is_default" AND "is_off")),
    CONSTRAINT "route_has_a_channel" CHECK ("is_default" OR "channel_id" IS NOT NULL)
);
CREATE UNIQUE INDEX "route_name_key" ON "route"("name");
CREATE UNIQUE INDEX "route_one_default" ON "route"("is_default") WHERE "is_default";
ALTER TABLE "route" ADD CONSTRAINT "route_channel_id_fkey"
  FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "route" ADD CONSTRAINT "route_escalate_to_fkey"
  FOREIGN KEY ("escalate_to") REFERENCES "channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "about" TEXT NOT NULL CHECK ("about" IN ('alert', 'report', 'token', 'test')),
    "about_id" TEXT,
    "route_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "subject" TEXT NOT NULL CHECK ("subject" !~ '[\r\n]'),
    "text" TEXT NOT NULL,
    "html" TEXT,
    "card" JSONB NOT NULL,
    "thread" TEXT,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);
-- Whoever asks twice for the same message gets the same: nothing is queued twice.
CREATE UNIQUE INDEX "message_key_key" ON "message"("key");
CREATE INDEX "message_created_at_idx" ON "message"("created_at");

CREATE TABLE "message_attachment" (
    "message_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "message_attachment_pkey" PRIMARY KEY ("message_id","name")
);
ALTER TABLE "message_attachment" ADD CONSTRAINT "message_attachment_message_id_fkey"
  FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "channel_id" UUID,
    "recipient" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('waiting', 'sending', 'sent', 'dead')),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "held_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "delivery_held_while_sent" CHECK (("state" = 'sending') = ("held_until" IS NOT NULL)),
    CONSTRAINT "delivery_ended" CHECK (("state" IN ('sent', 'dead')) = ("ended_at" IS NOT NULL))
);
CREATE UNIQUE INDEX "delivery_message_id_channel_id_recipient_key" ON "delivery"("message_id", "channel_id", "recipient");
CREATE INDEX "delivery_channel_id_created_at_idx" ON "delivery"("channel_id", "created_at");
-- What is still to be sent is little beside what was.
CREATE INDEX "delivery_on_its_way" ON "delivery"("channel_id", "due_at") WHERE "state" IN ('waiting', 'sending');
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_message_id_fkey"
  FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_channel_id_fkey"
  FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "delivery_attempt" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL CHECK ("outcome" IN ('sent', 'retry', 'refused', 'gone')),
    "code" INTEGER,
    "words" TEXT NOT NULL,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "delivery_attempt_delivery_id_id_idx" ON "delivery_attempt"("delivery_id", "id");
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_delivery_id_fkey"
  FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was decided about each step of an alert on each route, also where nothing was sent: "why did I (not) get this?".
CREATE TABLE "notice" (
    "id" BIGSERIAL NOT NULL,
    "route_id" UUID NOT NULL,
    "alert_id" INTEGER NOT NULL,
    "step_id" BIGINT,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('opening', 'worse', 'unknown', 'closing', 'reminder', 'escalation')),
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('waiting', 'told', 'passed')),
    "why" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "is_held" BOOLEAN NOT NULL DEFAULT false,
    "message_id" UUID,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "notice_passed_over_for_a_reason" CHECK (("state" = 'passed') = ("why" IS NOT NULL)),
    CONSTRAINT "notice_told" CHECK (("state" = 'told') = ("told_at" IS NOT NULL))
);
CREATE INDEX "notice_alert_id_id_idx" ON "notice"("alert_id", "id");
CREATE INDEX "notice_message_id_idx" ON "notice"("message_id");
CREATE INDEX "notice_waiting" ON "notice"("route_id", "due_at") WHERE "state" = 'waiting';
ALTER TABLE "notice" ADD CONSTRAINT "notice_route_id_fkey"
  FOREIGN KEY ("route_id") REFERENCES "route"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notice" ADD CONSTRAINT "notice_message_id_fkey"
  FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The one route that is always there.
INSERT INTO "route" ("id", "name", "is_default", "roles", "severities", "created_at", "created_by")
VALUES ('00000000-0000-4000-8000-0000000000d1', 'Everything critical', true, '{licensingAdmin}', '{critical}', now(), 'console');
