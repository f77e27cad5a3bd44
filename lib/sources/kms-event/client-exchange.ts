import { readClientTime } from './calendar-time'
import type { EventReading, EventRecord } from './event-record'
import { readPayload } from './payload'
import {
  readCode,
  readCount,
  readFlag,
  readGuid,
  readHostAndPort,
  readName,
  readStatus,
} from './payload-fields'
import { maybe, need, unused } from './payload-layout'

/** Event 12288, in order. Source: KMS events (TechNet, ff793440) and field logs. */
const CLIENT_REQUEST = {
  hresult: need('HRESULT', readCode),
  flags: unused('flags'),
  host: maybe('host and port', readHostAndPort),
  cmid: maybe('CMID', readGuid),
  clientTime: maybe('client time', readClientTime),
  isVirtual: maybe('virtual machine flag', readFlag),
  status: maybe('license status', readStatus),
  remainingMinutes: maybe('minutes to expiry', readCount),
  activationId: maybe('activation id', readGuid),
  minimumCount: maybe('minimum count', readCount),
}

/** Event 12289, in order. */
const CLIENT_RESPONSE = {
  hresult: need('HRESULT', readCode),
  flags: unused('flags'),
  bound: unused('bound flag'),
  reserved: unused('unused field'),
  hostCount: maybe('host count', readCount),
  activationIntervalMinutes: maybe('activation interval', readCount),
  renewalIntervalMinutes: maybe('renewal interval', readCount),
  clientTime: maybe('client time', readClientTime),
}

/** Event 12288: a client's question to a KMS host, or its failure to find one. */
export function readClientRequest(event: EventRecord, hostName: string | undefined): EventReading {
  const payload = readPayload(event, CLIENT_REQUEST)
  if (!payload.ok) return payload.refusal
  const { flags: _flags, host, cmid, isVirtual, ...rest } = payload.values
  const name = readName(event.computer) ?? hostName
  return {
    kind: 'read',
    observation: {
      kind: 'kmsClientExchange',
      step: 'request',
      client: {
        ...(name !== undefined && { name }),
        ...(cmid !== undefined && { cmid }),
        ...(isVirtual !== undefined && { isVirtual }),
      },
      ...(host !== undefined && (host.name ?? host.port) !== undefined && { host }),
      ...rest,
    },
  }
}

/** Event 12289: what the host answered, as the client understood it. */
export function readClientResponse(event: EventRecord, hostName: string | undefined): EventReading {
  const payload = readPayload(event, CLIENT_RESPONSE)
  if (!payload.ok) return payload.refusal
  const { flags: _flags, bound: _bound, reserved: _reserved, ...rest } = payload.values
  const name = readName(event.computer) ?? hostName
  return {
    kind: 'read',
    observation: {
      kind: 'kmsClientExchange',
      step: 'response',
      client: { ...(name !== undefined && { name }) },
      ...rest,
    },
  }
}
