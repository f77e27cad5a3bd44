-- What the rules find wrong, kept from its opening to its closing, so that a restart opens and closes nothing, people can take
-- it on, and what is sent is decided from rows written in the same transaction. One alert per rule and object is not closed.
CREATE TABLE "alert" (
    "id" SERIAL NOT NULL,
    "rule" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "object_name" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "worst_severity" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "occurrences" INTEGER NOT NULL DEFAULT 1,
    "closed_at" TIMESTAMPTZ(3),
    "closed_how" TEXT,
    "snoozed_until" TIMESTAMPTZ(3),
    "suppressed_by" INTEGER,
    "assignee_id" TEXT,
    "calm_since" TIMESTAMPTZ(3),
    "evidence" JSONB NOT NULL,
    "threshold" JSONB NOT NULL,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_severity" CHECK ("severity" IN ('info', 'warn', 'error', 'critical')
      AND "worst_severity" IN ('info', 'warn', 'error', 'critical')),
    CONSTRAINT "alert_state" CHECK ("state" IN ('open', 'acknowledged', 'snoozed', 'muted', 'suppressed', 'unknown', 'closed')),
    CONSTRAINT "alert_closed" CHECK (("state" = 'closed') = ("closed_at" IS NOT NULL) AND ("closed_at" IS NULL) = ("closed_how" IS NULL)),
    CONSTRAINT "alert_snoozed" CHECK ("state" <> 'snoozed' OR "snoozed_until" IS NOT NULL)
);
CREATE UNIQUE INDEX "alert_one_at_a_time" ON "alert"("rule", "object_kind", "object") WHERE "state" <> 'closed';
CREATE INDEX "alert_state_severity_opened_at_idx" ON "alert"("state", "severity", "opened_at");
CREATE INDEX "alert_object_kind_object_idx" ON "alert"("object_kind", "object");
CREATE INDEX "alert_suppressed_by_idx" ON "alert"("suppressed_by");
ALTER TABLE "alert" ADD CONSTRAINT "alert_assignee_id_fkey"
  FOREIGN KEY ("assignee_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "alert_step" (
    "id" BIGSERIAL NOT NULL,
    "alert_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "step" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "person_id" TEXT,
    "person" TEXT,
    "note" TEXT,
    "announced_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_step_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_step_step" CHECK ("step" IN ('opened', 'worsened', 'eased', 'acknowledged', 'assigned', 'snoozed', 'muted',
      'unmuted', 'suppressed', 'released', 'unknown', 'known', 'closed', 'reopened', 'noted'))
);
CREATE INDEX "alert_step_alert_id_id_idx" ON "alert_step"("alert_id", "id");
-- What nobody has been told of yet is few, however long the history.
CREATE INDEX "alert_step_unannounced" ON "alert_step"("id") WHERE "announced_at" IS NULL;
ALTER TABLE "alert_step" ADD CONSTRAINT "alert_step_alert_id_fkey"
  FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "alert_rule" (
    "rule" TEXT NOT NULL,
    "limits" JSONB NOT NULL,
    "off_reason" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("rule")
);

CREATE TABLE "alert_mute" (
    "user_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,

    CONSTRAINT "alert_mute_pkey" PRIMARY KEY ("user_id", "rule")
);
ALTER TABLE "alert_mute" ADD CONSTRAINT "alert_mute_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "maintenance_window" (
    "id" SERIAL NOT NULL,
    "scope" TEXT NOT NULL,
    "target" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "maintenance_window_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "maintenance_window_scope" CHECK ("scope" IN ('host', 'site', 'all') AND ("scope" = 'all') = ("target" IS NULL)),
    CONSTRAINT "maintenance_window_ends" CHECK ("ends_at" > "starts_at")
);
CREATE INDEX "maintenance_window_ends_at_idx" ON "maintenance_window"("ends_at");

CREATE TABLE "alert_round" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,

    CONSTRAINT "alert_round_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_round_one" CHECK ("id" = 1)
);
