-- Attempts to sign in, counted before a password is looked at. One row per counter, raised by one statement: however many
-- attempts come at once and to whichever process, each gets a number of its own.

CREATE TABLE "sign_in_attempt" (
    "counter" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL CHECK ("attempts" >= 0),
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("counter")
);
