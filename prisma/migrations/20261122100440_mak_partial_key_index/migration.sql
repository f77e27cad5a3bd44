-- The index of last fives was partial by kind, so that any look-up of license readings by name could take it and read
-- the whole of it. Only a look-up by last five may.
DROP INDEX "activation_event_partial_key";
CREATE INDEX "activation_event_partial_key" ON "activation_event" ((details ->> 'partialKey')) WHERE details ->> 'partialKey' IS NOT NULL;
