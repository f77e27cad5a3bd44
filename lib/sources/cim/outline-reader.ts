import { type FieldName, fieldNamed } from '../fields/field-names'
import { readLines } from '../lines'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { beginsAsJson, beginsAsXml } from '../text-beginning'
import { readJsonObject } from './collector-json'
import { Outline, type OutlineBlock } from './outline'
import { CimPairing } from './pairing'

/** Facts of machines as outlines: what Salt and Puppet show, YAML of Ansible and others. */
export const cimOutlineReader: Reader = {
  format: 'cim-outline',
  label: 'license facts (outline)',
  detect: scoreOfOutline,
  read: readCimOutline,
}

const PARENT = /^[^\s:=][^:=]{0,80}(?::|=>|=)\s*[{[|>]?-?\s*$/
const KEY = /^\s{2,}(?:- )?["']?([\p{L}_][\p{L}\p{N}_.-]{1,60}?)["']?\s*(?::|=>|=)/u

/** A status that stands below a license, not below a service. */
const LICENSE_STATUS =
  /^[ \t]{2,40}licen[cs]e\w{0,20}[ \t]*:[ \t]*\n(?:[ \t]{3,80}[\w.-]{2,40}\s*:[^\n]{0,200}\n){0,10}?[ \t]{3,80}status[ \t]*:/im

/** A key at the left margin without a value, and license fields indented below it. */
function scoreOfOutline(head: string): number {
  if (beginsAsJson(head) || beginsAsXml(head)) return 0
  let hasParent = false
  const fields = new Set<FieldName | undefined>()
  for (const text of head.split(/\r\n|\n|\r/, 2000)) {
    if (text.length > 400) continue
    if (PARENT.test(text)) hasParent = true
    else if (hasParent) fields.add(fieldNamed(KEY.exec(text)?.[1] ?? '')?.field)
  }
  if (LICENSE_STATUS.test(head)) fields.add('LicenseStatus')
  const hasProduct = fields.has('Description') || fields.has('PartialProductKey') || fields.has('Name')
  return hasProduct && (fields.has('LicenseStatus') || fields.has('IsLicensed')) ? 0.96 : 0
}

async function* readCimOutline(
  text: AsyncIterable<string>,
  context: ReadContext,
): AsyncGenerator<SourceRecord> {
  const pairing = new CimPairing(context)
  const outline = new Outline()
  for await (const line of readLines(text)) yield* readBlock(outline.push(line), pairing)
  yield* readBlock(outline.end(), pairing)
  yield* pairing.end()
}

async function* readBlock(
  block: OutlineBlock | undefined,
  pairing: CimPairing,
): AsyncGenerator<SourceRecord> {
  const isNested = block !== undefined && Object.values(block.root).some((value) => typeof value === 'object')
  if (block !== undefined && isNested) yield* readJsonObject(block.root, [block.line], pairing)
}
