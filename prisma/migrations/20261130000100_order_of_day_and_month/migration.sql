-- Whether 6/3/2026 is a day in June or in March is asked once for a file, where its dates do not show it.
CREATE TYPE "import_day_order" AS ENUM ('dayFirst', 'monthFirst', 'unknown');

ALTER TABLE "import" ADD COLUMN "needs_day_order" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "day_order" "import_day_order";
