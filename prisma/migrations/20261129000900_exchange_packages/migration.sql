-- Exchange packages: numbered requests for confirmation IDs of machines that cannot reach Microsoft, and what became of
-- each. Moments tell the state (lib/activation/offline/exchange-state.ts): nothing is verified that was not answered,
-- nothing answered that was cancelled.
CREATE TABLE "exchange_package" (
    "number" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "key_id" UUID NOT NULL,
    "last_five" TEXT NOT NULL,
    "with_names" BOOLEAN NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "content_hash" TEXT NOT NULL,
    "note" TEXT,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL,
    "prepared_by_id" TEXT,
    "prepared_by" TEXT NOT NULL,
    "carried_out_at" TIMESTAMPTZ(3),
    "carried_out_by" TEXT,
    "carrier" TEXT,
    "carried_to" TEXT,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancelled_by" TEXT,
    "cancel_reason" TEXT,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "exchange_package_pkey" PRIMARY KEY ("number")
);

CREATE TABLE "exchange_request" (
    "package_number" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "machine" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "product_label" TEXT NOT NULL,
    "activation_id" UUID,
    "installation_id" TEXT NOT NULL,
    "spending" TEXT NOT NULL,
    "cause" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmation_id" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" TEXT,
    "answered_from" TEXT,
    "applied_at" TIMESTAMPTZ(3),
    "applied_by" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "entry_key" TEXT,
    "given_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "exchange_request_pkey" PRIMARY KEY ("package_number","row")
);

CREATE INDEX "exchange_package_key_id_idx" ON "exchange_package"("key_id");

CREATE INDEX "exchange_request_installation_id_idx" ON "exchange_request"("installation_id");

CREATE INDEX "exchange_request_machine_idx" ON "exchange_request"("machine");

CREATE UNIQUE INDEX "exchange_request_package_number_installation_id_key" ON "exchange_request"("package_number", "installation_id");

ALTER TABLE "exchange_package" ADD CONSTRAINT "exchange_package_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "product_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_package_number_fkey" FOREIGN KEY ("package_number") REFERENCES "exchange_package"("number") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "exchange_package" ADD CONSTRAINT "exchange_package_number" CHECK ("number" > 0);
ALTER TABLE "exchange_package" ADD CONSTRAINT "exchange_package_method" CHECK ("method" IN ('file', 'phone'));
ALTER TABLE "exchange_package" ADD CONSTRAINT "exchange_package_due" CHECK ("due_at" > "prepared_at");
ALTER TABLE "exchange_package" ADD CONSTRAINT "exchange_package_hash" CHECK ("content_hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "exchange_package" ADD CONSTRAINT "exchange_package_hand_over" CHECK (
    ("carried_out_at" IS NULL) = ("carried_out_by" IS NULL) AND ("carried_out_at" IS NULL) = ("carrier" IS NULL));
ALTER TABLE "exchange_package" ADD CONSTRAINT "exchange_package_cancelled" CHECK (("cancelled_at" IS NULL) = ("cancelled_by" IS NULL));

-- Two lengths, by generation: 54 digits up to Windows 7, 63 from Windows 8.
ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_installation_id" CHECK ("installation_id" ~ '^([0-9]{54}|[0-9]{63})$');
ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_confirmation_id" CHECK ("confirmation_id" ~ '^([0-9]{6}){7,9}$');
ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_spending" CHECK (
    "spending" IN ('activation', 'reactivation', 'none')
    AND CASE WHEN "spending" = 'reactivation' THEN coalesce("cause" IN ('rebuild', 'hardware'), false) ELSE "cause" IS NULL END);
ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_answered" CHECK (
    ("confirmation_id" IS NULL) = ("answered_at" IS NULL) AND ("answered_at" IS NULL) = ("answered_by" IS NULL)
    AND ("answered_at" IS NULL) = ("answered_from" IS NULL) AND "answered_from" IN ('file', 'typed', 'stored'));
ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_applied" CHECK (
    ("applied_at" IS NULL) = ("applied_by" IS NULL) AND ("applied_at" IS NULL OR "answered_at" IS NOT NULL));
ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_verified" CHECK ("verified_at" IS NULL OR "answered_at" IS NOT NULL);
ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_cancelled" CHECK ("cancelled_at" IS NULL OR "answered_at" IS NULL);

-- A request holds its activation by a planned entry in the ledger of the MAK (entry_key), so that what is never used can be
-- given back, once.
ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_given_back" CHECK (
    "given_back_at" IS NULL OR "entry_key" IS NOT NULL);
ALTER TABLE "exchange_request" ADD CONSTRAINT "exchange_request_free" CHECK ("spending" <> 'none' OR "entry_key" IS NULL);

-- What still waits to be seen licensed is looked for at every reading.
CREATE INDEX "exchange_request_unverified" ON "exchange_request"("machine") WHERE "answered_at" IS NOT NULL AND "verified_at" IS NULL;
-- What holds activations back.
CREATE INDEX "exchange_request_unanswered" ON "exchange_request"("package_number") WHERE "answered_at" IS NULL AND "cancelled_at" IS NULL;
