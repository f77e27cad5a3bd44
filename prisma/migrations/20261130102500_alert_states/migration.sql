-- What an alert's next state depends on besides its evidence: whether somebody took it on, how often it opened of late, and the KMS
-- host it hangs on, whose own alert silences it.
ALTER TABLE "alert"
  ADD COLUMN "acknowledged_at" TIMESTAMPTZ(3),
  ADD COLUMN "openings" TIMESTAMPTZ(3)[] NOT NULL DEFAULT '{}',
  ADD COLUMN "host" TEXT;
