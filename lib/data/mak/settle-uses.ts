import { type MakClaim, type MakReading, type MakUseEntry, usesOfMak } from '@/lib/activation/mak/uses-of-mak'
import type { NewEntry } from './append-entries'
import type { KnownEntry, ReadingRow } from './mak-readings'

/** Who enters what follows from observations. */
export const CONSOLE_NAME = 'Activation Console'

/**
 * What one machine's readings add to the ledger of one MAK, given what it holds of them: entries for new uses,
 * and corrections that take back what looks otherwise since another reading came to light. The ledger is never
 * rewritten; what stands in the end follows from the readings alone, in whatever order they came.
 */
export function settleUses(
  keyId: string,
  readings: readonly ReadingRow[],
  known: readonly KnownEntry[],
): NewEntry[] {
  const standing = known.filter(({ isTakenBack }) => !isTakenBack)
  const seen = standing.filter(({ fingerprint }) => fingerprint !== null)
  const gone = seen.filter(({ isGone }) => isGone)
  const wanted = usesOfMak(
    inOrder([...readings.map(readingOf), ...gone.map(settledOf)]),
    standing.flatMap(claimOf),
  )
  const rows = new Map(readings.map((row) => [row.fingerprint, row]))
  const earlier = new Map(seen.filter(({ isGone }) => !isGone).map((entry) => [entry.fingerprint, entry]))
  const fresh: NewEntry[] = []
  for (const use of wanted) {
    const before = earlier.get(use.reading.id)
    if (before && saysTheSame(before, use)) {
      earlier.delete(use.reading.id)
      continue
    }
    const row = rows.get(use.reading.id)
    const times = known.filter(({ fingerprint }) => fingerprint === use.reading.id).length
    if (row) fresh.push(entryOf(keyId, use, row, times))
  }
  return [...[...earlier.values()].map((entry) => takenBack(keyId, entry)), ...fresh]
}

const inOrder = (readings: MakReading[]) =>
  readings.toSorted((a, b) => (a.at === b.at ? compare(a.id, b.id) : compare(a.at, b.at)))

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))

const readingOf = (row: ReadingRow): MakReading => ({
  id: row.fingerprint,
  at: row.at,
  slot: row.slot,
  status: row.status,
  cmid: row.cmid ?? undefined,
  installationId: row.installationDigest ?? undefined,
})

const settledOf = (entry: KnownEntry): MakReading => ({
  id: entry.fingerprint ?? '',
  at: entry.at,
  slot: entry.slot ?? '',
  status: 'licensed',
  cmid: entry.cmid ?? undefined,
  installationId: entry.installationDigest ?? undefined,
  settled: { coveredBy: entry.coveredBy ?? undefined },
})

function claimOf({ fingerprint, kind, no, at }: KnownEntry): MakClaim[] {
  if (fingerprint !== null) return []
  return [{ no, at, kind: kind === 'reapplied' ? 'reapplied' : 'planned' }]
}

function saysTheSame(entry: KnownEntry, use: MakUseEntry): boolean {
  const cause = use.kind === 'reactivation' ? use.cause : null
  return entry.kind === use.kind && entry.cause === cause && entry.coveredBy === (use.coveredBy ?? null)
}

function entryOf(keyId: string, use: MakUseEntry, row: ReadingRow, times: number): NewEntry {
  const { reading, kind, coveredBy } = use
  const isFree = coveredBy !== undefined || kind === 'reapplied'
  return {
    keyId,
    kind,
    cause: kind === 'reactivation' ? use.cause : undefined,
    change: isFree ? 0 : -1,
    at: reading.at,
    machine: row.machine,
    slot: row.slot,
    cmid: row.cmid ?? undefined,
    installationDigest: row.installationDigest ?? undefined,
    source: 'observation',
    actorName: CONSOLE_NAME,
    importId: row.importId ?? undefined,
    line: row.line ?? undefined,
    fingerprint: row.fingerprint,
    coveredBy,
    idempotencyKey: seenKey(row.fingerprint, times),
  }
}

/** Of what an observation brought into a ledger, after it was taken back so many times. */
export const seenKey = (fingerprint: string, times: number) =>
  times === 0 ? `seen:${fingerprint}` : `seen:${fingerprint}~${times + 1}`

function takenBack(keyId: string, { no, change, at, machine }: KnownEntry): NewEntry {
  return {
    keyId,
    kind: 'correction',
    change: change === 0 ? 0 : -change,
    at,
    machine: machine ?? undefined,
    source: 'observation',
    reason: 'Another reading of this machine shows something else.',
    actorName: CONSOLE_NAME,
    takesBack: no,
    idempotencyKey: `back:${no}`,
  }
}
