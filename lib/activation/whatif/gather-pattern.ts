import { DAY_MS, KMS_VALIDITY_MINUTES, MINUTE_MS } from '../kms/timers'
import { licenseEnd } from '../license/validity'
import type {
  KmsClientExchange,
  KmsHostObservation,
  KmsRequestObservation,
  LicenseObservation,
  Observation,
} from '../observation'
import { type KnownProduct, productByActivationId } from '../product/products-by-id'
import { SUCCESS_CODE } from '../reason/reason-code'
import { REFUSAL } from '../simulation/kms-answer'
import {
  type FleetPattern,
  MOST_ASKS,
  type OtherMethod,
  type RenewingLicense,
  type SeenHost,
  type SeenKey,
} from './fleet-pattern'

const VALIDITY_MS = KMS_VALIDITY_MINUTES * MINUTE_MS
/** Two reports of one request differ by the whole minutes that readings tell. */
const SAME_ASK_MS = 10 * MINUTE_MS

interface License extends RenewingLicense {
  /** of the newest word on its state */
  stateAt: number
}

/** Renewals are taken from readings so far apart: four rounds. */
const RENEWALS_MS = 28 * DAY_MS

interface Host extends SeenHost {
  /** by key: when its counter of licensed requests was read, in order */
  counters: Map<string, { at: number; licensed: number }[]>
  keys: SeenKey[]
  served: Set<string>
  refused: Set<string>
  zones: Set<string>
  asked: Map<string, Map<string, number>>
}

/** Gathers the pattern of a fleet from observations in any order; what is later than `now` (milliseconds) is passed over. */
export class PatternBook {
  readonly #licenses = new Map<string, License>()
  readonly #hosts = new Map<string, Host>()
  readonly #others = new Map<string, { at: number; method: OtherMethod }>()
  readonly #unknown = new Set<string>()
  #knownUntil = 0

  constructor(private readonly now: number) {}

  take(observation: Observation): void {
    const at = Date.parse('observedAt' in observation ? observation.observedAt : observation.at)
    if (!(at <= this.now)) return
    this.#knownUntil = Math.max(this.#knownUntil, at)
    if (observation.kind === 'license') this.#takeLicense(observation, at)
    else if (observation.kind === 'kmsRequest') this.#takeRequest(observation, at)
    else if (observation.kind === 'kmsClientExchange') this.#takeExchange(observation, at)
    else if (observation.kind === 'kmsHost') this.#takeHost(observation, at)
    else if (observation.kind === 'directoryActivation' && observation.client.name) {
      this.#noteOther(observation.client.name, 'directory', at)
    }
  }

