import { SUCCESS_CODE } from '@/lib/activation/reason/reason-code'
import { zoneOfData, zoneOfMessage } from './dns-publish-failure'
import type { EventReading, EventRecord } from './event-record'
import { refused } from './payload'
import { findCode, readName } from './payload-fields'

/** Event 12291: the KMS service did not start. */
export const readStartFailure = (event: EventRecord, hostName: string | undefined): EventReading =>
  readFailure(event, hostName, 'startFailed')

/** Event 12292: its renewal timer did not start. */
export const readTimerFailure = (event: EventRecord, hostName: string | undefined): EventReading =>
  readFailure(event, hostName, 'renewalTimerFailed')

function readFailure(
  event: EventRecord,
  hostName: string | undefined,
  what: 'startFailed' | 'renewalTimerFailed',
): EventReading {
  const hresult = findCode(textOf(event))
  if (hresult === undefined) return refused(event, 'it carries no HRESULT.')
  return { kind: 'read', observation: { kind: 'kmsService', ...hostOf(event, hostName), what, hresult } }
}

/** Event 12294: the host published its SRV record. The zone is not always named. */
export function readDnsPublished(event: EventRecord, hostName: string | undefined): EventReading {
  const zone = event.data.length > 0 ? zoneOfData(event.data) : zoneOfMessage(textOf(event))
  return {
    kind: 'read',
    observation: {
      kind: 'kmsService',
      ...hostOf(event, hostName),
      what: 'published',
      hresult: findCode(textOf(event)) ?? SUCCESS_CODE,
      ...(zone !== undefined && { zone }),
    },
  }
}

const textOf = ({ data, message }: EventRecord) => (data.length > 0 ? data.join('\n') : (message ?? ''))

function hostOf({ computer }: EventRecord, hostName: string | undefined): { host?: { name: string } } {
  const name = readName(computer) ?? hostName
  return name === undefined ? {} : { host: { name } }
}
