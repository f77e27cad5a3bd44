import { readRows } from '../rows'
import type { HostGroup } from './host-names'

/** What befell the KMS service of a host, from its event log. Times are ISO 8601 UTC. */
export interface ServiceEvent {
  at: string
  what: 'startFailed' | 'renewalTimerFailed' | 'notPublished' | 'published'
  /** HRESULT */
  code: string
  /** of the SRV record */
  zone: string | null
  importId: string | null
  fileName: string | null
  line: number | null
}

const EVENTS_SHOWN = 50

/** The newest first. The caller has checked the permission. */
export function loadServiceEvents({ ids }: HostGroup): Promise<ServiceEvent[]> {
  return readRows<ServiceEvent>(
    `SELECT e.at, CASE WHEN e.kind = 'dnsPublishFailure' THEN 'notPublished' ELSE e.details ->> 'what' END AS what,
            e.code, e.details ->> 'zone' AS zone, e.import_id, i.file_name, e.line
       FROM activation_event e LEFT JOIN import i ON i.id = e.import_id
      WHERE e.host_id = ANY($1) AND e.kind IN ('kmsService', 'dnsPublishFailure')
      ORDER BY e.at DESC LIMIT ${EVENTS_SHOWN}`,
    [ids],
  )
}
