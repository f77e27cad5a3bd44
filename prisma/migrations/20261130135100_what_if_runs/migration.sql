-- Questions of what-if with their answers: worked out by a job that a person can follow and cancel, and kept under an address.

CREATE TABLE "what_if_run" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "question" JSONB NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "answer" JSONB,
    "lapses" JSONB,

    CONSTRAINT "what_if_run_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "what_if_run_state" CHECK ("state" IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    CONSTRAINT "what_if_run_progress" CHECK ("progress" BETWEEN 0 AND 100),
    CONSTRAINT "what_if_run_answer" CHECK (("state" = 'done') = ("answer" IS NOT NULL AND "lapses" IS NOT NULL))
);

CREATE INDEX "what_if_run_asked_at_idx" ON "what_if_run"("asked_at");
