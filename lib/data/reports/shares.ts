import type { Role } from '@/generated/prisma/enums'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** A link to a report as its page shows it. Times are ISO 8601 UTC. */
export interface ShareRow {
  id: string
  report: string
  query: string
  hidesNames: boolean
  audience: string
  createdAt: string
  createdById: string | null
  createdBy: string
  endsAt: string
  revokedAt: string | null
  revokedBy: string | null
  openedAt: string | null
  openings: number
  /** false: whoever made it may not sign in any more */
  makerIsActive: boolean
  /** null: the console itself, or somebody who is gone */
  makerRole: Role | null
}

/** Older ones are in the audit log. */
const MOST_SHARES = 500

/** Every link, those that work first, the newest before. Throws NotPermitted without `report.share`. */
export async function loadShares(reader: DataReader, now: Date): Promise<ShareRow[]> {
  mustBeAble(reader, 'report.share')
  return readRows(
    `SELECT s.id, s.report, s.query, s.hides_names, s.audience, s.created_at, s.created_by_id, s.created_by, s.ends_at,
            s.revoked_at, s.revoked_by, s.opened_at, s.openings,
            s.created_by_id IS NULL OR (u.id IS NOT NULL AND u.disabled_at IS NULL) AS maker_is_active,
            u.role AS maker_role
       FROM report_share s LEFT JOIN "user" u ON u.id = s.created_by_id
      ORDER BY s.revoked_at IS NULL AND s.ends_at > $1 DESC, s.created_at DESC, s.id LIMIT ${MOST_SHARES}`,
    [now],
  )
}
