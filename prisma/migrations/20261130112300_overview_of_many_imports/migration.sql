-- The overview asks for the newest import and whether the sample fleet is there: a million imports were read for each.
CREATE INDEX "import_done" ON "import"("finished_at") WHERE "status" = 'done';
CREATE INDEX "import_of_sample" ON "import"("id") WHERE "is_sample";
