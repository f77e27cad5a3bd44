-- Imports that have not ended are few among those of years: each file that a program sends asks how many wait, every minute asks
-- for stranded ones, and a watched folder asks of each file whether its bytes came before. All three read the whole table.
CREATE INDEX "import_status_idx" ON "import"("status");
CREATE INDEX "import_sha256_idx" ON "import"("sha256");
