import { excerptOf } from '../excerpt'
import { type FieldName, fieldNamed } from '../fields/field-names'
import { type Line, readLines } from '../lines'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { beginsAsJson, beginsAsXml } from '../text-beginning'
import { MachineName } from '../transcript/machine-name'
import { present } from '../transcript/present'
import { promptOf } from '../transcript/prompt'
import { type CimObject, classOf } from './cim-object'
import { readRow } from './columns'
import { LIST_ROW, ListRows } from './list-rows'
import { type Machine, machineOf } from './machine'
import { CimPairing } from './pairing'
import { TableLines } from './table-lines'

/** `Get-CimInstance SoftwareLicensingProduct | Format-List` and `wmic ... get ... /format:list`. */
export const cimListReader: Reader = {
  format: 'cim-list',
  label: 'SoftwareLicensingProduct (list)',
  detect: scoreOfList,
  read: readCimList,
}

/** WMI names and those of facts are one word; the labels of slmgr.vbs are several. */
const ONE_WORD = /^\S+$/

function scoreOfList(head: string): number {
  if (beginsAsJson(head) || beginsAsXml(head)) return 0
  const fields = new Set<FieldName | undefined>()
  for (const text of head.split(/\r\n|\n|\r/, 4000)) {
    const name = text.length > 400 ? '' : (LIST_ROW.exec(text)?.[1] ?? '')
    if (ONE_WORD.test(name)) fields.add(fieldNamed(name)?.field)
  }
  if (NESTED.test(head) && NESTED_STATUS.test(head)) return 0.9
  if (fields.has('LicenseStatus')) return OTHER_PRODUCT_FIELDS.some((field) => fields.has(field)) ? 0.95 : 0.7
  if (fields.has('IsLicensed') && fields.has('PartialProductKey')) return 0.7
  // ClientMachineID alone would also be a row of some lists of KMS events.
  return SERVICE_FIELDS.some((field) => fields.has(field)) ? 0.9 : 0
}

/** A property whose value is JSON over several lines. */
const NESTED = /^\w+\s+:\s*[{[]\s*$/m
const NESTED_STATUS = /"licenseStatus"\s*:/i

const OTHER_PRODUCT_FIELDS = [
  'PartialProductKey',
  'ApplicationID',
  'GracePeriodRemaining',
  'Description',
] as const
const SERVICE_FIELDS = [
  'RemainingWindowsReArmCount',
  'KeyManagementServiceHostCaching',
  'KeyManagementServiceListeningPort',
  'SubscriptionStatusValue',
] as const

async function* readCimList(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const pairing = new CimPairing(context)
  const rows = new ListRows()
  const tables = new TableLines()
  const prompts = new MachineName()
  let around: Machine = {}
  let stray: Line | undefined
  function* take(object: CimObject | undefined): Generator<SourceRecord> {
    if (object === undefined) return
    if (classOf(object) !== undefined) yield* pairing.take(object, object.values.has('Machine') ? {} : around)
    else around = machineOf(object)
  }
  for await (const line of readLines(text, { maxLength: 16 * 1024 })) {
    const prompt = promptOf(line.text)
    if (prompt !== undefined) {
      yield* take(rows.end())
      tables.leave()
      prompts.seePrompt(prompt)
      around = present({ name: prompts.current })
      continue
    }
    // The next command of a session may have printed a table.
    const row = tables.push(line)
    if (row !== undefined) {
      yield* take(rows.end())
      yield* readRow(row, row.header, pairing, around)
      continue
    }
    yield* take(rows.push(line))
    if (!rows.hasRows) stray ??= line.text.trim() === '' ? undefined : line
  }
  yield* take(rows.end())
  if (pairing.seen === 0 && stray !== undefined) {
    const reason = 'no row of a SoftwareLicensingProduct or SoftwareLicensingService list'
    yield { type: 'rejected', line: stray.line, reason, excerpt: excerptOf(stray.text) }
  }
  yield* pairing.end()
}
