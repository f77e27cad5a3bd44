import { excerptOf } from '../excerpt'
import { fieldNamed } from '../fields/field-names'
import { osppLikelihood } from '../ospp/ospp-signs'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { slmgrLikelihood } from '../slmgr/slmgr-signs'
import { beginsAsJson } from '../text-beginning'
import { readJsonObject } from './collector-json'
import { cimObjectOf, isJsonObject, type JsonObject, linesOfObjects } from './json-object'
import { type JsonSlice, JsonSlicer } from './json-slicer'
import { type Machine, machineOf } from './machine'
import { CimPairing } from './pairing'

/** The full product key of the firmware: taken out before the text is parsed. */
const FIRMWARE_KEY = /("OA3xOriginalProductKey"\s*:\s*)"[^"]*"/gi

const KEY = /"([^"\\\n]{2,80})"\s*:/g
const PRODUCT_FIELDS = ['PartialProductKey', 'GracePeriodRemaining', 'LicenseStatusReason'] as const
const SERVICE_FIELDS = [
  'ClientMachineID',
  'RemainingWindowsReArmCount',
  'KeyManagementServiceHostCaching',
  'SubscriptionStatusValue',
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
  const isWhole = beginsAsJson(head) || head.trimStart().startsWith('"')
  // Behind other text it may also be a value in some other format.
  return isWhole ? scoreOfKeys(head) : Math.min(scoreOfKeys(head), 0.6)
}

function scoreOfKeys(head: string): number {
  if (MS_LICENSE.test(head)) return 0.95
  const fields = new Set(
    [...head.replaceAll('\\"', '"').matchAll(KEY)].map((match) => fieldNamed(match[1] ?? '')?.field),
  )
  if (holdsOutput(head)) return 0.9
  if (fields.has('LicenseStatus')) return fields.size > 2 ? 0.95 : 0.7
  if (fields.has('IsLicensed') && (fields.has('Description') || fields.has('Name'))) return 0.7
  return SERVICE_FIELDS.some((field) => fields.has(field)) ||
    PRODUCT_FIELDS.some((field) => fields.has(field))
    ? 0.9
    : 0
}

async function* readCimJson(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const slicer = new JsonSlicer()
  const slices = new JsonSlices(new CimPairing(context))
  for await (const chunk of text) {
    for (const slice of slicer.push(chunk)) yield* slices.read(slice)
  }
  for (const slice of slicer.end()) yield* slices.read(slice)
  yield* slices.pairing.end()
}

/** Output of slmgr.vbs or ospp.vbs in strings: its line breaks escaped, or its rows in an array. */
function holdsOutput(head: string): boolean {
  if (!/status|state|activat/i.test(head) || !/"\s*:/.test(head)) return false
  const rows = head.replace(/(?:\\r)?\\n|"\s*,\s*"|"\s*:\s*\[?\s*"/g, '\n').replace(/^[\s[{]+/, '')
  return slmgrLikelihood(rows) > 0.5 || osppLikelihood(rows) > 0.5
}

class JsonSlices {
  /** Named by an object that holds nothing else; the objects behind it are from there. */
  private around: Machine = {}
  /** Named by the object whose array is being taken apart. */
  private container: Machine = {}

  constructor(readonly pairing: CimPairing) {}

  async *read(slice: JsonSlice): AsyncGenerator<SourceRecord> {
    if (slice.problem !== undefined) {
      yield reject(slice, slice.problem)
      return
    }
    const root = parse(slice.text.replace(FIRMWARE_KEY, '$1null'))
    if (slice.isAround) {
      this.container = root === undefined ? {} : machineOf(cimObjectOf(root, slice.line))
      return
    }
    const named = root && machineAlone(root)
    if (named !== undefined) this.around = named
    else if (root === undefined) yield reject(slice, 'not valid JSON')
    else {
      const around = { ...this.around, ...this.container }
      yield* readJsonObject(root, linesOfObjects(slice.text, slice.line), this.pairing, around)
    }
  }
}

/** `{"inventory_hostname": "ws-0412"}`. */
function machineAlone(root: JsonObject): Machine | undefined {
  const keys = Object.keys(root)
  return keys.length === 1 && fieldNamed(keys[0] ?? '')?.field === 'Machine'
    ? machineOf(cimObjectOf(root, 1))
    : undefined
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
