import type { keyGroupOfHost } from '../kms/key-groups'
import { KMS_VALIDITY_MINUTES, MINUTE_MS } from '../kms/timers'
import { lapseSteps } from '../license/lapse'
import type { KmsRequestObservation, LicenseObservation, Observation } from '../observation'
import { SUCCESS_CODE } from '../reason/reason-code'
import type { FaultyFleet } from '../simulation/faulty-fleet.testing'
import { simulate } from '../simulation/simulate'
import { likelyZone } from './likely-zone'
import type { Attempt, MachineFacts, Neighbourhood } from './machine-facts'
import { neighbourhood } from './neighbours'
import { siteOf } from './site-of-name'
import { troubleOf } from './trouble-table'

/** A fleet as a console would know it at the end: what was reported, and what DNS and ports show from its own place. */

interface Seen {
  reading?: LicenseObservation
  attempts: Attempt[]
  cmids: Map<string, string>
  servedAt?: string
  clock?: { minutes: number; at: string }
}

const KMS_PORT = 1688
const zoneOf = (name: string) => name.replace(/^[^.]*\.?/, '')

/** The facts of every machine that is not well in the end and on which the first fault bears, and of a few that are well. */
export function factsSeen(fleet: FaultyFleet): { ill: MachineFacts[]; well: MachineFacts[] } {
  const { scenario, missing, faults } = fleet
  const machines = new Map<string, Seen>()
  const counts = new Map<string, { value: number; at: string }>()
  const served = new Map<string, { client: string; at: string }[]>()
  const keys = new Map<string, NonNullable<ReturnType<typeof keyGroupOfHost>>>()
  for (const observation of simulate(scenario)) note(observation)
  const now = new Date(Date.parse(scenario.start) + scenario.days * 86_400_000).toISOString()
  const ill = [...machines].filter(([name, seen]) => faults[0]?.bearsOn(name) && isIll(seen))
  const well = [...machines]
    .filter(([, seen]) => seen.reading?.status === 'licensed' && !isIll(seen))
    .slice(0, 5)
  const toFacts = (those: typeof ill) => those.map(([name, seen]) => factsOf(name, seen))
  return { ill: toFacts(ill), well: toFacts(well) }

  function seenOf(name: string): Seen {
    const seen = machines.get(name) ?? { attempts: [], cmids: new Map() }
    machines.set(name, seen)
    return seen
  }

  function note(observation: Observation): void {
    if (observation.kind === 'license' && observation.client.name) {
      const seen = seenOf(observation.client.name)
      seen.reading = observation
      if (observation.client.cmid) seen.cmids.set(observation.client.cmid, observation.observedAt)
    }
    if (observation.kind === 'kmsHost' && observation.host.name && !missing.has('hostReadings')) {
      const { currentCount: value, observedAt: at, host, product } = observation
      if (value !== undefined) counts.set(host.name ?? '', { value, at })
      const key = scenario.hosts.find(({ name }) => name === host.name)?.keys[0]
      if (key && product.channel === 'KMS host') keys.set(host.name ?? '', { id: key } as never)
    }
    if (observation.kind === 'kmsRequest' && !missing.has('hostLogs')) noteRequest(observation)
    if (observation.kind === 'kmsClientExchange' && observation.client.name) {
      const { at, hresult: code, host, step, hostCount } = observation
      const seen = seenOf(observation.client.name)
      if (step === 'request' && code === SUCCESS_CODE) return
      seen.attempts.push({ at, code, ...(host?.name && { host: host.name }) })
      if (step === 'response' && code === SUCCESS_CODE) seen.servedAt = at
      if (hostCount !== undefined && seen.attempts.at(-2)?.host) return
    }
  }

  function noteRequest({ at, client, hresult: code, host, clientTime }: KmsRequestObservation): void {
    const seen = seenOf(client.name)
    seen.attempts.push({ at, code, ...(host?.name && { host: host.name }) })
    seen.cmids.set(client.cmid, at)
    if (clientTime)
      seen.clock = { minutes: Math.round((Date.parse(clientTime) - Date.parse(at)) / MINUTE_MS), at }
    if (code !== SUCCESS_CODE) return
    seen.servedAt = at
    served.set(host?.name ?? '', [
      ...(served.get(host?.name ?? '') ?? []).slice(-40),
      { client: client.name, at },
    ])
  }

  function isIll({ reading, attempts }: Seen): boolean {
    if (reading === undefined) return false
    const last = attempts.at(-1)
    return reading.status !== 'licensed' || (last !== undefined && troubleOf(last.code) !== undefined)
  }

  function factsOf(name: string, seen: Seen): MachineFacts {
    const reading = seen.reading as LicenseObservation
    const group = scenario.clients.find((one) => matches(one.name, name))
    const zone = zoneOf(name)
    const isDnsAsked = !missing.has('dns')
    const isUp = (host: string) =>
      !scenario.hosts
        .find((one) => one.name === host)
        ?.outages?.some(({ toHour }) => toHour >= scenario.days * 24)
    const named = scenario.hosts
      .filter(
        ({ zones, recordLost = [] }) =>
          zones?.includes(zone) && !recordLost.some((lost) => lost.zone === zone),
      )
      .map(({ name: host }) => ({ host, port: KMS_PORT }))
    const known = new Set([
      ...named.map(({ host }) => host),
      ...seen.attempts.flatMap(({ host }) => host ?? []),
    ])
    const isLogKnown = !missing.has('clientLogs')
    const attempts = isLogKnown || seen.attempts.length > 0 ? seen.attempts : undefined
    const others = [...machines].filter(([other]) => other !== name)
    const twins = others.filter(([, other]) => [...seen.cmids.keys()].some((cmid) => other.cmids.has(cmid)))
    const rebuilt = seen.cmids.size > 1
    return {
      now,
      machine: {
        name,
        zone,
        channel: 'KMS client',
        ...(group && { activationId: group.activationId }),
      },
      license: {
        condition: conditionOf(reading),
        status: reading.status,
        observedAt: reading.observedAt,
        ...(reading.reason && { reason: reading.reason }),
        ...(reading.expiresAt &&
          reading.status === 'licensed' && {
            lastRenewedAt: new Date(
              Date.parse(reading.expiresAt) - KMS_VALIDITY_MINUTES * MINUTE_MS,
            ).toISOString(),
          }),
        ...(reading.rearms?.windows !== undefined && { rearmsLeft: reading.rearms.windows }),
      },
      ...(reading.kms?.host && { cached: { host: reading.kms.host, port: KMS_PORT } }),
      ...(attempts && { attempts }),
      ...(isDnsAsked && {
        dns: { at: now, found: named.length > 0 ? ('hosts' as const) : ('noRecord' as const), hosts: named },
      }),
      hosts: [...known].map((host) => {
        const last = served.get(host)?.findLast(({ client }) => client !== name)
        const count = counts.get(host)
        const key = keys.get(host)
        return {
          host,
          port: KMS_PORT,
          ...(!missing.has('doors') && { door: { isOpen: isUp(host), at: now } }),
          ...(last && { servedOthersAt: last.at }),
          ...(count && { count }),
          ...(key && { keys: [key.id] }),
        }
      }),
      ...(!missing.has('neighbours') && {
        zone: zoneFacts(zone, others),
        neighbours: {
          zone: around(
            zone,
            others.filter(([other]) => zoneOf(other) === zone),
            seen,
          ),
          site: around(
            siteOf(name) ?? '',
            others.filter(([other]) => siteOf(other) === siteOf(name)),
            seen,
          ),
        },
      }),
      ...(seen.clock && { clock: seen.clock }),
      ...(!missing.has('cmids') && { cmid: { others: twins.map(([other]) => other) } }),
      ...(rebuilt &&
        !missing.has('cmids') && {
          startedAgain: { at: [...seen.cmids.values()].at(-1) ?? now, times: seen.cmids.size - 1 },
        }),
    }
  }

  function zoneFacts(zone: string, others: [string, Seen][]) {
    const inZone = others.filter(([other]) => zoneOf(other) === zone)
    const known = [...new Set(scenario.hosts.flatMap(({ zones = [] }) => zones))]
    const likely = known.includes(zone) ? undefined : likelyZone(zone, known)
    return {
      isListed: known.includes(zone),
      machines: inZone.length,
      activated: inZone.filter(([, { servedAt }]) => servedAt !== undefined).length,
      ...(likely && { likely }),
    }
  }

  function around(name: string, those: [string, Seen][], seen: Seen): Neighbourhood {
    const codeOf = (one: Seen) => one.attempts.at(-1)?.code ?? one.reading?.reason
    const others = those.map(([other, one]) => ({
      name: other,
      zone: zoneOf(other),
      condition: conditionOf(one.reading),
      code: codeOf(one),
      servedAt: one.servedAt,
    }))
    return neighbourhood(name, others, { code: codeOf(seen), began: failingSince(seen) ?? now })
  }

  function failingSince({ attempts, reading }: Seen): string | undefined {
    const success = attempts.findLastIndex(({ code }) => code === SUCCESS_CODE)
    return attempts[success + 1]?.at ?? reading?.observedAt
  }
}

const conditionOf = (reading: LicenseObservation | undefined) =>
  lapseSteps(reading?.status ?? 'unlicensed', 'KMS client')[0]?.condition ?? 'unlicensed'

const matches = (pattern: string, name: string) => {
  const [before = '', after = ''] = pattern.split('{n}')
  return name.startsWith(before) && name.endsWith(after)
}
