import type { SqlRunner } from '../rows'
import { appendEntries, type NewEntry } from './append-entries'
import { lockAllAccounts } from './lock-account'
import { type KnownEntry, loadKnownEntries, loadMakReadings, type ReadingRow } from './mak-readings'
import { settleUses } from './settle-uses'

/** Machines worked out at a time, so that memory stays bounded. */
const CHUNK = 2_000

/**
 * Brings the ledgers of our MAKs in line with everything read of these machines. Runs in the caller's
 * transaction and holds the accounts until its end; entering twice changes nothing. Returns how many entries
 * were added.
 */
export async function enterUses(sql: SqlRunner, clientIds: readonly number[], now: Date): Promise<number> {
  if (clientIds.length === 0) return 0
  await lockAllAccounts(sql)
  const entries: NewEntry[] = []
  for (let start = 0; start < clientIds.length; start += CHUNK) {
    const chunk = clientIds.slice(start, start + CHUNK)
    const readings = await loadMakReadings(sql, chunk)
    const known = await loadKnownEntries(sql, chunk, readings)
    for (const group of groupsOf(readings, known).values()) {
      entries.push(...settleUses(group.keyId, group.readings, group.known))
    }
  }
  await appendEntries(sql, inOrder(entries), now)
  return entries.length
}

interface Group {
  keyId: string
  readings: ReadingRow[]
  known: KnownEntry[]
}

/** One group for each machine and key. */
function groupsOf(readings: readonly ReadingRow[], known: readonly KnownEntry[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  const groupOf = ({ clientId, keyId }: { clientId: number; keyId: string }): Group => {
    const name = `${clientId} ${keyId}`
    const group = groups.get(name) ?? { keyId, readings: [], known: [] }
    groups.set(name, group)
    return group
  }
  for (const reading of readings) groupOf(reading).readings.push(reading)
  for (const entry of known) groupOf(entry).known.push(entry)
  return groups
}

/** What is taken back first, then by time: the ledger reads like a story where it is entered at once. */
function inOrder(entries: NewEntry[]): NewEntry[] {
  const rank = ({ takesBack }: NewEntry) => (takesBack === undefined ? 1 : 0)
  return entries.toSorted((a, b) => rank(a) - rank(b) || Date.parse(a.at) - Date.parse(b.at))
}
