-- The count of Office is looked up on hosts that a million Windows clients ask as well: without an index of its own
-- every request of the month would be read to find the few. Partial, so that recording Windows requests costs nothing more.
CREATE INDEX "activation_event_other_request" ON "activation_event" ("host_id", "at") WHERE "kind" = 'kmsRequest' AND "slot" <> 'windows';
