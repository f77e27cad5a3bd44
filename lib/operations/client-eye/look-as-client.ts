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
import type { CheckOptions } from '@/lib/probes/check-zones'
import { askZones, type EyeFound } from './ask-zones'
import { assumedMachine, type EyeQuery } from './eye-query'

/** What the page shows: the machine, the eye with its words, and whether anybody was asked. */
export interface ClientEyeView {
  seen: SeenMachine
  /** as assumed: what is known, changed by what the person typed */
  machine: EyeMachine
  eye: ClientEye
  words: EyeWords
  next: string[]
  /** when DNS and ports were asked; null: only the plan */
  askedAt: string | null
  /** zones the machine would search that are not listed */
  unlisted: string[]
}

/**
 * Looks through a machine's eyes: the plan for everyone who reads discovery; with `live` and discovery.probe DNS and
 * ports are asked now. Only listed zones are asked, and hosts that are known or that those zones name.
 */
export async function lookAsClient(
  actor: Actor,
  { name, query, live }: { name: string; query: EyeQuery; live: boolean },
  options: CheckOptions = {},
): Promise<ClientEyeView> {
  const seen = await loadEyeMachine(actor, name)
  const machine = assumedMachine(seen.machine, query)
  const zones = searchedZones(machine)
  const listed = await loadListedZones(actor, zones)
  const isLive = live && actor.can('discovery.probe')
  const named = namedHosts(machine)
  const found = isLive ? await askZones(actor, { zones: listed, named }, options) : NOTHING_ASKED
  const targets = [...found.answers.values()].flatMap((answer) =>
    answer.kind === 'srv' ? answer.records : [],
  )
  const known = await loadKnownHosts(
    actor,
    [...named, ...targets].map(({ host }) => host),
  )
  const facts = {
    answers: new Map(zones.map((zone) => [zone, answerOf(zone, listed, found)])),
    hosts: new Map(
      [...named, ...targets].map((address) => [hostKey(address), hostOf(address, known, found)]),
    ),
  }
  const eye = clientEye(machine, facts)
  return {
    seen,
    machine,
    eye,
    words: verdictWords(eye, machine),
    next: nextWords(eye, machine),
    askedAt: isLive ? new Date().toISOString() : null,
    unlisted: zones.filter((zone) => !listed.some((one) => one.name === zone)),
  }
}

const NOTHING_ASKED: EyeFound = { answers: new Map(), doors: new Map() }

function answerOf(zone: string, listed: readonly ListedZone[], found: EyeFound): EyeAnswer {
  const one = listed.find(({ name }) => name === zone)
  if (!one) return { kind: 'notAsked', why: 'unlisted' }
  if (one.isRetired) return { kind: 'notAsked', why: 'retired' }
  if (one.isSample) return { kind: 'notAsked', why: 'sample' }
  return found.answers.get(zone) ?? { kind: 'notAsked', why: 'plan' }
}

function hostOf(
  { host, port }: { host: string; port: number },
  known: readonly KnownHost[],
  found: EyeFound,
): EyeHost {
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
