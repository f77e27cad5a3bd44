-- The number of an event in the log "Key Management Service" of its host. Numbers that run without a hole prove that no request
-- between them is missing. Null where the file did not tell it, and for events of other logs, in which most numbers are of
-- events that nobody reads here.
ALTER TABLE "activation_event" ADD COLUMN "record_id" BIGINT;
