import type { Channel, LicenseStatus } from '../observation'

/** One of our MAKs as evidence recognises it; the last five alone are no identity. */
export interface OwnMak {
  partialKey: string
  /** Products the key is for; empty: not known. */
  activationIds: readonly string[]
}

/** A machine's product as somebody saw it. */
export interface MakSighting {
  status: LicenseStatus
  channel: Channel
  partialKey?: string | undefined
  activationId?: string | undefined
  installationId?: string | undefined
  cmid?: string | undefined
}

export interface MakHistory {
  /** The last sighting of this machine licensed through this key. */
  lastLicensed?: MakSighting | undefined
  /** It was seen not licensed since. */
  hasLapsedSince?: boolean | undefined
  /** A stored confirmation ID has been applied since. */
  reappliedConfirmationId?: boolean | undefined
  /** The channel before this one, where the machine came with a manufacturer's key. */
  channelBefore?: Channel | undefined
}

export type MakUse =
  | { counts: true; kind: 'activation'; replacesOemKey: boolean }
  | { counts: true; kind: 'reactivation'; cause: 'rebuild' | 'hardware' }
  /** Goes into the ledger as an entry that costs nothing. */
  | { counts: false; kind: 'reapplied' }
  | { counts: false; why: 'oemKey' | 'otherKey' | 'notLicensed' | 'knownAlready' }

/**
 * What a sighting means for the ledger of one of our MAKs. A manufacturer's preinstalled key never counts
 * against ours. A machine known with this key that comes back with another CMID was rebuilt, with another
 * installation ID on new hardware, and each time counts one more (editor's note of the Volume Activation 2.0
 * article); applying a stored confirmation ID on unchanged hardware counts none.
 */
export function makUseOf(key: OwnMak, now: MakSighting, history: MakHistory = {}): MakUse {
  if (now.channel === 'OEM') return { counts: false, why: 'oemKey' }
  if (!isOwn(key, now)) return { counts: false, why: 'otherKey' }
  if (now.status !== 'licensed') return { counts: false, why: 'notLicensed' }
  const { lastLicensed } = history
  if (lastLicensed === undefined || !isOwn(key, lastLicensed)) {
    return { counts: true, kind: 'activation', replacesOemKey: history.channelBefore === 'OEM' }
  }
  const isOtherHardware = differs(lastLicensed.installationId, now.installationId)
  if (history.reappliedConfirmationId === true && !isOtherHardware)
    return { counts: false, kind: 'reapplied' }
  if (differs(lastLicensed.cmid, now.cmid)) return { counts: true, kind: 'reactivation', cause: 'rebuild' }
  if (isOtherHardware || history.hasLapsedSince === true) {
    return { counts: true, kind: 'reactivation', cause: 'hardware' }
  }
  return { counts: false, why: 'knownAlready' }
}

function isOwn(key: OwnMak, sighting: MakSighting): boolean {
  if (sighting.channel !== 'MAK' || sighting.partialKey?.toUpperCase() !== key.partialKey.toUpperCase()) {
    return false
  }
  const { activationId } = sighting
  const isUnknown = activationId === undefined || key.activationIds.length === 0
  return isUnknown || key.activationIds.includes(activationId.toLowerCase())
}

/** Only where both are known: a source that does not say is no evidence of a change. */
const differs = (before: string | undefined, after: string | undefined) =>
  before !== undefined && after !== undefined && before.toLowerCase() !== after.toLowerCase()

/** What a machine will need when it is rebuilt with the standard image. */
export type RebuildNeed =
  /** Unchanged hardware and a stored confirmation ID: apply it again, free of charge. */
  | { kind: 'reapplyConfirmationId'; activations: 0 }
  | { kind: 'reactivation'; activations: 1 }
  /** The manufacturer's key stays behind: one of our own is needed. */
  | { kind: 'ownKeyInsteadOfOem'; activations: 1 }
  /** Volume activation through KMS or the directory: no key is spent. */
  | { kind: 'none'; activations: 0 }

export interface RebuildFacts {
  channel: Channel
  hasStoredConfirmationId: boolean
  isHardwareUnchanged: boolean
}

/** The article's OEM rule and its neighbours: offer what costs nothing first. */
export function rebuildNeed({ channel, ...facts }: RebuildFacts): RebuildNeed {
  if (channel === 'OEM') return { kind: 'ownKeyInsteadOfOem', activations: 1 }
  if (channel !== 'MAK') return { kind: 'none', activations: 0 }
  if (facts.hasStoredConfirmationId && facts.isHardwareUnchanged) {
    return { kind: 'reapplyConfirmationId', activations: 0 }
  }
  return { kind: 'reactivation', activations: 1 }
}
