import type { MachineReading } from '@/lib/activation/observation'
import { excerptOf } from '../excerpt'
import { readLines } from '../lines'
import { otherText } from '../other-texts'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { MachineName } from '../transcript/machine-name'
import { present } from '../transcript/present'
import { promptOf } from '../transcript/prompt'
import { machineFactsOf, TOOLS } from './machine-rows'

const MOST_SUFFIXES = 20

/** Output of ipconfig /all, w32tm, systeminfo and DISM: of each machine its DNS suffixes, clock, edition and build. */
export const machineReader: Reader = {
  format: 'machine',
  label: 'output of ipconfig, w32tm, systeminfo or DISM',
  // Below every reader of licenses: such a text may stand in a ticket beside one.
  detect: (head) => (TOOLS.test(head) ? 0.5 : 0),
  read: readMachine,
}

type Gathered = Pick<MachineReading, 'dnsSuffixes' | 'clockOffsetSeconds' | 'edition' | 'build'>

async function* readMachine(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const machine = new MachineName()
  let found: { line: number; name?: string; facts: Gathered } | undefined
  let label = ''
  let head = ''
  let isEmpty = true
  function* finished(at: string | undefined): Generator<SourceRecord> {
    const ended = found
    found = undefined
    if (ended === undefined || Object.keys(ended.facts).length === 0) return
    isEmpty = false
    yield recordOf(ended.line, ended.name ?? at, ended.facts, context)
  }
  for await (const { line, text: row } of readLines(text, { maxLength: 4096 })) {
    if (head.length < 4096) head += `${row}\n`
    const prompt = promptOf(row.trim())
    if (prompt !== undefined) {
      const before = machine.current
      machine.seePrompt(prompt)
      label = ''
      if (before !== machine.current) yield* finished(before)
      continue
    }
    const { label: next = '', name, ...told } = machineFactsOf(row, label)
    label = next
    if (name !== undefined && found?.name !== undefined && name !== found.name)
      yield* finished(machine.current)
    if (name === undefined && Object.keys(told).length === 0) continue
    found ??= { line, facts: {} }
    if (name !== undefined) found.name = name
    found.facts = joined(found.facts, told)
  }
  yield* finished(machine.current)
  if (isEmpty) yield nothingIn(head)
}

/** Suffixes in the order in which they stand; of the others the first. */
function joined(before: Gathered, told: Gathered): Gathered {
  const dnsSuffixes = [...new Set([...(before.dnsSuffixes ?? []), ...(told.dnsSuffixes ?? [])])]
  return present({
    ...told,
    ...before,
    dnsSuffixes: dnsSuffixes.length > 0 ? dnsSuffixes.slice(0, MOST_SUFFIXES) : undefined,
  })
}

function recordOf(
  line: number,
  name: string | undefined,
  facts: Gathered,
  { hostName, observedAt }: ReadContext,
): SourceRecord {
  const client = present({ name: name ?? hostName })
  return {
    type: 'machineReading',
    line,
    observation: { kind: 'machineReading', observedAt, client, ...facts },
  }
}

function nothingIn(head: string): SourceRecord {
  const { is = 'a text of another kind', send = '' } = otherText(head) ?? {}
  const reason =
    `This seems to be ${is}. It tells no DNS suffix, clock offset or edition that lasts. ${send}`.trim()
  return {
    type: 'rejected',
    line: 1,
    reason,
    excerpt: excerptOf(head.split('\n').find((row) => row.trim() !== '') ?? ''),
  }
}
