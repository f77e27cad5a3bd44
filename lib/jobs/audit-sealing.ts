import { sealAudit } from '@/lib/data/audit-chain/seal'
import { type Rounds, startRounds } from './rounds'

/** While more waits than one call seals. */
const SHORT_PAUSE_MS = 20

/** Seals audit entries about a second after they were written, however long the states of the fleet take to catch up. */
export function startSealing(): Rounds {
  return startRounds(async () => ((await sealAudit()) > 0 ? SHORT_PAUSE_MS : undefined), {
    pauseMs: 1_000,
    complaint: 'the audit log was not sealed',
  })
}
