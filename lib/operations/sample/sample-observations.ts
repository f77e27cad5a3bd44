import type { LicenseStatus, Observation } from '@/lib/activation/observation'
import { SampleHostLog, sampleHostReadings, strayHostObservations } from './sample-hosts'
import { SAMPLE_HOSTS, type SampleMachine, sampleMachines } from './sample-machines'
import type { SampleProduct } from './sample-products'
import { type SampleRandom, sampleRandom } from './sample-random'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const VALID_MINUTES = 259_200
const INITIAL_GRACE_MINUTES = 43_200
const SUCCESS = '0x00000000'
const OFFICE_APPLICATION = '0ff1ce15-a989-479d-af46-f275c6370663'
const WINDOWS_APPLICATION = '55c92734-d682-4d71-983e-d6ec3f16059f'

/** Everything the sample fleet has said up to `now`: about 30,000 observations, always the same for the same day. */
export function* sampleObservations(now: Date): Generator<Observation> {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  const random = sampleRandom(4_711)
  const log = new SampleHostLog()
  for (const machine of sampleMachines()) {
    for (const observation of observationsOf(machine, today, random)) {
      log.note(observation)
      yield observation
    }
  }
  yield* sampleHostReadings(today, log)
  yield* strayHostObservations(today)
}

function* observationsOf(
  machine: SampleMachine,
  today: number,
  random: SampleRandom,
): Generator<Observation> {
  const { fate } = machine
  const when = (day: number) => today - day * DAY_MS
  if (fate.kind === 'read') {
    yield reading(machine, when(fate.readDay), fate.status, fate.code, fate.daysLeft)
    return
  }
  if (fate.kind === 'directory') {
    for (const day of weeks(fate.fromDay, fate.lastDay, random)) yield throughDirectory(machine, when(day))
    yield reading(machine, when(fate.lastDay), 'licensed')
    return
  }
  if (fate.kind === 'refused') {
    yield* renewals(machine, fate.fromDay, fate.refusedDay + 0.5, when, random)
    for (let day = fate.refusedDay; day > 0.3; day -= 1.5 + random.next()) {
      const left = fate.status === 'initialGrace' ? (fate.refusedDay - day) * 1440 : 0
      const minutes =
        fate.status === 'licensed'
          ? VALID_MINUTES - 10_080 - (fate.refusedDay - day) * 1440
          : INITIAL_GRACE_MINUTES - left
      yield request(
        machine,
        machine.product,
        when(day),
        fate.code,
        fate.status,
        fate.status === 'notification' ? 0 : Math.round(minutes),
      )
    }
    return
  }
  if (fate.kind === 'recovered') {
    yield* renewals(machine, fate.fromDay, fate.fromGap, when, random)
    yield reading(machine, when(fate.fromGap - 1 - 3 * random.next()), 'notification', '0xC004F074')
    yield* renewals(machine, fate.toGap - 2 * random.next(), 6 * random.next(), when, random)
    return
  }
  yield* renewals(machine, fate.fromDay, fate.lastDay, when, random)
}

/** One request a week, with Office on its own; the first one finds the machine in its initial grace. */
function* renewals(
  machine: SampleMachine,
  fromDay: number,
  lastDay: number,
  when: (day: number) => number,
  random: SampleRandom,
): Generator<Observation> {
  if (fromDay <= lastDay) return
  let previous: number | undefined
  for (const day of weeks(fromDay, lastDay, random)) {
    const isFirst = previous === undefined && fromDay < 190
    const left = previous === undefined ? VALID_MINUTES - 10_080 : VALID_MINUTES - (previous - day) * 1440
    const minutes = isFirst ? INITIAL_GRACE_MINUTES - 65 : Math.round(left)
    yield request(
      machine,
      machine.product,
      when(day),
      SUCCESS,
      isFirst ? 'initialGrace' : 'licensed',
      minutes,
    )
    if (machine.office)
      yield request(machine, machine.office, when(day) + 9 * MINUTE_MS, SUCCESS, 'licensed', minutes)
    previous = day
  }
  yield reading(machine, when(lastDay) + 20 * MINUTE_MS, 'licensed')
  if (machine.office) yield officeReading(machine, machine.office, when(lastDay) + 21 * MINUTE_MS)
}

