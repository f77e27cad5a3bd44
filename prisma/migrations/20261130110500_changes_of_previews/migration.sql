-- What an import that waits for a person would change, a row a license of a machine: new, or from which state to which. It goes
-- with the bytes of the import. no: in the order of the machines.
CREATE TABLE "import_change" (
    "import_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "machine" TEXT NOT NULL,
    "product" TEXT,
    "kind" TEXT NOT NULL,
    "from_condition" "condition",
    "to_condition" "condition",
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_change_pkey" PRIMARY KEY ("import_id","no"),
    CONSTRAINT "import_change_kind" CHECK ("kind" IN ('newMachine', 'newLicense', 'changes', 'same', 'older', 'returns', 'forgotten', 'other'))
);
ALTER TABLE "import_change" ADD CONSTRAINT "import_change_import_id_fkey"
  FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
