import { excerptOf } from '../excerpt'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { readJsonObject } from './collector-json'
import { isJsonObject, linesOfObjects } from './json-object'
import { type JsonSlice, JsonSlicer } from './json-slicer'
import { CimPairing } from './pairing'

/** The full product key of the firmware: taken out before the text is parsed. */
const FIRMWARE_KEY = /("OA3xOriginalProductKey"\s*:\s*)"[^"]*"/gi

const PRODUCT_PROPERTY = /"(?:LicenseStatus|PartialProductKey|GracePeriodRemaining|LicenseStatusReason)"\s*:/i
const SERVICE_PROPERTY =
  /"(?:ClientMachineID|RemainingWindowsReArmCount|KeyManagementServiceHostCaching)"\s*:/i
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
  if (start !== '{' && start !== '[' && start !== '"') return 0
  if (MS_LICENSE.test(head)) return 0.95
  if (PRODUCT_PROPERTY.test(head)) return 0.95
  return SERVICE_PROPERTY.test(head) ? 0.9 : 0
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
