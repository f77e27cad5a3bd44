-- What was bought stands in agreements, which no source reads. A person enters it by product, so that a report can set the machines
-- found against it.

CREATE TABLE "entitlement" (
    "product" TEXT NOT NULL,
    "licenses" INTEGER NOT NULL,
    "note" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "entitlement_pkey" PRIMARY KEY ("product"),
    CONSTRAINT "entitlement_licenses" CHECK ("licenses" >= 0)
);
