import type { Channel } from '../observation'
import { parseInstallationId } from './installation-id'

/** What the record holds of a machine that might go into a package. */
export interface CandidateFacts {
  isLicensed: boolean
  channel: Channel
  lastFive?: string | undefined
  activationId?: string | undefined
  installationId?: string | undefined
  /** A confirmation ID that was issued for exactly this installation ID and product, and the package it came with. */
  stored?: { confirmationId: string; packageNumber: number } | undefined
  /** An open package that asks for this installation ID already. */
  openPackage?: number | undefined
}

/** The MAK a package is for. */
export interface PackageKey {
  lastFive: string
  /** Empty: not known what it is for. */
  activationIds: readonly string[]
}

export type CandidateStanding =
  | { kind: 'ready'; cost: 1 }
  /** The hardware is what it was, since the installation ID is: the stored confirmation ID works again, for nothing. */
  | { kind: 'reapply'; cost: 0; packageNumber: number }
  /** The installation ID was made with another key, so an answer to it would not fit this one. */
  | { kind: 'otherKey'; cost: 1; channel: Channel; lastFive?: string }
  | { kind: 'otherProduct'; cost: 1 }
  | { kind: 'inPackage'; cost: 0; packageNumber: number }
  | { kind: 'licensed'; cost: 0 }
  | { kind: 'noInstallationId'; cost: 0 }
  | { kind: 'badInstallationId'; cost: 0; digits: number }

/** Whether a machine can go into a package with this key, and what that costs. What costs nothing comes first. */
export function candidateStanding(key: PackageKey, facts: CandidateFacts): CandidateStanding {
  if (facts.isLicensed) return { kind: 'licensed', cost: 0 }
  const { installationId, openPackage, stored } = facts
  if (installationId === undefined) return { kind: 'noInstallationId', cost: 0 }
  if (openPackage !== undefined) return { kind: 'inPackage', cost: 0, packageNumber: openPackage }
  if (!parseInstallationId(installationId).ok) {
    return { kind: 'badInstallationId', cost: 0, digits: installationId.replace(/\D/g, '').length }
  }
  if (hasOtherKey(key, facts)) {
    const { channel, lastFive } = facts
    return { kind: 'otherKey', cost: 1, channel, ...(lastFive !== undefined && { lastFive }) }
  }
  if (stored !== undefined) return { kind: 'reapply', cost: 0, packageNumber: stored.packageNumber }
  const { activationId } = facts
  const isForIt = activationId === undefined || key.activationIds.includes(activationId)
  return key.activationIds.length === 0 || isForIt
    ? { kind: 'ready', cost: 1 }
    : { kind: 'otherProduct', cost: 1 }
}

/** Only where the source says so: a reading without channel or last five is no evidence of another key. */
function hasOtherKey(key: PackageKey, { channel, lastFive }: CandidateFacts): boolean {
  if (channel !== 'MAK' && channel !== 'Unknown') return true
  return lastFive !== undefined && lastFive !== key.lastFive
}

/** True where the machine may be chosen; the others stay in the list with their reason. */
export function isChoosable(standing: CandidateStanding): boolean {
  const { kind } = standing
  return kind === 'ready' || kind === 'reapply' || kind === 'otherKey' || kind === 'otherProduct'
}

/** True for those that "choose all that are ready" takes. */
export function isReady(standing: CandidateStanding): boolean {
  return standing.kind === 'ready' || standing.kind === 'reapply'
}

/** What a row of the list says about the machine. */
export function standingSentence(standing: CandidateStanding): string {
  switch (standing.kind) {
    case 'ready':
      return 'Ready: uses 1 activation'
    case 'reapply':
      return `Confirmation ID of package ${standing.packageNumber} can be applied again: uses no activation`
    case 'otherKey':
      return standing.lastFive === undefined
        ? `Its installation ID was made with another key (${standing.channel}). Install this MAK and read it again first`
        : `Its installation ID was made with the key …-${standing.lastFive} (${standing.channel}). Install this MAK and read it again first`
    case 'otherProduct':
      return 'This MAK is for other products, as far as we know'
    case 'inPackage':
      return `Already requested in package ${standing.packageNumber}`
    case 'licensed':
      return 'Licensed; nothing to do'
    case 'noInstallationId':
      return 'No installation ID known: run slmgr.vbs /dlv there and import the output'
    case 'badInstallationId':
      return `Its installation ID has ${standing.digits} digits instead of 54 or 63: read it again`
  }
}
