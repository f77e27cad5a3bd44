/** True for a row `l` of `license` that is a left-over grace license of Office; the twin of lib/activation/license/left-over.ts. */
export const IS_LEFT_OVER = `(l.slot LIKE 'office:%-grace' AND EXISTS (
  SELECT FROM license other
   WHERE other.client_id = l.client_id AND other.id <> l.id AND other.condition = 'licensed'
     AND starts_with(other.slot, regexp_replace(l.slot, 'r?-grace$', ''))))`
