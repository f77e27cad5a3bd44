-- How many computers a directory lists stands on two pages: all of its rows were read for each.
CREATE INDEX "directory_computer_listed" ON "directory_computer" ("source_id") WHERE "gone_at" IS NULL;
