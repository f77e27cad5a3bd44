import { excerptOf } from '../excerpt'
import { fieldNamed } from '../fields/field-names'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { readJsonObject } from './collector-json'
import { isJsonObject, linesOfObjects } from './json-object'
import { type JsonSlice, JsonSlicer } from './json-slicer'
import { CimPairing } from './pairing'

/** The full product key of the firmware: taken out before the text is parsed. */
const FIRMWARE_KEY = /("OA3xOriginalProductKey"\s*:\s*)"[^"]*"/gi

const KEY = /"([^"\\\n]{2,80})"\s*:/g
const PRODUCT_FIELDS = ['PartialProductKey', 'GracePeriodRemaining', 'LicenseStatusReason'] as const
const SERVICE_FIELDS = [
  'ClientMachineID',
  'RemainingWindowsReArmCount',
  'KeyManagementServiceHostCaching',
] as const
const MS_LICENSE = /"windowslicense"\s*:\s*\{/i

/** `Get-CimInstance SoftwareLicensingProduct | ConvertTo-Json`, JSON lines of it, and what collectors wrap around it. */
export const cimJsonReader: Reader = {
  format: 'cim-json',
  label: 'SoftwareLicensingProduct (JSON)',
  detect: scoreOfJson,
  read: readCimJson,
}

function scoreOfJson(head: string): number {
  const start = head.trimStart().slice(0, 1)
  // Behind other text it may also be a value in some other format.
  const isWhole = start === '{' || start === '[' || start === '"'
  return isWhole ? scoreOfKeys(head) : Math.min(scoreOfKeys(head), 0.6)
}

function scoreOfKeys(head: string): number {
  if (MS_LICENSE.test(head)) return 0.95
  const fields = new Set([...head.matchAll(KEY)].map((match) => fieldNamed(match[1] ?? '')?.field))
  if (fields.has('LicenseStatus')) return fields.size > 2 ? 0.95 : 0.7
  if (fields.has('IsLicensed') && (fields.has('Description') || fields.has('Name'))) return 0.7
  return SERVICE_FIELDS.some((field) => fields.has(field)) ||
    PRODUCT_FIELDS.some((field) => fields.has(field))
    ? 0.9
    : 0
}

async function* readCimJson(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const slicer = new JsonSlicer()
  const pairing = new CimPairing(context)
  for await (const chunk of text) {
    for (const slice of slicer.push(chunk)) yield* readSlice(slice, pairing)
  }
  for (const slice of slicer.end()) yield* readSlice(slice, pairing)
  yield* pairing.end()
}

function* readSlice(slice: JsonSlice, pairing: CimPairing): Generator<SourceRecord> {
  if (slice.problem !== undefined) {
    yield reject(slice, slice.problem)
    return
  }
  const root = parse(slice.text.replace(FIRMWARE_KEY, '$1null'))
  if (root === undefined) yield reject(slice, 'not valid JSON')
  else yield* readJsonObject(root, linesOfObjects(slice.text, slice.line), pairing)
}

function parse(text: string) {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function reject(slice: JsonSlice, reason: string): SourceRecord {
  return { type: 'rejected', line: slice.line, reason, excerpt: excerptOf(slice.text) }
}
