-- The palette and the Desk look for forgotten machines by name: a few among a million names.
CREATE INDEX "client_name_of_forgotten" ON "client_name" ("name") WHERE "forgotten_id" IS NOT NULL;
