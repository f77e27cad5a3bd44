import { balanceOf, effectOf, grantedBy, type LedgerEntry } from './mak-ledger'

/** A count Microsoft reported, with what we had seen by then. */
export interface ReportedCount {
  /** ISO 8601 UTC. */
  at: string
  reported: number
  seen: number
  /** seen - reported: above 0, Microsoft counts activations that our sources do not show. */
  drift: number
}

/** What came about between two reports; the first stretch begins with the ledger. */
export interface DriftStretch {
  from?: string
  to: string
  /** What Microsoft reported at its end. */
  reported: number
  /** How far that is from the report before; absent in the first stretch. */
  change?: number
  /** Part of the drift that arose here; the stretches add up to the drift. */
  unexplained: number
  /** Our own entries in this stretch, to compare with Microsoft's. */
  entries: LedgerEntry[]
}

export interface Drift {
  latest: ReportedCount
  /** Microsoft's count carried on with our entries since: the best guess of what is left. */
  reportedNow: number
  stretches: DriftStretch[]
}

const byTime = (a: LedgerEntry, b: LedgerEntry) => Date.parse(a.at) - Date.parse(b.at)

/** What we saw against what Microsoft reported, stretch by stretch; absent while nothing was reported. */
export function driftOf(ledger: readonly LedgerEntry[]): Drift | undefined {
  const reports: ReportedCount[] = []
  const stretches: DriftStretch[] = []
  let seen = 0
  let own: LedgerEntry[] = []
  for (const entry of [...ledger].sort(byTime)) {
    seen += effectOf(entry)
    if (entry.kind !== 'microsoftCount') {
      own.push(entry)
      continue
    }
    const drift = seen - entry.remaining
    const before = reports.at(-1)
    stretches.push({
      ...(before !== undefined && { from: before.at }),
      to: entry.at,
      reported: entry.remaining,
      ...(before !== undefined && { change: entry.remaining - before.reported }),
      unexplained: drift - (before?.drift ?? 0),
      entries: own,
    })
    reports.push({ at: entry.at, reported: entry.remaining, seen, drift })
    own = []
  }
  const latest = reports.at(-1)
  return latest && { latest, reportedNow: latest.reported + balanceOf(own), stretches }
}

/** The lower of what we saw and what Microsoft reported, carried on to now: what to plan with. */
export function availableIn(ledger: readonly LedgerEntry[]): number {
  const reportedNow = driftOf(ledger)?.reportedNow
  const seen = balanceOf(ledger)
  return reportedNow === undefined ? seen : Math.min(seen, reportedNow)
}

/** What is left of a MAK: the one figure that every page shows, and what it is made of. */
export interface MakLeft {
  /** The lower of the two counts; 0 where nothing is. */
  left: number
  granted: number
  /** Activations seen or planned by our sources. */
  used: number
  /** How many more than granted were seen; 0 for most keys. */
  overdrawnBy: number
  /** Microsoft's last count, and what it comes to with our entries since. */
  reported?: { count: number; at: string; now: number }
}

/** What is left of a MAK by its ledger. */
export function leftIn(ledger: readonly LedgerEntry[]): MakLeft {
  const granted = grantedBy(ledger)
  const balance = balanceOf(ledger)
  const drift = driftOf(ledger)
  return {
    left: Math.max(0, availableIn(ledger)),
    granted,
    used: granted - balance,
    overdrawnBy: Math.max(0, -balance),
    ...(drift && {
      reported: { count: drift.latest.reported, at: drift.latest.at, now: drift.reportedNow },
    }),
  }
}
