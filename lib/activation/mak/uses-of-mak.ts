import { type MakSighting, makUseOf } from './mak-use'

/** A machine's reading with one of our MAKs, in the order of time. Times are ISO 8601 UTC. */
export interface MakReading {
  /** Names the reading: the fingerprint of its observation. */
  id: string
  at: string
  /** The license of the machine it belongs to; Windows and Office each have a history of their own. */
  slot: string
  status: MakSighting['status']
  cmid?: string | undefined
  installationId?: string | undefined
  /** The reading itself is no longer kept; it stays what the ledger once took it for. */
  settled?: { coveredBy?: number | undefined }
}

/** An entry made before the machine was seen: a planned activation, or a confirmation ID applied again. */
export interface MakClaim {
  no: number
  at: string
  kind: 'planned' | 'reapplied'
}

/** What the ledger has to say of a reading. */
export type MakUseEntry = {
  reading: MakReading /** The claim that counted it already. */
  coveredBy?: number
} & ({ kind: 'activation' } | { kind: 'reactivation'; cause: 'rebuild' | 'hardware' } | { kind: 'reapplied' })

/** So far of one license of the machine. */
interface Known {
  last: MakSighting
  hasLapsed: boolean
}

/**
 * The entries that one machine's readings make in the ledger of one MAK, by makUseOf. `readings` in the order
 * of time, `claims` in the order of their moments. A claim covers the first use that is seen after it, once:
 * what was planned or reapplied is not counted again when it is seen to have happened. Follows from readings
 * and claims alone, so the order in which they became known does not matter.
 */
export function usesOfMak(readings: readonly MakReading[], claims: readonly MakClaim[]): MakUseEntry[] {
  const known = new Map<string, Known>()
  const open = new Map(claims.map((claim) => [claim.no, claim]))
  const entries: MakUseEntry[] = []
  for (const reading of readings) {
    const before = known.get(reading.slot)
    if (reading.settled) {
      if (reading.settled.coveredBy !== undefined) open.delete(reading.settled.coveredBy)
      known.set(reading.slot, { last: sightingOf(reading), hasLapsed: false })
      continue
    }
    if (reading.status !== 'licensed') {
      if (before) before.hasLapsed = true
      continue
    }
    const entry = entryFor(reading, before, open)
    if (entry?.coveredBy !== undefined) open.delete(entry.coveredBy)
    if (entry) entries.push(entry)
    const last = entry || !before ? sightingOf(reading) : carriedOn(before.last, reading)
    known.set(reading.slot, { last, hasLapsed: false })
  }
  return entries
}

const OWN = 'OURS'
const KEY = { partialKey: OWN, activationIds: [] }

const sightingOf = ({ status, cmid, installationId }: MakReading): MakSighting => ({
  status,
  channel: 'MAK',
  partialKey: OWN,
  cmid,
  installationId,
})

/** A reading that does not tell an ID leaves the one known before standing. */
const carriedOn = (last: MakSighting, reading: MakReading): MakSighting => ({
  ...last,
  cmid: reading.cmid ?? last.cmid,
  installationId: reading.installationId ?? last.installationId,
})

function entryFor(
  reading: MakReading,
  before: Known | undefined,
  open: ReadonlyMap<number, MakClaim>,
): MakUseEntry | undefined {
  const history = { lastLicensed: before?.last, hasLapsedSince: before?.hasLapsed }
  const use = makUseOf(KEY, sightingOf(reading), history)
  if (!use.counts) return undefined
  const claim = claimFor(reading, before, open)
  const coveredBy = claim?.no
  if (claim?.kind === 'reapplied') return { reading, kind: 'reapplied', coveredBy }
  if (use.kind === 'activation') return { reading, kind: 'activation', coveredBy }
  return { reading, kind: 'reactivation', cause: use.cause, coveredBy }
}

/** The oldest open claim from before the reading. A confirmation ID applied again holds for unchanged hardware only. */
function claimFor(
  reading: MakReading,
  before: Known | undefined,
  open: ReadonlyMap<number, MakClaim>,
): MakClaim | undefined {
  for (const claim of open.values()) {
    if (claim.at > reading.at) return undefined
    if (claim.kind === 'planned' || !isOtherHardware(reading, before)) return claim
  }
  return undefined
}

function isOtherHardware({ installationId }: MakReading, before: Known | undefined): boolean {
  const earlier = before?.last.installationId
  return earlier !== undefined && installationId !== undefined && earlier !== installationId
}
