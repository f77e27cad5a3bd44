import { SaxesParser } from 'saxes'
import type { AnswerLine } from '@/lib/activation/offline/answer-verdict'
import { VamtXmlRecords } from '@/lib/sources/vamt/xml-records'

const MAX_DEPTH = 64

/**
 * Confirmation IDs in VAMT's own list (CIL, CILX): the products that have an installation ID. Products without a
 * confirmation ID yet are lines without an answer. What stands before a fault in the XML is read.
 */
export function readAnswerXml(text: string): AnswerLine[] {
  const records = new VamtXmlRecords()
  const parser = new SaxesParser({ xmlns: false })
  let problem: string | undefined
  parser.on('opentag', ({ name, attributes }) => {
    if (records.depth >= MAX_DEPTH) throw new Error(`elements nested deeper than ${MAX_DEPTH}`)
    records.open(name, attributes, parser.line)
  })
  parser.on('closetag', () => records.close())
  parser.on('text', (part) => records.text(part))
  parser.on('cdata', (part) => records.text(part))
  parser.on('error', (error) => {
    throw error
  })
  try {
    parser.write(text).close()
  } catch (error) {
    problem = error instanceof Error ? error.message.replace(/^(?:\d+:)*\s*/, '').slice(0, 120) : 'broken XML'
    records.abandonAll('the XML is broken inside it')
  }
  const answers = records.take().flatMap(({ kind, line, values, damage }): AnswerLine[] => {
    const installationId = values.get('installationid') ?? values.get('iid')
    if (kind === 'key' || !installationId) return []
    if (damage !== undefined) return [{ line, problem: damage }]
    return [{ line, installationId, confirmationId: values.get('confirmationid') ?? values.get('cid') }]
  })
  if (problem !== undefined) answers.push({ line: parser.line, problem: `not well-formed XML: ${problem}` })
  return answers
}
