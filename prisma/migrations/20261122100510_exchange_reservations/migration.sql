-- A request holds its activation by a planned entry in the ledger of the MAK: kept here, so that what is never used can be
-- given back, once.
ALTER TABLE "exchange_request" ADD COLUMN "entry_key" TEXT, ADD COLUMN "given_back_at" TIMESTAMPTZ(3);

ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_given_back" CHECK (
    "given_back_at" IS NULL OR "entry_key" IS NOT NULL);
ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_free" CHECK ("spending" <> 'none' OR "entry_key" IS NULL);
