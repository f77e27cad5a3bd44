-- Which clients asked a host, from their own logs: without an index of its own the few exchanges of a busy host hide
-- among its million requests. Partial, so that recording requests costs nothing more.
CREATE INDEX "activation_event_exchange_host" ON "activation_event" ("host_id", "at") WHERE "kind" = 'kmsClientExchange';
