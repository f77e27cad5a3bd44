import { excerptOf } from '../excerpt'
import { fieldNamed } from '../fields/field-names'
import { readLines } from '../lines'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { beginsAsJson, beginsAsXml } from '../text-beginning'
import { MachineName } from '../transcript/machine-name'
import { present } from '../transcript/present'
import { promptOf } from '../transcript/prompt'
import { readRow } from './columns'
import { cleanHostName } from './host-name'
import { LIST_ROW } from './list-rows'
import { CimPairing } from './pairing'
import { TableLines, type TableRow } from './table-lines'

/** Tables drawn with characters: Format-Table, `wmic get`, osquery, psql, Markdown. */
export const cimTableReader: Reader = {
  format: 'cim-table',
  label: 'SoftwareLicensingProduct (table)',
  detect: scoreOfTable,
  read: readCimTable,
}

function scoreOfTable(head: string): number {
  if (beginsAsJson(head) || beginsAsXml(head)) return 0
  const lines = new TableLines()
  const hasRow = head
    .split(/\r\n|\n|\r/, 2000)
    .some((text, index) => lines.push({ line: index + 1, text, truncated: false }) !== undefined)
  return hasRow ? 0.9 : 0
}

async function* readCimTable(
  text: AsyncIterable<string>,
  context: ReadContext,
): AsyncGenerator<SourceRecord> {
  const pairing = new CimPairing(context)
  const tables = new TableLines()
  const prompts = new MachineName()
  let machine: string | undefined
  let firstCut: TableRow | undefined
  for await (const line of readLines(text)) {
    const prompt = promptOf(line.text)
    if (prompt !== undefined) {
      tables.leave()
      prompts.seePrompt(prompt)
      machine = prompts.current
      continue
    }
    const row = tables.push(line)
    machine = machineAbove(line.text) ?? machine
    if (row === undefined) continue
    if (row.cut.some((name) => fieldNamed(name) !== undefined)) firstCut ??= row
    yield* readRow(row, row.header, pairing, present({ name: machine }))
  }
  yield* pairing.end()
  if (firstCut !== undefined) yield cutNote(firstCut)
}

/** `   PSComputerName: WS-0412`, as Format-Table writes it above each group. */
function machineAbove(text: string): string | undefined {
  const match = LIST_ROW.exec(text)
  if (match === null || fieldNamed(match[1] ?? '')?.field !== 'Machine') return undefined
  return cleanHostName(match[2] ?? match[3])
}

function cutNote({ line, raw, cut }: TableRow): SourceRecord {
  const reason = `The console cut cells of this table (first in ${cut.join(', ')}); they are left out. Format-List or Export-Csv gives all of it`
  return { type: 'rejected', line, reason, excerpt: excerptOf(raw) }
}
