-- A round of alerts read every machine that a rule may speak of, half a million in a fleet of a million, to find that nothing had
-- changed. What each was judged by is kept, and until when time alone changes nothing about it; what all were judged by together
-- stands with the round.
CREATE TABLE "machine_judgement" (
    "client_id" INTEGER NOT NULL,
    "facts_hash" BIGINT NOT NULL,
    "steady_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "machine_judgement_pkey" PRIMARY KEY ("client_id")
);

ALTER TABLE "alert_round" ADD COLUMN "ground" TEXT;
