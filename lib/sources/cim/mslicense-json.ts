import { channelOf } from '@/lib/activation/channel'
import type { Channel, LicenseObservation } from '@/lib/activation/observation'
import { cleanPartialKey } from '@/lib/activation/product-key'
import { excerptOf } from '../excerpt'
import { readMoment } from '../moments'
import type { ReadContext, SourceRecord } from '../reader'
import { cleanExtendedPid, cleanGuid, cleanInstallationId, cleanReason } from './cim-object'
import { expiryOf } from './expiry'
import { isJsonObject, type JsonObject, textUnder, valueUnder } from './json-object'
import { present } from './kms-properties'
import { cleanHostName, clientOf, type Machine } from './machine'
import { dropAbsent } from './product-observation'
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
  const trusted = readMoment(text('trustedTime'))
  const observedAt = trusted.ok ? trusted.at : (machine.collectedAt ?? context.observedAt)
  const kms = kmsOf(valueUnder(license, ['keymanagementservice']))
  const observation: LicenseObservation = {
    kind: 'license',
    observedAt,
    client: dropAbsent({
      ...clientOf(machine, context.hostName),
      cmid: cleanGuid(text('clientMachineId') ?? text('cmid')),
    }),
    product: dropAbsent({
      name: text('name'),
      description: text('description'),
      activationId: cleanGuid(text('activationId')),
      applicationId: cleanGuid(text('applicationId')),
      channel: channelOfLicense(license, kms !== undefined),
      partialKey: cleanPartialKey(text('partialProductKey')),
    }),
    status,
    reason: status === 'licensed' ? undefined : cleanReason(text('notificationReason')),
    ...expiryOf(status, observedAt, { minutes: firstNumber(textUnder(license, EXPIRATIONS)) }),
    kms,
    rearms: present({
      windows: firstNumber(text('windowsRearmCount')),
      sku: firstNumber(text('skuRearmCount')),
    }),
    activatedBy: kms !== undefined && status === 'licensed' ? 'kms' : undefined,
    extendedPid: cleanExtendedPid(text('extendedPid')),
    installationId: cleanInstallationId(text('installationId')),
  }
  return { type: 'observation', line, observation: dropAbsent(observation) }
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
  const [host, port] = (registered ?? found ?? '').split(':')
  const name = cleanHostName(host)
  const caching = textUnder(block, ['hostcaching'])?.toLowerCase()
  return present({
    host: name,
    port: name === undefined ? undefined : firstNumber(port),
    foundBy: name === undefined ? undefined : foundBy(registered),
    hostAddress: textUnder(block, ['machineipaddress']),
    hostExtendedPid: cleanExtendedPid(textUnder(block, ['machineextendedpid'])),
    activationIntervalMinutes: firstNumber(textUnder(block, ['activationinterval'])),
    renewalIntervalMinutes: firstNumber(textUnder(block, ['renewalinterval'])),
    hostCaching: caching === 'enabled' || caching === 'disabled' ? caching === 'enabled' : undefined,
  })
}

const foundBy = (registered: string | undefined) => (registered === undefined ? 'dns' : 'registered')

function firstNumber(text: string | undefined): number | undefined {
  const digits = /^\d{1,9}/.exec(text?.trim() ?? '')?.[0]
  return digits === undefined ? undefined : Number(digits)
}
