-- The page of sources, every report and every round of alerts sorted 90 days of imports by source: two seconds for a hundred sources
-- that post every hour. Within this index the newest imports of each source stand together.
CREATE INDEX import_by_source ON import (
  (CASE WHEN is_sample THEN 'sample' WHEN origin = 'api' THEN 'token' WHEN origin = 'folder' THEN 'folder' ELSE 'person' END COLLATE "C"),
  (CASE WHEN is_sample THEN 'Sample fleet' ELSE coalesce(source, created_by) END COLLATE "C"),
  (coalesce(finished_at, created_at)));
