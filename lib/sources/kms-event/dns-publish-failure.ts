import type { EventReading, EventRecord } from './event-record'
import { refused } from './payload'
import { findCode, readName } from './payload-fields'

/** The zone stands in quotes of some kind; without quotes it is the word before "domain". */
const QUOTED_ZONE = /[`'"‘“„«]\s*([\p{L}\d_](?:[\p{L}\d_.-]*[\p{L}\d_])?\.?)\s*[`'"’”“»]/u
const ZONE_BEFORE_DOMAIN = /\b(\S+\.\S+|\S+)\s+domain\b/i

/** Event 12293: the host could not publish its SRV record. The message's own words vary, so only the id counts. */
export function readDnsPublishFailure(event: EventRecord, hostName: string | undefined): EventReading {
  const text = event.data.length > 0 ? event.data.join('\n') : (event.message ?? '')
  const hresult = findCode(text)
  if (hresult === undefined) return refused(event, 'it carries no HRESULT.')
  const zone = event.data.length > 0 ? zoneOfData(event.data) : zoneOfMessage(text)
  const host = readName(event.computer) ?? hostName
  return {
    kind: 'read',
    observation: {
      kind: 'dnsPublishFailure',
      ...(host !== undefined && { host: { name: host } }),
      ...(zone !== undefined && { zone }),
      hresult,
    },
  }
}

/** Zone and HRESULT as two strings or as one with a comma between. */
export function zoneOfData(data: readonly string[]): string | undefined {
  const parts = data.flatMap((part) => part.split(','))
  return readName(parts.find((part) => part.trim() !== '' && findCode(part) === undefined))
}

/** The zone that a rendered message names. */
export function zoneOfMessage(message: string): string | undefined {
  return readName((QUOTED_ZONE.exec(message) ?? ZONE_BEFORE_DOMAIN.exec(message))?.[1])
}
