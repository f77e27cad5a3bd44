-- One product in two states and no machine named: two machines, or one before and after. It is asked once for a file.
CREATE TYPE "import_captures" AS ENUM ('oneMachine', 'severalMachines');

ALTER TABLE "import" ADD COLUMN "needs_captures" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "captures" "import_captures";
