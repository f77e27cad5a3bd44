-- The plan of how machines are activated, in versions that are never changed, and how far today is from the one in force: worked
-- out every few minutes and kept by day, so that pages, alerts and the plan say the same.

CREATE TABLE "plan_version" (
    "number" INTEGER NOT NULL,
    "input" JSONB NOT NULL,
    "origins" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "in_force_at" TIMESTAMPTZ(3),
    "in_force_by" TEXT,
    "due_on" DATE,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_version_pkey" PRIMARY KEY ("number"),
    CONSTRAINT "plan_version_ends_after_force" CHECK ("ended_at" IS NULL OR "in_force_at" IS NOT NULL)
);

-- One plan is in force at most.
CREATE UNIQUE INDEX "plan_version_in_force" ON "plan_version" ((true)) WHERE "in_force_at" IS NOT NULL AND "ended_at" IS NULL;

CREATE TABLE "plan_watch" (
    "number" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,
    "machines" INTEGER NOT NULL,
    "differing" INTEGER NOT NULL,
    "differences" JSONB NOT NULL,

    CONSTRAINT "plan_watch_pkey" PRIMARY KEY ("number","day"),
    CONSTRAINT "plan_watch_counts" CHECK ("differing" BETWEEN 0 AND "machines")
);

ALTER TABLE "plan_watch" ADD CONSTRAINT "plan_watch_number_fkey" FOREIGN KEY ("number") REFERENCES "plan_version"("number") ON DELETE CASCADE ON UPDATE CASCADE;
