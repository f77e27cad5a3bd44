import type {
  KmsClientExchange,
  KmsHostObservation,
  KmsRequestObservation,
  LicenseObservation,
} from '../observation'
import type { SimGroup } from './fleet'
import type { KmsAnswer } from './kms-answer'
import { remainingMinutes, statusOf } from './license-clock'
import type { SimHost, SimKey } from './sim-hosts'
import { cmidOf, groupOf, machineName, type World } from './world'

const KMS_PORT = 1688

const timeOf = (world: World, now: number) => world.clock.textOf(world.startMs + now * 1000)

/** The client's clock, which it sends in whole minutes. */
function clientTime(world: World, group: SimGroup, now: number): string {
  const minute = Math.floor((world.startMs / 1000 + now + group.clockOffSeconds) / 60)
  return world.clientClock.textOf(minute * 60_000)
}

/** Event 12290 on the host. */
export function requestObservation(
  world: World,
  license: number,
  now: number,
  host: SimHost,
  { hresult }: KmsAnswer,
): KmsRequestObservation {
  const group = groupOf(world, license)
  return {
    kind: 'kmsRequest',
    at: timeOf(world, now),
    host: { name: host.name },
    client: {
      name: machineName(group, license),
      cmid: cmidOf(world, group, license),
      isVirtual: group.isVirtual,
    },
    hresult,
    minimumCount: group.product.minimumCount,
    status: statusOf(world.fleet, license),
    remainingMinutes: remainingMinutes(world.fleet, license, now),
    activationId: group.product.known.activationId,
    clientTime: clientTime(world, group, now),
  }
}

/** Event 12288 on the client. host: absent when DNS has no record. */
export function questionObservation(
  world: World,
  license: number,
  now: number,
  hresult: string,
  host?: SimHost,
): KmsClientExchange {
  const group = groupOf(world, license)
  return {
    kind: 'kmsClientExchange',
    step: 'request',
    at: timeOf(world, now),
    client: {
      name: machineName(group, license),
      cmid: cmidOf(world, group, license),
      isVirtual: group.isVirtual,
    },
    hresult,
    ...(host !== undefined && { host: { name: host.name, port: KMS_PORT } }),
    status: statusOf(world.fleet, license),
    remainingMinutes: remainingMinutes(world.fleet, license, now),
    activationId: group.product.known.activationId,
    minimumCount: group.product.minimumCount,
    clientTime: clientTime(world, group, now),
  }
}

/** Event 12289 on the client; only where the host counted it. */
export function answerObservation(
  world: World,
  license: number,
  now: number,
  host: SimHost,
  { hresult, count }: KmsAnswer,
): KmsClientExchange {
  const group = groupOf(world, license)
  return {
    kind: 'kmsClientExchange',
    step: 'response',
    at: timeOf(world, now),
    client: { name: machineName(group, license) },
    hresult,
    ...(count !== undefined && { hostCount: count }),
    activationIntervalMinutes: host.activationIntervalMinutes,
    renewalIntervalMinutes: host.renewalIntervalMinutes,
    clientTime: clientTime(world, group, now),
  }
}

/** What slmgr /dlv or ospp /dstatus shows on the client. The license is up to date. */
export function licenseReading(world: World, license: number, now: number): LicenseObservation {
  const group = groupOf(world, license)
  const name = machineName(group, license)
  const [, domain] = /^[^.]+\.(.+)$/.exec(name) ?? []
  const minutes = remainingMinutes(world.fleet, license, now)
  const reason = reasonOf(world, group, license)
  const { rearmsLeft } = group.scenario
  const kms = kmsOf(world, group, license)
  return {
    kind: 'license',
    observedAt: timeOf(world, now),
    client: {
      name,
      cmid: cmidOf(world, group, license),
      isVirtual: group.isVirtual,
      ...(domain !== undefined && { domain }),
    },
    product: group.product.observed,
    status: statusOf(world.fleet, license),
    ...(reason !== undefined && { reason }),
    ...(minutes > 0 && {
      remainingMinutes: minutes,
      expiresAt: new Date(world.startMs + (now + minutes * 60) * 1000).toISOString(),
    }),
    ...(kms !== undefined && { kms }),
    ...(rearmsLeft !== undefined && { rearms: { windows: rearmsLeft } }),
    ...(statusOf(world.fleet, license) === 'licensed' && { activatedBy: 'kms' as const }),
  }
}

/** Notification: after its initial grace 0xC004F009, after a lapsed activation or without any grace 0xC004F00F. */
function reasonOf({ fleet }: World, group: SimGroup, license: number): string | undefined {
  const status = statusOf(fleet, license)
  if (status === 'initialGrace') return '0x4004F00C'
  if (status === 'outOfToleranceGrace') return '0x4004F00D'
  if (status !== 'notification') return undefined
  const hadOnlyGrace = fleet.wasLicensed[license] === 0 && group.graceSeconds > 0
  return hadOnlyGrace ? '0xC004F009' : '0xC004F00F'
}

function kmsOf(world: World, group: SimGroup, license: number): LicenseObservation['kms'] {
  const host = world.hosts[world.fleet.intervalsOf[license] ?? -1]
  if (host === undefined) return undefined
  return {
    host: host.name,
    port: KMS_PORT,
    foundBy: group.registeredHost >= 0 ? 'registered' : 'dns',
    activationIntervalMinutes: host.activationIntervalMinutes,
    renewalIntervalMinutes: host.renewalIntervalMinutes,
    hostCaching: group.usesCaching,
  }
}

/** What slmgr /dlv shows on the host, for one of its keys. */
export function hostReading(world: World, host: SimHost, key: SimKey, now: number): KmsHostObservation {
  const [unlicensed, licensed, initialGrace, outOfToleranceGrace, nonGenuineGrace, notification] =
    key.byStatus
  return {
    kind: 'kmsHost',
    observedAt: timeOf(world, now),
    host: { name: host.name },
    product: key.product,
    status: 'licensed',
    currentCount: key.cache.count(now),
    port: KMS_PORT,
    dnsPublishing: host.published,
    priority: 'normal',
    requests: {
      total: key.total,
      failed: key.failed,
      unlicensed,
      licensed,
      initialGrace,
      outOfToleranceGrace,
      nonGenuineGrace,
      notification,
    },
  }
}
