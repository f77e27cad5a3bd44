import type { LicenseStatus, Observation } from '@/lib/activation/observation'
import { SAMPLE_DOMAIN, SAMPLE_HOSTS } from './sample-machines'
import { HOST_KEY_OFFICE, HOST_KEY_WINDOWS, type SampleProduct, WINDOWS_11 } from './sample-products'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const WINDOW_MS = 30 * DAY_MS

const iso = (time: number) => new Date(time).toISOString()

interface Asked {
  at: number
  cmid: string
  isRefused: boolean
  status: LicenseStatus
}

/** What the sample hosts were asked, so that what they say of themselves agrees with their logs. */
export class SampleHostLog {
  readonly #asked = new Map<string, Asked[]>()

  note(observation: Observation): void {
    if (observation.kind !== 'kmsRequest' || observation.hresult === '0xC004F042') return
    const { host, at, client, hresult, status, activationId } = observation
    const key = keyOf(host?.name ?? '', OFFICE_IDS.has(activationId))
    const asked = this.#asked.get(key) ?? []
    asked.push({ at: Date.parse(at), cmid: client.cmid, isRefused: hresult !== '0x00000000', status })
    this.#asked.set(key, asked)
  }

  /** Requests up to `at`, and the count then. */
  upTo(host: string, isOffice: boolean, at: number) {
    const asked = (this.#asked.get(keyOf(host, isOffice)) ?? []).filter((one) => one.at <= at)
    const recent = new Set(asked.filter((one) => one.at > at - WINDOW_MS).map(({ cmid }) => cmid))
    const withStatus = (status: LicenseStatus) => asked.filter((one) => one.status === status).length
    return {
      count: Math.min(isOffice ? 10 : 50, recent.size),
      total: asked.length,
      failed: asked.filter(({ isRefused }) => isRefused).length,
      licensed: withStatus('licensed'),
      initialGrace: withStatus('initialGrace'),
      notification: withStatus('notification'),
    }
  }
}

const keyOf = (host: string, isOffice: boolean) => `${host} ${isOffice}`

const OFFICE_IDS: ReadonlySet<string> = new Set([
  'fbdb3e18-a8ef-4fb3-9183-dffd60bd0984',
  '8d368fc1-9470-4be2-8d66-90e836cbb051',
])

/** The hosts are read once a week. The lab has seventeen machines, and its count says so. */
export function* sampleHostReadings(today: number, log: SampleHostLog): Generator<Observation> {
  for (let day = 203; day > 0; day -= 7) {
    const time = today - day * DAY_MS + 7 * HOUR_MS
    yield hostReading(SAMPLE_HOSTS.main, HOST_KEY_WINDOWS, time, log)
    yield hostReading(SAMPLE_HOSTS.second, HOST_KEY_WINDOWS, time, log)
    yield hostReading(SAMPLE_HOSTS.second, HOST_KEY_OFFICE, time, log)
    if (day < 19) yield hostReading(SAMPLE_HOSTS.lab, HOST_KEY_WINDOWS, time, log)
  }
}

function hostReading(host: string, product: SampleProduct, time: number, log: SampleHostLog): Observation {
  const { count, total, failed, ...byStatus } = log.upTo(host, product === HOST_KEY_OFFICE, time)
  return {
    kind: 'kmsHost',
    observedAt: iso(time),
    host: { name: host },
    product: {
      name: product.name,
      description: product.description,
      activationId: product.activationId,
      channel: 'KMS host',
      partialKey: product.partialKey,
    },
    status: 'licensed',
    currentCount: count,
    port: 1688,
    dnsPublishing: host !== SAMPLE_HOSTS.lab,
    priority: 'normal',
    requests: { total, failed, unlicensed: 0, ...byStatus },
    extendedPid: `03612-00206-610-000000-03-1033-${product.build}.0000-1232025`,
  }
}

const FOREIGN = 'kms.partner.example'
const RETIRED = `kms-old.${SAMPLE_DOMAIN}`
const CLOUD = 'azkms.core.windows.net'

/** Machines that trust hosts they should not: a partner's, a retired one; and two that run in a cloud. */
export function* strayHostObservations(today: number): Generator<Observation> {
  for (let number = 1; number <= 9; number += 1)
    yield trusting(`guest-${number}`, FOREIGN, today - number * DAY_MS)
  for (let number = 1; number <= 2; number += 1)
    yield trusting(`cloud-${number}`, CLOUD, today - number * DAY_MS)
  for (const day of [38, 31, 24, 12]) {
    yield {
      kind: 'kmsClientExchange',
      step: 'request',
      at: iso(today - day * DAY_MS + 9 * HOUR_MS),
      client: { name: `guest-2.${SAMPLE_DOMAIN}`, cmid: cmidOf('guest-2') },
      hresult: '0xC004F074',
      host: { name: RETIRED, port: 1688 },
      status: 'licensed',
      remainingMinutes: 190_000 + day,
      activationId: WINDOWS_11.activationId ?? '',
      minimumCount: 25,
    }
  }
}

/** A GUID that is always the same for a machine. */
function cmidOf(label: string): string {
  const digits = [...label].map((letter) => letter.charCodeAt(0).toString(16)).join('')
  return `5a4d1e00-0000-4000-8000-${digits.slice(-12).padStart(12, '0')}`
}

function trusting(label: string, host: string, time: number): Observation {
  const remainingMinutes = 259_200 - 1440
  return {
    kind: 'license',
    observedAt: iso(time),
    client: { name: `${label}.${SAMPLE_DOMAIN}`, cmid: cmidOf(label), isVirtual: host === CLOUD },
    product: {
      name: WINDOWS_11.name,
      description: WINDOWS_11.description,
      activationId: WINDOWS_11.activationId,
      channel: WINDOWS_11.channel,
      partialKey: WINDOWS_11.partialKey,
    },
    status: 'licensed',
    remainingMinutes,
    expiresAt: iso(time + remainingMinutes * MINUTE_MS),
    kms: { host, port: 1688, foundBy: host === FOREIGN ? 'registered' : 'dns' },
    activatedBy: 'kms',
  }
}
