-- Every renewal rewrites the row of its client in all of its indexes. Due changes are found through
-- license.changes_at, so the same index on client is only a cost.
DROP INDEX "client_changes_at_idx";