/** Days from `fromDay` down to `lastDay`, about a week apart, ending exactly there. */
function weeks(fromDay: number, lastDay: number, random: SampleRandom): number[] {
  const days: number[] = []
  for (let day = lastDay; day <= fromDay; day += 6.8 + random.next() * 0.5) days.push(day)
  return days.reverse()
}

function request(
  machine: SampleMachine,
  product: SampleProduct,
  time: number,
  hresult: string,
  status: LicenseStatus,
  remainingMinutes: number,
): Observation {
  const isOffice = product.name.startsWith('Office')
  return {
    kind: 'kmsRequest',
    at: iso(time),
    host: { name: isOffice && machine.host === SAMPLE_HOSTS.main ? SAMPLE_HOSTS.second : machine.host },
    client: {
      name: machine.name,
      cmid: isOffice ? machine.officeCmid : machine.cmid,
      isVirtual: machine.isVirtual,
    },
    hresult,
    minimumCount: product.minimumCount,
    status,
    remainingMinutes: Math.max(0, remainingMinutes),
    activationId: product.activationId ?? '',
    clientTime: iso(
      Math.floor(time / MINUTE_MS) * MINUTE_MS - (hresult === '0xC004F06C' ? 312 * MINUTE_MS : 0),
    ),
  }
}

function throughDirectory(machine: SampleMachine, time: number): Observation {
  return {
    kind: 'directoryActivation',
    at: iso(time),
    client: { name: machine.name },
    hresult: SUCCESS,
    activationId: machine.product.activationId,
    activationObjectName: 'Sample activation object',
  }
}

function reading(
  machine: SampleMachine,
  time: number,
  status: LicenseStatus,
  reason?: string,
  daysLeft?: number,
): Observation {
  const { product, fate } = machine
  const isVolume = product.channel === 'KMS client'
  const volumeMinutes = isVolume && status === 'licensed' ? VALID_MINUTES - 20 : undefined
  const remainingMinutes = daysLeft === undefined ? volumeMinutes : daysLeft * 1440
  const isDirectory = fate.kind === 'directory'
  const isByKms = isVolume && !isDirectory && status === 'licensed'
  return {
    kind: 'license',
    observedAt: iso(time),
    client: { name: machine.name, cmid: machine.cmid, isVirtual: machine.isVirtual },
    product: {
      name: product.name,
      description: product.description,
      activationId: product.activationId,
      applicationId: WINDOWS_APPLICATION,
      channel: product.channel,
      partialKey: product.partialKey,
    },
    status,
    reason,
    remainingMinutes,
    expiresAt: remainingMinutes === undefined ? undefined : iso(time + remainingMinutes * MINUTE_MS),
    ...(isByKms && {
      kms: {
        host: machine.host,
        port: 1688,
        foundBy: 'dns',
        activationIntervalMinutes: 120,
        renewalIntervalMinutes: 10_080,
        hostCaching: true,
      },
    }),
    ...(isVolume && status === 'licensed' && { activatedBy: isDirectory ? 'directory' : 'kms' }),
    rearms: { windows: 1001, sku: 1001 },
    extendedPid: `03612-03310-000-000000-03-1033-${product.build}.0000-1232025`,
  }
}

function officeReading(machine: SampleMachine, office: SampleProduct, time: number): Observation {
  const { name, description, activationId, partialKey, channel } = office
  return {
    kind: 'license',
    observedAt: iso(time),
    client: { name: machine.name },
    product: { name, description, activationId, applicationId: OFFICE_APPLICATION, channel, partialKey },
    status: 'licensed',
    remainingMinutes: VALID_MINUTES - 12,
    expiresAt: iso(time + (VALID_MINUTES - 12) * MINUTE_MS),
    kms: {
      host: machine.host === SAMPLE_HOSTS.main ? SAMPLE_HOSTS.second : machine.host,
      port: 1688,
      foundBy: 'dns',
    },
    activatedBy: 'kms',
  }
}

const iso = (time: number) => new Date(time).toISOString()