  pattern(): FleetPattern {
    const licenses = [...this.#licenses.values()].filter(
      (license) => !this.#isOther(license.machine, license.stateAt, license.activationId),
    )
    const others: Record<OtherMethod, number> = { mak: 0, directory: 0, other: 0 }
    const renewing = new Set(licenses.map(({ machine }) => machine))
    for (const [machine, { method }] of this.#others) if (!renewing.has(machine)) others[method] += 1
    return {
      knownUntil: this.#knownUntil === 0 ? this.now : this.#knownUntil,
      licenses: licenses.map(({ stateAt: _, ...license }) => license),
      hosts: [...this.#hosts.values()].map(withRenewals),
      checkedZones: new Set(),
      others,
      unknownProducts: this.#unknown.size,
    }
  }

  /** A machine whose Windows was last seen licensed otherwise does not renew from a KMS host any more. */
  #isOther(machine: string, stateAt: number, activationId: string): boolean {
    const other = this.#others.get(machine)
    const isWindows = productByActivationId(activationId)?.family !== 'office'
    return isWindows && other !== undefined && other.at > stateAt
  }

  #takeLicense(seen: LicenseObservation, at: number): void {
    const machine = seen.client.name?.toLowerCase()
    if (machine === undefined || seen.product.isAddon || seen.product.managedPerUser) return
    const product = productByActivationId(seen.product.activationId)
    const channel = seen.product.channel ?? product?.channel
    if (seen.activatedBy === 'directory') {
      this.#noteOther(machine, 'directory', at)
      return
    }
    if (channel !== 'KMS client') {
      const method = channel === 'MAK' ? 'mak' : 'other'
      if (channel !== 'KMS host' && product?.family !== 'office') this.#noteOther(machine, method, at)
      return
    }
    if (product === undefined || product.keyKind !== 'GVLK') {
      this.#unknown.add(machine)
      return
    }
    const license = this.#license(machine, product, at)
    license.zone = seen.client.domain?.toLowerCase() ?? license.zone
    if (seen.client.isVirtual !== undefined) license.isVirtual = seen.client.isVirtual
    if (seen.client.cmid !== undefined) license.cmid = seen.client.cmid
    const end = licenseEnd({ ...seen, channel: 'KMS client', observedAt: seen.observedAt })?.at
    if (at >= license.stateAt) {
      license.stateAt = at
      license.status = seen.status
      setEnd(license, end)
      license.isRegistered = seen.kms?.foundBy === 'registered'
      license.usesCaching = seen.kms?.hostCaching ?? license.usesCaching
    }
    const host = seen.kms?.host?.toLowerCase()
    const askedAt = seen.status === 'licensed' && end !== undefined ? end - VALIDITY_MS : undefined
    if (askedAt !== undefined && seen.expiresAt !== undefined) this.#noteAsk(license, askedAt, host)
    if (host !== undefined) {
      const known = this.#host(host, askedAt ?? at)
      if (seen.kms?.foundBy === 'dns') known.zones.add(license.zone)
      known.activationIntervalMinutes =
        seen.kms?.activationIntervalMinutes ?? known.activationIntervalMinutes ?? 120
      known.renewalIntervalMinutes =
        seen.kms?.renewalIntervalMinutes ?? known.renewalIntervalMinutes ?? 10_080
      if (askedAt !== undefined) {
        known.served.add(product.activationId)
        this.#noteAsked(known, product, license, askedAt)
      }
    }
  }

