-- Each renewal, and time itself, rewrites the row of a client in all of its indexes. A part of a name and a CMID are looked
-- up beside it instead, in rows that are written once: client_name holds every name, client_cmid every CMID with its own
-- index. These two were half of what writing a client cost.
DROP INDEX "client_name_trgm";
DROP INDEX "client_cmid_idx";

CREATE INDEX "client_name_name_trgm" ON "client_name" USING GIN ("name" gin_trgm_ops);
