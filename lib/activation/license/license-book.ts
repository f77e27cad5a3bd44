import { shortHostName } from '../discovery/short-host-name'
import { thresholdOf } from '../kms/thresholds'
import { KMS_VALIDITY_MINUTES, MINUTE_MS } from '../kms/timers'
import type { KmsClientExchange, Observation } from '../observation'
import { type ProductCatalogue, SEED_CATALOGUE } from '../product/product-catalogue'
import { productOf } from '../product/products'
import type { LicenseFacts } from './assess'
import { joinedNames } from './joined-names'
import { licenseAfterAnswer, type ObservedLicense, observedLicense } from './observed-license'

/** One license of one client with everything that was observed of it. */
export interface KnownLicense {
  /** Machine name, else CMID; absent when no source named it. */
  client?: string
  slot: string
  facts: LicenseFacts
  /** What gave the state, newest first: the newest word, and the newest reading where that is another one. */
  sources: { kind: Observation['kind']; at: string }[]
}

interface Entry {
  newest: ObservedLicense
  /** Newest reading of the machine itself: it knows more than an event. */
  reading?: ObservedLicense
  /** Milliseconds since 1970. */
  lastSuccess?: number
}

/** An answer belongs to the newest question of its client within this time before it. */
const ANSWER_WINDOW_MS = 5 * MINUTE_MS

/** Exchanges kept per client, newest first; enough to find the question of the newest answer. */
const KEPT_EXCHANGES = 16

/**
 * Collects observations in any order and holds what is known of each license. Memory grows with the number
 * of licenses, not of observations. The newest word gives the state, whatever the order of arrival. catalogue:
 * the tables that name products, with entries of ours.
 */
export class LicenseBook {
  readonly #entries = new Map<string, Entry>()
  readonly #exchanges = new Map<string, KmsClientExchange[]>()
  readonly #counts = new Map<string, { at: number; count: number }>()
  /** By machine name in lower case; what tells short names and FQDNs of one machine. */
  readonly #cmids = new Map<string, Set<string>>()
  readonly #catalogue: ProductCatalogue
  #nameless = 0

  constructor(catalogue: ProductCatalogue = SEED_CATALOGUE) {
    this.#catalogue = catalogue
  }

