import { readClientTime } from './calendar-time'
import type { EventReading, EventRecord } from './event-record'
import { readPayload } from './payload'
import { readCode, readCount, readFlag, readGuid, readName, readStatus } from './payload-fields'
import { maybe, need } from './payload-layout'

/** Event 12290, in order. Source: KMS events (TechNet, ff793440) and field logs. */
const HOST_REQUEST = {
  hresult: need('HRESULT', readCode),
  minimumCount: need('minimum count', readCount),
  name: need('client name', readName),
  cmid: need('CMID', readGuid),
  clientTime: maybe('client time', readClientTime),
  isVirtual: need('virtual machine flag', readFlag),
  status: need('license status', readStatus),
  remainingMinutes: need('minutes to expiry', readCount),
  activationId: need('activation id', readGuid),
}

/** Event 12290: one client's request as a KMS host answered it. */
export function readHostRequest(event: EventRecord, hostName: string | undefined): EventReading {
  const payload = readPayload(event, HOST_REQUEST)
  if (!payload.ok) return payload.refusal
  const { values } = payload
  const host = readName(event.computer) ?? hostName
  return {
    kind: 'read',
    observation: {
      kind: 'kmsRequest',
      ...(host !== undefined && { host: { name: host } }),
      client: { name: values.name, cmid: values.cmid, isVirtual: values.isVirtual },
      hresult: values.hresult,
      minimumCount: values.minimumCount,
      status: values.status,
      remainingMinutes: values.remainingMinutes,
      activationId: values.activationId,
      ...(values.clientTime !== undefined && { clientTime: values.clientTime }),
    },
  }
}
