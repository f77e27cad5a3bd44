import type {
  BackupFacts,
  ChannelFacts,
  DiskFacts,
  EmergencyFacts,
  KeySeenFacts,
  ScheduleFacts,
  TokenFacts,
} from '@/lib/activation/alert/console-rules'
import { loadUpSince } from '../console-uptime'
import type { DataReader } from '../permission'
import { readRows } from '../rows'
import { loadUpkeep } from '../upkeep'

const MASKED = 'XXXXX-XXXXX-XXXXX-XXXXX-'

/** Imports of the last 90 days among whose rejected lines stood a whole product key. */
export async function loadKeysSeen(now: Date): Promise<KeySeenFacts[]> {
  return readRows<KeySeenFacts>(
    `SELECT i.id AS import_id, i.file_name, i.created_by, coalesce(i.finished_at, i.created_at) AS at, count(*)::int AS lines,
            (array_agg(DISTINCT substring(r.excerpt FROM '${MASKED}([A-Z0-9]{5})')))[1:20] AS last_fives
       FROM import i JOIN import_rejection r ON r.import_id = i.id
      WHERE i.created_at > $1::timestamptz - interval '90 days' AND i.created_at <= $1 AND r.excerpt LIKE '%${MASKED}%'
      GROUP BY i.id`,
    [now],
  )
}

/** Channels that are on, and those that their receiver switched off. */
export function loadChannelFacts(): Promise<(ChannelFacts & { id: string; name: string })[]> {
  return readRows(
    `SELECT id, name, failures, failing_since, coalesce(off_why, last_problem, '') AS problem, off_at IS NOT NULL AS is_refused_for_good
       FROM channel WHERE off_at IS NULL OR off_by_receiver`,
  )
}

/** Scheduled reports that no person lets rest, with what the last try of each said. */
export async function loadScheduleFacts(): Promise<(ScheduleFacts & { id: string; report: string })[]> {
  const [rows, upSince] = await Promise.all([
    readRows<Omit<ScheduleFacts, 'upSince'> & { id: string; report: string }>(
      `SELECT id, report, next_due_at, failures, paused_at AS stopped_at,
              (SELECT problem FROM report_run WHERE schedule_id = id ORDER BY ran_at DESC LIMIT 1) AS problem
         FROM report_schedule WHERE paused_at IS NULL OR failures > 0`,
    ),
    loadUpSince(),
  ])
  return rows.map((row) => ({ ...row, upSince }))
}

/** Tokens that hold, or ended within 90 days. */
export function loadTokenFacts(now: Date): Promise<(TokenFacts & { id: string })[]> {
  return readRows(
    `SELECT id, name, expires_at, least(expires_at, revoked_at) AS ended_at, refused_at, refused_from FROM api_token
      WHERE least(expires_at, revoked_at) > $1::timestamptz - interval '90 days'`,
    [now],
  )
}

/** Uses of the way in for emergencies within the last year, by person: links made, and sign-ins with an emergency account. */
export async function loadEmergencyFacts(now: Date): Promise<EmergencyFacts[]> {
  const rows = await readRows<{ personId: string; person: string; at: string; isLink: boolean }>(
    `SELECT coalesce(e.subject_id, e.actor_name) AS person_id,
            coalesce(u.name, e.after ->> 'name', 'Somebody who is erased') AS person, e.at,
            e.action = 'user.emergencyLink' AS is_link
       FROM audit_entry e LEFT JOIN "user" u ON u.id = e.subject_id
      WHERE e.action IN ('user.emergencyLink', 'session.emergency')
        AND e.at > $1::timestamptz - interval '365 days' AND e.at <= $1 ORDER BY e.at`,
    [now],
  )
  return [...Map.groupBy(rows, ({ personId }) => personId)].map(([personId, uses]) => ({
    personId,
    person: uses.at(-1)?.person ?? personId,
    uses: uses.map(({ at, isLink }) => ({ at, what: isLink ? LINK_MADE : SIGNED_IN })),
  }))
}

const LINK_MADE = 'An emergency link was made'
const SIGNED_IN = 'The emergency account was used'

/** Backup and disk; null where nobody here can know. */
export async function loadUpkeepFacts(
  reader: DataReader,
  now: Date,
): Promise<{ backup: BackupFacts | null; disk: DiskFacts | null }> {
  const [{ backup, disk }, [first]] = await Promise.all([
    loadUpkeep(reader, now),
    readRows<{ at: string | null }>('SELECT min(at) AS at FROM audit_entry'),
  ])
  return {
    backup: backup && { ...backup, since: first?.at ?? now.toISOString() },
    disk: disk.freeBytes === null ? null : { freeBytes: disk.freeBytes, fullInDays: disk.fullInDays },
  }
}