  #takeRequest(seen: KmsRequestObservation, at: number): void {
    const product = productByActivationId(seen.activationId)
    if (product === undefined) return
    const license = this.#license(seen.client.name.toLowerCase(), product, at)
    license.cmid = seen.client.cmid
    license.isVirtual = seen.client.isVirtual
    this.#noteAnswer(license, product, at, seen.hresult, seen.host?.name, seen)
  }

  #takeExchange(seen: KmsClientExchange, at: number): void {
    const name = seen.client.name?.toLowerCase()
    if (name === undefined || seen.step !== 'request') return
    const product = productByActivationId(seen.activationId)
    if (product === undefined) return
    const license = this.#license(name, product, at)
    if (seen.client.cmid !== undefined) license.cmid = seen.client.cmid
    // The question says that a host answered, its state before the answer is all it knows of the license.
    if (seen.hresult === SUCCESS_CODE) this.#noteAsk(license, at, seen.host?.name?.toLowerCase())
  }

  #noteAnswer(
    license: License,
    product: KnownProduct,
    at: number,
    hresult: string,
    hostName: string | undefined,
    before: { status: License['status']; remainingMinutes: number },
  ): void {
    const isServed = hresult === SUCCESS_CODE
    if (at >= (license.asks.at(-1) ?? 0)) license.hasWrongClock = hresult === REFUSAL.wrongClock
    if (at >= license.stateAt) {
      license.stateAt = at
      license.status = isServed ? 'licensed' : before.status
      setEnd(license, isServed ? at + VALIDITY_MS : endOf(before, at))
    }
    const host = hostName?.toLowerCase()
    this.#noteAsk(license, at, isServed ? host : undefined)
    if (host === undefined) return
    const known = this.#host(host, at)
    if (isServed) {
      known.served.add(product.activationId)
      known.refused.delete(product.activationId)
    } else if (hresult === REFUSAL.keyDoesNotServe) {
      known.refused.add(product.activationId)
      known.served.delete(product.activationId)
    }
    if (hresult !== REFUSAL.keyDoesNotServe && hresult !== REFUSAL.wrongClock) {
      this.#noteAsked(known, product, license, at)
    }
  }

  #takeHost(seen: KmsHostObservation, at: number): void {
    const name = seen.host.name?.toLowerCase()
    if (name === undefined) return
    const host = this.#host(name, at)
    if (seen.dnsPublishing !== undefined) host.publishes = seen.dnsPublishing
    const description = seen.product.description ?? null
    const activationId = seen.product.activationId ?? null
    const licensed = seen.requests?.licensed
    if (licensed !== undefined) noteCounter(host, `${description}|${activationId}`, { at, licensed })
    const isSame = (key: SeenKey) => key.description === description && key.activationId === activationId
    const known = host.keys.find(isSame)
    if (known !== undefined && known.readAt > at) return
    host.keys = host.keys.filter((key) => key !== known)
    host.keys.push({
      description,
      activationId,
      ...(seen.product.name !== undefined && { productLabel: seen.product.name }),
      readAt: at,
      ...(seen.currentCount !== undefined && { count: seen.currentCount }),
    })
  }

  #license(machine: string, product: KnownProduct, at: number): License {
    const slot = product.family === 'office' ? product.activationId : 'windows'
    const key = `${machine}|${slot}`
    let license = this.#licenses.get(key)
    if (license === undefined) {
      license = {
        machine,
        activationId: product.activationId,
        zone: machine.replace(/^[^.]*\.?/, ''),
        isVirtual: false,
        status: 'unlicensed',
        seenAt: at,
        asks: [],
        isRegistered: false,
        usesCaching: true,
        stateAt: 0,
      }
      this.#licenses.set(key, license)
    }
    if (at >= license.seenAt) {
      license.seenAt = at
      license.activationId = product.activationId
    }
    return license
  }

  #noteAsk(license: License, at: number, host: string | undefined): void {
    const { asks } = license
    if (asks.some((known) => Math.abs(known - at) < SAME_ASK_MS)) return
    const isNewest = at > (asks.at(-1) ?? 0)
    if (host !== undefined && (isNewest || license.host === undefined)) license.host = host
    if (isNewest) asks.push(at)
    else
      asks.splice(
        asks.findIndex((known) => known > at),
        0,
        at,
      )
    if (asks.length > MOST_ASKS) asks.shift()
  }

  #noteAsked(host: Host, product: KnownProduct, license: License, at: number): void {
    const application = applicationOf(product)
    const asked = host.asked.get(application) ?? new Map<string, number>()
    host.asked.set(application, asked)
    const id = license.cmid ?? license.machine
    asked.set(id, Math.max(at, asked.get(id) ?? 0))
  }

  #host(name: string, at: number): Host {
    let host = this.#hosts.get(name)
    if (host === undefined) {
      host = {
        name,
        seenAt: at,
        keys: [],
        served: new Set(),
        refused: new Set(),
        zones: new Set(),
        asked: new Map(),
        counters: new Map(),
      }
      this.#hosts.set(name, host)
    }
    host.seenAt = Math.max(host.seenAt, at)
    return host
  }

  #noteOther(name: string, method: OtherMethod, at: number): void {
    const machine = name.toLowerCase()
    const known = this.#others.get(machine)
    if (known === undefined || at >= known.at) this.#others.set(machine, { at, method })
  }
}

/** Windows has one count, each Office version its own. */
export const applicationOf = ({ family, generation }: KnownProduct): string =>
  family === 'office' ? generation : 'windows'

function noteCounter(host: Host, key: string, reading: { at: number; licensed: number }): void {
  const readings = host.counters.get(key) ?? []
  host.counters.set(key, readings)
  const isNewest = reading.at >= (readings.at(-1)?.at ?? 0)
  readings.push(reading)
  if (!isNewest) readings.sort((one, other) => one.at - other.at)
}

/** How often licensed machines asked in the last four weeks, as far as the counter was read twice and did not start anew. */
function withRenewals({ counters, ...host }: Host): SeenHost {
  const keys = host.keys.map((key) => {
    const readings = counters.get(`${key.description}|${key.activationId}`) ?? []
    const last = readings.at(-1)
    const first = last && readings.find(({ at }) => last.at - at <= RENEWALS_MS)
    if (!last || !first || last.at - first.at < RENEWALS_MS / 4 || last.licensed < first.licensed) return key
    return { ...key, renewals: { from: first.at, to: last.at, count: last.licensed - first.licensed } }
  })
  return { ...host, keys }
}

function setEnd(license: License, end: number | undefined): void {
  if (end === undefined) delete license.endsAt
  else license.endsAt = end
}

function endOf(
  { status, remainingMinutes }: { status: License['status']; remainingMinutes: number },
  at: number,
) {
  return status === 'notification' || status === 'unlicensed' ? undefined : at + remainingMinutes * MINUTE_MS
}
