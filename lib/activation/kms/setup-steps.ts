import type { LicenseStatus } from '../observation'

/** The set-up of a KMS host as steps, each judged by what was observed of it. Times are ISO 8601 UTC. */

export const SETUP_STEPS = ['key', 'activated', 'port', 'dns', 'firstClients', 'threshold'] as const
export type SetupStepId = (typeof SETUP_STEPS)[number]

/** What is known of a host, as far as its set-up is concerned. */
export interface SetupFacts {
  /** Its own word: the newest of its products. */
  reading?: {
    at: string
    lastFive: string | null
    status: LicenseStatus
    dnsPublishing: boolean | null
    count: number | null
    needed: number
  }
  firstRequestAt?: string
  firstServedAt?: string
  /** What clients tell of it, where its own log does not: so many name it, so many of them are licensed. */
  clients?: { naming: number; licensed: number }
  /** By its log, where the host itself says nothing. */
  loggedCount?: { count: number; needed: number; at: string }
  /** Connections to its port; absent before the first DNS check. */
  knocks: readonly {
    address: string
    at: string
    kind: 'open' | 'refused' | 'filtered' | 'unreachable' | 'noAddress'
  }[]
  /** Zones in which it should be published, by the newest check. */
  zones: readonly { zone: string; isPublished: boolean; isAsked: boolean }[]
}

export type SetupStep =
  | { id: 'key'; state: 'done'; lastFive: string | null; at: string }
  | { id: 'key'; state: 'done'; byRequests: true; at: string }
  | { id: 'key'; state: 'done'; clients: number }
  | { id: 'key'; state: 'unseen' }
  | { id: 'activated'; state: 'done'; at: string; byServing?: true }
  | { id: 'activated'; state: 'done'; clients: number }
  | { id: 'activated'; state: 'trouble'; status: LicenseStatus; at: string }
  | { id: 'activated'; state: 'unseen' }
  | { id: 'port'; state: 'done'; at: string; byRequests?: true }
  | { id: 'port'; state: 'trouble'; addresses: { address: string; kind: string }[]; at: string }
  | { id: 'port'; state: 'unseen' }
  | { id: 'dns'; state: 'done'; zones: number }
  | { id: 'dns'; state: 'trouble'; missing: string[]; zones: number; isOff: boolean }
  | { id: 'dns'; state: 'unseen'; saysItPublishes: boolean }
  | { id: 'firstClients'; state: 'done'; at: string }
  | { id: 'firstClients'; state: 'done'; clients: number }
  | { id: 'firstClients'; state: 'todo' }
  | { id: 'threshold'; state: 'done' | 'todo'; count: number; needed: number; at: string }
  | { id: 'threshold'; state: 'unseen' }

/** Every step in order: done, to do, in trouble, or unseen where nobody has looked yet. */
export function setupSteps(facts: SetupFacts): SetupStep[] {
  return [
    keyStep(facts),
    activatedStep(facts),
    portStep(facts),
    dnsStep(facts),
    firstClientsStep(facts),
    thresholdStep(facts),
  ]
}

/** Whoever answers clients has a key: even a refusal for a low count comes from a host. */
function keyStep({ reading, firstRequestAt, clients }: SetupFacts): SetupStep {
  if (reading) return { id: 'key', state: 'done', lastFive: reading.lastFive, at: reading.at }
  if (firstRequestAt) return { id: 'key', state: 'done', byRequests: true, at: firstRequestAt }
  if (clients && clients.licensed > 0) return { id: 'key', state: 'done', clients: clients.licensed }
  return { id: 'key', state: 'unseen' }
}

function activatedStep({ reading, firstServedAt, clients }: SetupFacts): SetupStep {
  if (reading?.status === 'licensed') return { id: 'activated', state: 'done', at: reading.at }
  if (reading) return { id: 'activated', state: 'trouble', status: reading.status, at: reading.at }
  if (firstServedAt) return { id: 'activated', state: 'done', at: firstServedAt, byServing: true }
  if (clients && clients.licensed > 0) return { id: 'activated', state: 'done', clients: clients.licensed }
  return { id: 'activated', state: 'unseen' }
}

function portStep({ knocks, firstRequestAt }: SetupFacts): SetupStep {
  const open = knocks.find(({ kind }) => kind === 'open')
  const [first] = knocks
  if (open) return { id: 'port', state: 'done', at: open.at }
  if (first) {
    return {
      id: 'port',
      state: 'trouble',
      addresses: knocks.map(({ address, kind }) => ({ address, kind })),
      at: first.at,
    }
  }
  if (firstRequestAt) return { id: 'port', state: 'done', at: firstRequestAt, byRequests: true }
  return { id: 'port', state: 'unseen' }
}

function dnsStep({ reading, zones }: SetupFacts): SetupStep {
  const asked = zones.filter(({ isAsked }) => isAsked)
  const missing = asked.filter(({ isPublished }) => !isPublished).map(({ zone }) => zone)
  const isOff = reading?.dnsPublishing === false
  if (missing.length > 0 || (isOff && asked.length === 0)) {
    return { id: 'dns', state: 'trouble', missing, zones: asked.length, isOff }
  }
  if (asked.length > 0) return { id: 'dns', state: 'done', zones: asked.length }
  return { id: 'dns', state: 'unseen', saysItPublishes: reading?.dnsPublishing === true }
}

function firstClientsStep({ firstRequestAt, clients }: SetupFacts): SetupStep {
  if (firstRequestAt) return { id: 'firstClients', state: 'done', at: firstRequestAt }
  if (clients && clients.naming > 0) return { id: 'firstClients', state: 'done', clients: clients.naming }
  return { id: 'firstClients', state: 'todo' }
}

function thresholdStep({ reading, loggedCount }: SetupFacts): SetupStep {
  const told =
    reading?.count == null ? loggedCount : { count: reading.count, needed: reading.needed, at: reading.at }
  if (told === undefined) return { id: 'threshold', state: 'unseen' }
  return { id: 'threshold', state: told.count >= told.needed ? 'done' : 'todo', ...told }
}
