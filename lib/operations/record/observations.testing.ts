import fc from 'fast-check'
import type { LicenseStatus, Observation } from '@/lib/activation/observation'

const START = Date.UTC(2025, 0, 1)
const HOUR_MS = 3_600_000
/** After the last observation that the generator makes. */
export const LATEST = START + 420 * 24 * HOUR_MS

const CMIDS = [
  '0a0a0a0a-0000-4000-8000-000000000001',
  '0a0a0a0a-0000-4000-8000-000000000002',
  '0b0b0b0b-0000-4000-8000-000000000003',
]
const OFFICE_CMID = '0c0c0c0c-0000-4000-8000-000000000004'
const ENTERPRISE = '73111121-5638-40f6-bc11-f1d7b0d64300'
const SERVER_2019 = 'de32eafd-aaee-4662-9444-c1befb41bde2'
const OFFICE_2021 = 'fbdb3e18-a8ef-4fb3-9183-dffd60bd0984'
const UNKNOWN_ID = '99999999-0000-4000-8000-000000000009'

const at = fc.oneof(
  // A coarse grid makes ties and neighbours; exchanges need to fall within minutes of each other.
  fc.integer({ min: 0, max: 60 }).map((week) => new Date(START + week * 7 * 24 * HOUR_MS).toISOString()),
  fc.integer({ min: 0, max: 400 * 24 }).map((hour) => new Date(START + hour * HOUR_MS).toISOString()),
)
const nearMinutes = fc
  .tuple(at, fc.integer({ min: 0, max: 8 }))
  .map(([time, minutes]) => new Date(Date.parse(time) + minutes * 60_000).toISOString())
const status = fc.constantFrom<LicenseStatus>(
  'licensed',
  'initialGrace',
  'outOfToleranceGrace',
  'notification',
  'unlicensed',
)
const host = fc
  .constantFrom('kms01.corp.example', 'kms02', undefined)
  .map((name) => (name ? { name } : undefined))
const hresult = fc.constantFrom('0x00000000', '0x00000000', '0xC004F038', '0xC004F06C')

/** Machine names for tests that do not join names: no two share their first label. */
export const SEPARATE_NAMES = ['pc-1.corp.example', 'pc-2', 'pc-3.corp.example']
/** Names of which some are one machine. */
export const JOINABLE_NAMES = ['pc-1', 'pc-1.corp.example', 'pc-1.lab.example', 'pc-2', 'pc-2.corp.example']

const request = (names: string[]) =>
  fc.record({
    kind: fc.constant('kmsRequest' as const),
    at,
    host,
    client: fc.record({
      name: fc.constantFrom(...names),
      cmid: fc.constantFrom(...CMIDS),
      isVirtual: fc.boolean(),
    }),
    hresult,
    minimumCount: fc.constantFrom(25, 5),
    status,
    remainingMinutes: fc.constantFrom(0, 3000, 249_000),
    activationId: fc.constantFrom(ENTERPRISE, SERVER_2019, OFFICE_2021, UNKNOWN_ID),
  })

const reading = (names: string[]) =>
  fc
    .record({
      time: at,
      name: fc.constantFrom(...names),
      cmid: fc.constantFrom(...CMIDS, undefined),
      isVirtual: fc.constantFrom(true, false, undefined),
      domain: fc.constantFrom('corp.example', undefined),
      product: fc.constantFrom(
        {
          name: 'Windows(R), Enterprise edition',
          activationId: ENTERPRISE,
          channel: 'KMS client' as const,
          partialKey: '2YT43',
        },
        { name: 'Windows(R), Enterprise edition', channel: 'MAK' as const, partialKey: 'QQQQQ' },
        { name: 'Windows(R), ServerStandardEval edition', channel: 'Evaluation' as const },
        {
          name: 'Office 21, Office21ProPlus2021VL_KMS_Client_AE edition',
          activationId: OFFICE_2021,
          channel: 'KMS client' as const,
        },
        { name: 'Windows(R), Client-ESU-Year1 add-on', channel: 'MAK' as const, isAddon: true },
      ),
      status,
      remainingMinutes: fc.constantFrom(undefined, 1000, 200_000),
      host,
    })
    .map(
      (made): Observation => ({
        kind: 'license',
        observedAt: made.time,
        client: { name: made.name, cmid: made.cmid, isVirtual: made.isVirtual, domain: made.domain },
        product: made.product,
        status: made.status,
        remainingMinutes: made.remainingMinutes,
        expiresAt:
          made.remainingMinutes === undefined
            ? undefined
            : new Date(Date.parse(made.time) + made.remainingMinutes * 60_000).toISOString(),
        kms: made.host && { host: made.host.name, port: 1688 },
      }),
    )

const exchange = (names: string[]) =>
  fc
    .record({
      time: nearMinutes,
      name: fc.constantFrom(...names),
      step: fc.constantFrom('request' as const, 'response' as const),
      hresult,
      status,
      activationId: fc.constantFrom(ENTERPRISE, OFFICE_2021),
      host,
    })
    .map(({ time, name, step, activationId, ...rest }): Observation => {
      const start = { kind: 'kmsClientExchange' as const, step, at: time, hresult: rest.hresult }
      if (step === 'response') return { ...start, client: { name }, hostCount: 30 }
      const client = { name, cmid: activationId === OFFICE_2021 ? OFFICE_CMID : CMIDS[0] }
      return {
        ...start,
        client,
        host: rest.host,
        status: rest.status,
        remainingMinutes: 5000,
        activationId,
        minimumCount: 5,
      }
    })

const directory = (names: string[]) =>
  fc.record({
    kind: fc.constant('directoryActivation' as const),
    at,
    client: fc.record({ name: fc.constantFrom(...names) }),
    hresult,
    activationId: fc.constantFrom(ENTERPRISE, undefined),
  })

const hostReading = fc.record({
  kind: fc.constant('kmsHost' as const),
  observedAt: at,
  host: fc.constantFrom({ name: 'kms01.corp.example' }, { name: 'kms02' }),
  product: fc.constant({ name: 'Windows(R), ServerStandard edition', channel: 'KMS host' as const }),
  status,
  currentCount: fc.integer({ min: 0, max: 50 }),
})

/** That somebody tried to read a machine: no client comes of it. */
export const collectionAttempt: fc.Arbitrary<Observation> = fc.record({
  kind: fc.constant('collectionAttempt' as const),
  at,
  client: fc.constantFrom({ name: 'pc-1' }, { name: 'tried-only' }),
  outcome: fc.constantFrom('read' as const, 'unreachable' as const),
})

/** A key that an inventory found. */
export const installedKey: fc.Arbitrary<Observation> = fc.record({
  kind: fc.constant('installedKey' as const),
  observedAt: at,
  client: fc.constantFrom({ name: 'pc-1' }, { name: 'listed-only' }),
  product: fc.constant({
    name: 'Office 21, Office21ProPlus2021VL_KMS_Client_AE edition',
    partialKey: '6MWKP',
  }),
})

/** Any observation about the given machines, up to `LATEST`. */
export function anyObservation(names: string[]): fc.Arbitrary<Observation> {
  return fc.oneof(
    { weight: 5, arbitrary: request(names) as fc.Arbitrary<Observation> },
    { weight: 4, arbitrary: reading(names) },
    { weight: 3, arbitrary: exchange(names) },
    { weight: 1, arbitrary: directory(names) as fc.Arbitrary<Observation> },
    { weight: 1, arbitrary: hostReading as fc.Arbitrary<Observation> },
  )
}
