import type { Channel, LicenseObservation } from '@/lib/activation/observation'
import { channelOf } from '@/lib/activation/product/channel'
import { cleanPartialKey } from '@/lib/activation/product/product-key'
import { excerptOf } from '../excerpt'
import { readMoment } from '../moments'
import type { ReadContext, SourceRecord } from '../reader'
import { failureReason } from '../told-reason'
import { present, presentOrAbsent } from '../transcript/present'
import {
  addressOf,
  countOf,
  guidOf,
  hostAndPortOf,
  installationIdOf,
  intervalMinutesOf,
  productIdOf,
  remainingMinutesOf,
} from '../transcript/values'
import { expiryOf } from './expiry'
import { isJsonObject, type JsonObject, textUnder, valueUnder } from './json-object'
import { clientOf, type Machine } from './machine'
import { statusFromWord } from './status-word'

/** "259192 minute(s) (180 day(s))": the minutes. The first spelling is that of the agent which writes this. */
const EXPIRATIONS = ['volumeactiviationexpiration', 'volumeactivationexpiration', 'timeremaining']

/**
 * One license as a monitoring agent stores it under "mslicense": the rows of `slmgr.vbs /dlv` with their
 * labels in camel case and their values unchanged.
 */
export function recordMsLicense(
  license: JsonObject,
  line: number,
  machine: Machine,
  context: ReadContext,
): SourceRecord {
  const text = (name: string) => textUnder(license, [name.toLowerCase()])
  const status = statusFromWord(text('licenseStatus'))
  if (status === undefined) {
    const reason = 'licenseStatus is not the name of a status'
    return { type: 'rejected', line, reason, excerpt: excerptOf(JSON.stringify(license)) }
  }
  const trusted = readMoment(text('trustedTime'), { told: context.dayOrder })
  const observedAt = trusted.ok ? trusted.at : (machine.collectedAt ?? context.observedAt)
  const kms = kmsOf(valueUnder(license, ['keymanagementservice']))
  const observation: LicenseObservation = {
    kind: 'license',
    observedAt,
    client: present({
      ...clientOf(machine, context.hostName),
      cmid: guidOf(text('clientMachineId') ?? text('cmid')),
    }),
    product: present({
      name: text('name'),
      description: text('description'),
      activationId: guidOf(text('activationId')),
      applicationId: guidOf(text('applicationId')),
      channel: channelOfLicense(license, kms !== undefined),
      partialKey: cleanPartialKey(text('partialProductKey')),
    }),
    status,
    reason: status === 'licensed' ? undefined : failureReason(text('notificationReason')).code,
    ...expiryOf(status, observedAt, { minutes: remainingMinutesOf(textUnder(license, EXPIRATIONS)) }),
    kms,
    rearms: presentOrAbsent({
      windows: countOf(text('windowsRearmCount')),
      sku: countOf(text('skuRearmCount')),
    }),
    activatedBy: kms !== undefined && status === 'licensed' ? 'kms' : undefined,
    extendedPid: productIdOf(text('extendedPid')),
    installationId: installationIdOf(text('installationId')),
  }
  return { type: 'observation', line, observation: present(observation) }
}

/** The agent shortens the channel to "Volume"; only a KMS client has the block of its KMS host. */
function channelOfLicense(license: JsonObject, hasKmsBlock: boolean): Channel {
  const channel = channelOf({
    name: textUnder(license, ['name']),
    description: textUnder(license, ['description']),
    productKeyChannel: textUnder(license, ['productkeychannel']),
  })
  return channel === 'Unknown' && hasKmsBlock ? 'KMS client' : channel
}

function kmsOf(block: unknown): LicenseObservation['kms'] {
  if (!isJsonObject(block)) return undefined
  const registered = textUnder(block, ['registeredkmsmachinename'])
  const found = textUnder(block, ['kmsmachinenamefromdns', 'machinenamefromdns'])
  const { host, port } = hostAndPortOf(registered ?? found)
  const caching = textUnder(block, ['hostcaching'])?.toLowerCase()
  return presentOrAbsent({
    host,
    port,
    foundBy: host === undefined ? undefined : foundBy(registered),
    hostAddress: addressOf(textUnder(block, ['machineipaddress'])),
    hostExtendedPid: productIdOf(textUnder(block, ['machineextendedpid'])),
    activationIntervalMinutes: intervalMinutesOf(textUnder(block, ['activationinterval'])),
    renewalIntervalMinutes: intervalMinutesOf(textUnder(block, ['renewalinterval'])),
    hostCaching: caching === 'enabled' || caching === 'disabled' ? caching === 'enabled' : undefined,
  })
}

const foundBy = (registered: string | undefined) => (registered === undefined ? 'dns' : 'registered')
