import {
  type ClientEye,
  clientEye,
  type EyeAnswer,
  type EyeHost,
  type EyeMachine,
  hostKey,
  namedHosts,
  searchedZones,
} from '@/lib/activation/discovery/client-eye'
import { type EyeWords, nextWords, verdictWords } from '@/lib/activation/discovery/client-eye-sentence'
import type { Actor } from '@/lib/auth/actor-kinds'
import { loadEyeMachine, type SeenMachine } from '@/lib/data/client-eye/eye-machine'
import {
  type KnownHost,
  type ListedZone,
  loadKnownHosts,
  loadListedZones,
} from '@/lib/data/client-eye/eye-world'
import { loadLastFindings } from '@/lib/data/client-eye/last-findings'
import type { CheckOptions } from '@/lib/probes/check-zones'
import { askZones, mayKnock } from './ask-zones'
import { type EyeFound, eyeFound } from './eye-found'
import { assumedMachine, type EyeQuery } from './eye-input'

/** What the page shows: the machine, the eye with its words, and where the answers are from. */
export interface ClientEyeView {
  seen: SeenMachine
  /** as assumed: what is known, changed by what the person typed */
  machine: EyeMachine
  eye: ClientEye
  words: EyeWords
  next: string[]
  /** now: asked just now. check: from the last check of the zones. plan: nobody was asked. */
  source: 'now' | 'check' | 'plan'
  /** when DNS and ports were asked; null for a plan */
  askedAt: string | null
  /** why DNS and ports cannot be asked for this machine; null when they can */
  cannotAsk: 'sample' | 'nothingListed' | null
  /** zones the machine would search that are not listed */
  unlisted: string[]
}

/**
 * Looks through a machine's eyes with what the last check of the zones found; with `live` and discovery.probe DNS and
 * ports are asked now. Only listed zones are asked, and hosts that are known or that those zones name.
 */
export async function lookAsClient(
  actor: Actor,
  { name, query, live }: { name: string; query: EyeQuery; live: boolean },
  options: CheckOptions = {},
): Promise<ClientEyeView> {
  const seen = await loadEyeMachine(actor, name, new Date())
  const machine = assumedMachine(seen.machine, query)
  const zones = searchedZones(machine)
  const named = namedHosts(machine)
  const listed = await loadListedZones(actor, zones)
  const [cannotAsk, last] = await Promise.all([
    whyNotAsked(actor, listed, named),
    lastLook(actor, listed, named),
  ])
  const isLive = live && cannotAsk === null && actor.can('discovery.probe')
  const found = isLive ? merged(last.found, await askNow(actor, listed, named, options)) : last.found
  const targets = [...found.answers.values()].flatMap((answer) =>
    answer.kind === 'srv' ? answer.records : [],
  )
  const addresses = [...named, ...targets]
  const known = await loadKnownHosts(
    actor,
    addresses.map(({ host }) => host),
  )
  const eye = clientEye(machine, {
    answers: new Map(zones.map((zone) => [zone, answerOf(zone, listed, found)])),
    hosts: new Map(addresses.map((address) => [hostKey(address), hostOf(address, known, found)])),
  })
  return {
    seen,
    machine,
    eye,
    words: verdictWords(eye, machine),
    next: nextWords(eye, machine),
    ...(isLive ? { source: 'now', askedAt: new Date().toISOString() } : sourceOf(last.at)),
    cannotAsk,
    unlisted: zones.filter((zone) => !listed.some((one) => one.name === zone)),
  }
}

function sourceOf(checkedAt: string | null): Pick<ClientEyeView, 'source' | 'askedAt'> {
  return { source: checkedAt === null ? 'plan' : 'check', askedAt: checkedAt }
}

type Address = ReturnType<typeof namedHosts>[number]

/** What the last check found. It is all there ever is of the zones of the sample fleet, which nobody can ask. */
async function lastLook(actor: Actor, listed: readonly ListedZone[], named: readonly Address[]) {
  const inUse = listed.filter(({ isRetired }) => !isRetired).map(({ name }) => name)
  const last = await loadLastFindings(
    actor,
    inUse,
    named.map(({ host }) => host),
  )
  if (!last) return { at: null, found: { answers: new Map(), doors: new Map() } as EyeFound }
  const checked = inUse.filter((zone) => last.findings.answers.some((answer) => answer.zone === zone))
  return { at: last.at, found: eyeFound(last.findings, checked, named) }
}

async function whyNotAsked(actor: Actor, listed: readonly ListedZone[], named: readonly Address[]) {
  const inUse = listed.filter(({ isRetired }) => !isRetired)
  if (inUse.some(({ isSample }) => !isSample)) return null
  const knockable = await Promise.all(named.map(({ host }) => mayKnock(actor, host)))
  if (knockable.includes(true)) return null
  return inUse.length > 0 ? 'sample' : 'nothingListed'
}

function askNow(
  actor: Actor,
  listed: readonly ListedZone[],
  named: readonly Address[],
  options: CheckOptions,
): Promise<EyeFound> {
  const zones = listed.filter(({ isRetired, isSample }) => !isRetired && !isSample)
  return askZones(actor, { zones, named }, options)
}

/** The later word counts; a host that was not asked now keeps what the check said of it. */
function merged(earlier: EyeFound, later: EyeFound): EyeFound {
  const asked = [...later.doors].filter(([, { door }]) => door.kind !== 'notAsked')
  return {
    answers: new Map([...earlier.answers, ...later.answers]),
    doors: new Map([...earlier.doors, ...asked]),
  }
}

function answerOf(zone: string, listed: readonly ListedZone[], found: EyeFound): EyeAnswer {
  const one = listed.find(({ name }) => name === zone)
  if (!one) return { kind: 'notAsked', why: 'unlisted' }
  if (one.isRetired) return { kind: 'notAsked', why: 'retired' }
  return found.answers.get(zone) ?? { kind: 'notAsked', why: one.isSample ? 'sample' : 'plan' }
}

function hostOf({ host, port }: Address, known: readonly KnownHost[], found: EyeFound): EyeHost {
  const one = known.find(({ name }) => name === host)
  const { addresses, door } = found.doors.get(hostKey({ host, port })) ?? {
    addresses: [],
    door: { kind: 'notAsked' as const },
  }
  return {
    host,
    port,
    isKnown: one !== undefined,
    isRetired: one?.isRetired ?? false,
    addresses,
    door,
    ...(one && one.count !== null ? { count: one.count } : {}),
  }
}
