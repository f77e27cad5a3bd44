import { maskProductKeys } from '@/lib/activation/product/product-key'
import { SUCCESS_CODE } from '@/lib/activation/reason/reason-code'
import type { EventReading, EventRecord } from './event-record'
import { refused } from './payload'
import { isMasked, readGuid, readName } from './payload-fields'

interface ActivationObject {
  activationId?: string
  activationObjectName?: string
  activationObjectDn?: string
}

/** 'AO name = ...': a label in any language, then the value. The equals signs of a DN have no blank before them. */
const ROW = /^[ \t]*[^=\n]{2,40}[ \t]=[ \t]*/
const MASKED_PART = /(?:^|[=,])\s*[X*#]{4,}\s*(?:,|$)/i
/** Far more than a distinguished name needs. */
const LONGEST_VALUE = 1024

/** Event 12308: an activation through the directory. It is only written after a success. */
export function readDirectoryActivation(event: EventRecord, hostName: string | undefined): EventReading {
  const parts = event.data.length > 0 ? partsOfData(event.data) : partsOfMessage(event.message ?? '')
  if (parts.length === 0) return refused(event, 'it carries no data.')
  const name = readName(event.computer) ?? hostName
  return {
    kind: 'read',
    observation: {
      kind: 'directoryActivation',
      client: { ...(name !== undefined && { name }) },
      hresult: SUCCESS_CODE,
      ...activationObject(parts),
    },
  }
}

/** Activation id, object name and object DN as three strings; a DN holds commas, so one string is cut at 'CN='. */
function partsOfData(data: readonly string[]): readonly string[] {
  if (data.length >= 3) return data
  const whole = data.join(',')
  const dnStart = whole.search(/\bCN=/i)
  const [id = '', ...name] = (dnStart < 0 ? whole : whole.slice(0, dnStart)).split(',')
  const dn = dnStart < 0 ? '' : whole.slice(dnStart)
  return whole.trim() === '' ? [] : [id, name.join(',').replace(/[\s,]+$/, ''), dn]
}

/** The values of the three rows 'label = value' in order, each with the lines it was wrapped into. */
function partsOfMessage(message: string): readonly string[] {
  const parts: string[] = []
  for (const line of message.split('\n')) {
    const row = ROW.exec(line)
    if (row !== null) parts.push(line.slice(row[0].length))
    else if (parts.length > 0) parts.push(`${parts.pop()}\n${line.trim()}`)
  }
  return parts
}

function activationObject([id = '', name = '', dn = '']: readonly string[]): ActivationObject {
  const activationId = readGuid(id.replace(/\s/g, '').toLowerCase())
  const activationObjectName = readText(name.replace(/\s*\n\s*/g, ' '))
  const activationObjectDn = readText(dn.replace(/\s*\n\s*/g, ''))
  return {
    ...(activationId !== undefined && { activationId }),
    ...(activationObjectName !== undefined && { activationObjectName }),
    ...(activationObjectDn !== undefined && { activationObjectDn }),
  }
}

/** Absent when empty, masked in any part, or far too long; product keys masked. */
function readText(text: string): string | undefined {
  const value = maskProductKeys(text.trim())
  if (value === '' || value.length > LONGEST_VALUE) return undefined
  return isMasked(value) || MASKED_PART.test(value) ? undefined : value
}
