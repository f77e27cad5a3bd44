-- What befell the KMS service of a host (events 12291 to 12294) is rare among its requests: an index of its own finds it, and costs
-- no request anything.
CREATE INDEX "activation_event_of_service" ON "activation_event" ("host_id", "at")
WHERE "kind" IN ('kmsService', 'dnsPublishFailure');
