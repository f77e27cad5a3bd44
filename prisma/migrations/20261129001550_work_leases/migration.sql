-- Who works at what. A lease is renewed while the work goes on and runs out soon after its holder died, whichever part
-- of it that was: process, connection or machine. It binds no connection, unlike the session locks that it replaces.

CREATE TABLE "work_lease" (
    "name" TEXT NOT NULL,
    "holder" UUID NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "work_lease_pkey" PRIMARY KEY ("name")
);

-- How often the step in hand was begun: one that breaks off each time must end at last.
ALTER TABLE "import" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0 CHECK ("attempts" >= 0);
