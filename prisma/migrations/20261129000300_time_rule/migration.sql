-- The SQL twin of the time rule in lib/activation/license/lapse.ts, as plain expressions, so that a merge of
-- many thousand rows inlines them. A test compares both on random rows. Intervals are in hours: a day in a
-- session's time zone may have 23.
CREATE FUNCTION "condition_of_status"(status license_status) RETURNS condition
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE status
    WHEN 'licensed' THEN 'licensed'::condition
    WHEN 'notification' THEN 'notification'::condition
    WHEN 'unlicensed' THEN 'unlicensed'::condition
    ELSE 'grace'::condition END
$$;

-- Does a license of this status and channel get 30 days of grace at its end?
CREATE FUNCTION "lapses_through_grace"(status license_status, channel text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT status = 'licensed' AND channel <> 'Evaluation'
$$;

-- The effective status at a moment; a step begins exactly at its instant.
CREATE FUNCTION "license_status_at"(status license_status, ends_at timestamptz, through_grace boolean, moment timestamptz)
RETURNS license_status
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN ends_at IS NULL OR moment < ends_at THEN status
    WHEN through_grace AND moment < ends_at + interval '720 hours' THEN 'outOfToleranceGrace'::license_status
    ELSE 'notification'::license_status END
$$;

CREATE FUNCTION "license_condition_at"(status license_status, ends_at timestamptz, through_grace boolean, moment timestamptz)
RETURNS condition
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN ends_at IS NULL OR moment < ends_at THEN condition_of_status(status)
    WHEN through_grace AND moment < ends_at + interval '720 hours' THEN 'grace'::condition
    ELSE 'silent'::condition END
$$;

-- The next moment after `moment` at which the effective status changes by itself; null = never.
CREATE FUNCTION "license_changes_at"(ends_at timestamptz, through_grace boolean, moment timestamptz)
RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN moment < ends_at THEN ends_at
    WHEN through_grace AND moment < ends_at + interval '720 hours' THEN ends_at + interval '720 hours' END
$$;

-- The steps that time takes, in order, without the reported state itself.
CREATE FUNCTION "license_lapse"(reported license_status, ends_at timestamptz, through_grace boolean)
RETURNS TABLE ("at" timestamptz, from_status license_status, from_condition condition, to_status license_status, to_condition condition)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ends_at, reported, condition_of_status(reported), 'outOfToleranceGrace'::license_status, 'grace'::condition
   WHERE through_grace AND ends_at IS NOT NULL
  UNION ALL
  SELECT ends_at + interval '720 hours', 'outOfToleranceGrace', 'grace', 'notification', 'silent'
   WHERE through_grace AND ends_at IS NOT NULL
  UNION ALL
  SELECT ends_at, reported, condition_of_status(reported), 'notification', 'silent'
   WHERE NOT through_grace AND ends_at IS NOT NULL
$$;