  add(observation: Observation): void {
    if (observation.kind === 'kmsClientExchange') this.#keep(observation)
    this.#noteCmid(observation)
    const license = observedLicense(observation, this.#catalogue)
    if (license !== undefined) this.#note(license)
  }

  /**
   * Every license known by now, in the order of first mention. What was said of a short name and of its FQDN
   * counts for one machine, under the FQDN.
   */
  licenses(): KnownLicense[] {
    for (const exchanges of this.#exchanges.values()) this.#answer(exchanges)
    return this.#joined().map((entry) => this.#license(entry))
  }

  #noteCmid(observation: Observation): void {
    if (!('client' in observation)) return
    const { name, cmid } = observation.client as { name?: string; cmid?: string }
    if (name === undefined || cmid === undefined) return
    const key = name.toLowerCase()
    const seen = this.#cmids.get(key) ?? new Set()
    this.#cmids.set(key, seen.add(cmid.toLowerCase()))
  }

  #joined(): Entry[] {
    const fqdns = joinedNames(this.#cmids)
    if (fqdns.size === 0) return [...this.#entries.values()]
    const entries = new Map<string, Entry>()
    for (const [key, entry] of this.#entries) {
      const [client = '', slot] = key.split('\n')
      const fqdn = fqdns.get(client)
      const joinedKey = `${fqdn ?? client}\n${slot}`
      const named = fqdn === undefined ? entry : renamed(entry, fqdn)
      const before = entries.get(joinedKey)
      entries.set(joinedKey, before === undefined ? named : both(before, named))
    }
    return [...entries.values()]
  }

  #note(license: ObservedLicense): void {
    this.#noteCount(license)
    // Two texts that do not name their machine are two machines.
    const client = license.client ?? `#${this.#nameless++}`
    const key = `${client.toLowerCase()}\n${license.slot}`
    const entry = this.#entries.get(key)
    this.#entries.set(key, entry === undefined ? startEntry(license) : merge(entry, license))
  }

  #noteCount({ kmsHost, kind, client, slot, hostCount, at }: ObservedLicense): void {
    const host = kind === 'kmsHost' ? client : kmsHost
    if (host === undefined || hostCount === undefined) return
    const key = countKey(host, slot)
    const time = Date.parse(at)
    if (time >= (this.#counts.get(key)?.at ?? Number.NEGATIVE_INFINITY)) {
      this.#counts.set(key, { at: time, count: hostCount })
    }
  }

  #keep(exchange: KmsClientExchange): void {
    const client = exchange.client.name ?? exchange.client.cmid
    if (client === undefined) return
    const kept = [...(this.#exchanges.get(client) ?? []), exchange]
    kept.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    this.#exchanges.set(client, kept.slice(0, KEPT_EXCHANGES))
  }

  #answer(exchanges: readonly KmsClientExchange[]): void {
    for (const answer of exchanges) {
      if (answer.step !== 'response') continue
      const question = questionOf(answer, exchanges)
      const license = question && licenseAfterAnswer(question, answer, this.#catalogue)
      if (license !== undefined) this.#note(license)
    }
  }

  #license(entry: Entry): KnownLicense {
    const { newest, reading } = entry
    const facts = factsOf(entry, this.#catalogue)
    const host = newest.kind === 'kmsHost' ? newest.client : facts.kmsHost
    const counted = host === undefined ? undefined : this.#counts.get(countKey(host, newest.slot))
    const sources = reading === undefined || reading === newest ? [newest] : [newest, reading]
    return {
      client: newest.client,
      slot: newest.slot,
      facts: { ...facts, hostCount: counted?.count },
      sources: sources.map(({ kind, at }) => ({ kind, at })),
    }
  }
}

/** Windows and Office count apart on one host. */
const countKey = (host: string, slot: string) =>
  `${shortHostName(host).toLowerCase()}\n${slot.startsWith('office:') ? 'office' : 'windows'}`

const timeOf = (license: ObservedLicense) => Date.parse(license.at)

function startEntry(license: ObservedLicense): Entry {
  const success = successOf(license)
  return {
    newest: license,
    ...(isReading(license) && { reading: license }),
    ...(success !== undefined && { lastSuccess: success }),
  }
}

const merge = (entry: Entry, license: ObservedLicense): Entry => both(entry, startEntry(license))

/** What two entries of one license come to. */
function both(a: Entry, b: Entry): Entry {
  const lastSuccess = Math.max(
    a.lastSuccess ?? Number.NEGATIVE_INFINITY,
    b.lastSuccess ?? Number.NEGATIVE_INFINITY,
  )
  const reading = a.reading && b.reading ? newerOf(a.reading, b.reading) : (a.reading ?? b.reading)
  return {
    newest: newerOf(a.newest, b.newest),
    ...(reading !== undefined && { reading }),
    ...(Number.isFinite(lastSuccess) && { lastSuccess }),
  }
}

function renamed({ newest, reading, ...entry }: Entry, client: string): Entry {
  const same = newest === reading
  const named = { ...newest, client }
  const other = reading && { reading: same ? named : { ...reading, client } }
  return { ...entry, newest: named, ...other }
}

/** At the same moment a reading of the machine outranks an event; beyond that any fixed order will do. */
function newerOf(a: ObservedLicense, b: ObservedLicense): ObservedLicense {
  const byTime = timeOf(a) - timeOf(b)
  if (byTime !== 0) return byTime > 0 ? a : b
  if (isReading(a) !== isReading(b)) return isReading(a) ? a : b
  return JSON.stringify(a) >= JSON.stringify(b) ? a : b
}

const isReading = (license: ObservedLicense) => license.kind === 'license' || license.kind === 'kmsHost'

/** When the client was last activated, as far as this observation tells. */
function successOf(license: ObservedLicense): number | undefined {
  if (license.status !== 'licensed' || license.channel !== 'KMS client') return undefined
  if (license.expiresAt === undefined) return undefined
  const success = Date.parse(license.expiresAt) - KMS_VALIDITY_MINUTES * MINUTE_MS
  // An end more than 180 days ahead is no KMS validity.
  return success <= timeOf(license) + MINUTE_MS ? success : undefined
}

/** The newest word gives the state; the newest reading of the same product what an event does not say. */
function factsOf({ newest, reading, lastSuccess }: Entry, catalogue: ProductCatalogue): LicenseFacts {
  const ids = [newest.product.activationId, reading?.product.activationId]
  const fits = ids[0] === ids[1] || ids.includes(undefined)
  const more = fits ? reading : undefined
  const observed = { ...more?.product, ...defined(newest.product) }
  const extendedPid = newest.extendedPid ?? more?.extendedPid
  const product = productOf(observed, { extendedPid, minimumCount: newest.minimumCount }, catalogue)
  const isDirectory = newest.activatedBy === 'directory'
  return {
    status: newest.status,
    channel: newest.channel === 'Unknown' ? (more?.channel ?? 'Unknown') : newest.channel,
    observedAt: newest.at,
    expiresAt: newest.expiresAt,
    remainingMinutes: newest.remainingMinutes,
    generation: product.generation,
    reason: newest.reason,
    activatedBy: newest.activatedBy,
    kmsHost: isDirectory ? undefined : (newest.kmsHost ?? more?.kmsHost),
    renewalIntervalMinutes: newest.renewalIntervalMinutes ?? more?.renewalIntervalMinutes,
    activationIntervalMinutes: newest.activationIntervalMinutes ?? more?.activationIntervalMinutes,
    managedPerUser: observed.managedPerUser === true,
    isAddon: product.isAddon,
    productLabel: product.label,
    family: product.family,
    minimumCount: newest.minimumCount ?? (product.known ? thresholdOf(product.family) : undefined),
    lastRenewedAt: lastSuccess === undefined ? undefined : new Date(lastSuccess).toISOString(),
  }
}

function defined<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>
}

function questionOf(
  answer: KmsClientExchange,
  exchanges: readonly KmsClientExchange[],
): KmsClientExchange | undefined {
  const time = Date.parse(answer.at)
  return exchanges.find(({ step, at }) => {
    const before = time - Date.parse(at)
    return step === 'request' && before >= 0 && before <= ANSWER_WINDOW_MS
  })
}
