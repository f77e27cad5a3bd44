import { readClientRequest, readClientResponse } from './client-exchange'
import { readDirectoryActivation } from './directory-activation'
import { readDnsPublishFailure } from './dns-publish-failure'
import { isLicensingProvider, isReadEventId, type ReadEventId } from './event-ids'
import type { EventReading, EventRecord } from './event-record'
import { readHostRequest } from './host-request'
import { readDnsPublished, readStartFailure, readTimerFailure } from './kms-service-event'

const FOREIGN: EventReading = { kind: 'foreign' }

type ReadPayload = (event: EventRecord, writtenBy: string | undefined) => EventReading

const READER_BY_ID: Record<ReadEventId, ReadPayload> = {
  12288: readClientRequest,
  12289: readClientResponse,
  12290: readHostRequest,
  12291: readStartFailure,
  12292: readTimerFailure,
  12293: readDnsPublishFailure,
  12294: readDnsPublished,
  12308: readDirectoryActivation,
}

/**
 * What an event says, apart from its time. `hostName` is the machine the file is from, used where the
 * event does not name its machine.
 */
export function readEvent(event: EventRecord, hostName: string | undefined): EventReading {
  const id = idOf(event)
  if (id === undefined) return { kind: 'refused', reason: 'The event has no readable event id.' }
  if (!isReadEventId(id) || isForeign(event)) return FOREIGN
  return READER_BY_ID[id](event, hostName)
}

/** True for an event of another id or another service: no business of this console. */
export function isForeign(event: Pick<EventRecord, 'id' | 'provider' | 'source'>): boolean {
  const id = idOf(event)
  return id !== undefined && !(isReadEventId(id) && isLicensingProvider(event.provider, event.source))
}

function idOf({ id }: Pick<EventRecord, 'id'>): number | undefined {
  const number = Number(id)
  return id === '' || !Number.isInteger(number) ? undefined : number
}
