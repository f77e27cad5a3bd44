import type { OtherText } from './other-texts'

/** Rows of a text that are looked at. */
const ROWS = 200
const LONGEST_NAME = 40
/** So many words of a row make it a sentence. */
const WORDS = 5

const DLV = 'For the state of a license send the output of slmgr.vbs /dlv or ospp.vbs /dstatus'

type Shape = (rows: readonly string[], text: string) => OtherText | undefined

/** The first that fits; the ones that say most stand first. */
const SHAPES: readonly Shape[] = [mail, markup, script, log, table, names, settings, prose]

/**
 * What a text without anything of licensing in it seems to be by its shape alone, and what to send instead. Absent where it
 * has none: a word or two, or noise.
 */
export function textShape(head: string): OtherText | undefined {
  const rows = head
    .split(/\r\n|\n|\r/)
    .filter((row) => row.trim() !== '')
    .slice(0, ROWS)
  for (const shape of SHAPES) {
    const found = shape(rows, head)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether the pattern fits most of the rows. */
const most = (rows: readonly string[], pattern: RegExp) =>
  rows.filter((row) => pattern.test(row)).length * 2 > rows.length

const HEADER_OF_MAIL =
  /^(?:From|To|Subject|Sent|Date|Received|Von|An|Betreff|Gesendet|De|Para|Asunto|Objet|À)\s*: \S/

function mail(rows: readonly string[]): OtherText | undefined {
  if (rows.slice(0, 12).filter((row) => HEADER_OF_MAIL.test(row)).length < 2) return undefined
  return { is: 'a mail', send: `Paste what it says on the Desk, which reads sentences. ${DLV}` }
}

function markup(_: readonly string[], text: string): OtherText | undefined {
  const root =
    /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE[^>]{0,200}>\s*|<!--(?:(?!-->)[\s\S]){0,2000}-->\s*)*<([\w:.-]{1,60})[\s>/]/.exec(
      text,
    )?.[1]
  if (root === undefined) return undefined
  const is = /^html$/i.test(root) ? 'a web page' : `XML of another kind (<${root}>)`
  return { is: `${is} without license data`, send: DLV }
}

const CODE =
  /^\s*(?:#!|param\s*\(|function\s+[\w-]+|import\s+\w|from\s+\S+\s+import\b|using\s+[\w.]+;|@echo off|Set-StrictMode|\$\w+\s*=|Dim\s+\w+|(?:const|let|var)\s+\w+\s*=)/i

function script(rows: readonly string[]): OtherText | undefined {
  const found = rows.filter((row) => CODE.test(row)).length
  if (!/^#!|^@echo off/i.test(rows[0] ?? '') && found < 2) return undefined
  return { is: 'a script or a program', send: `Run it, and send what it prints. ${DLV}` }
}

const LOG_ROW =
  /^\W{0,2}(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d\d|\w{3} +\d{1,2} \d\d:\d\d:\d\d|\[?(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE)\b)/

function log(rows: readonly string[]): OtherText | undefined {
  if (rows.length < 2 || !most(rows, LOG_ROW)) return undefined
  return {
    is: 'a log of another program',
    send: 'Of KMS hosts send the Key Management Service log, of machines the Application log with the events 12288 and 12289, as .evtx, XML or CSV',
  }
}

function table(rows: readonly string[]): OtherText | undefined {
  const [header = ''] = rows
  for (const separator of ['\t', ';', ',', '|']) {
    const columns = header.split(separator).length
    if (columns < 2 || rows.length < 2) continue
    if (!rows.slice(1, 6).every((row) => Math.abs(row.split(separator).length - columns) <= 1)) continue
    const cells = header.split(separator).map((cell) => cell.replace(/^[\s"']+|[\s"']+$/g, ''))
    if (cells.some((cell) => cell.length > LONGEST_NAME || /[.!?]$/.test(cell))) continue
    const named = cells.filter(Boolean).slice(0, 5)
    return {
      is: `a table whose columns say nothing of licenses (${named.join(', ')}${cells.length > named.length ? ', …' : ''})`,
      send: 'Send it with the columns ComputerName, Name and LicenseStatus',
    }
  }
  return undefined
}

const NAME = /^\s*[a-z\d](?:[\w-]{0,62}[a-z\d])?(?:\.[\w-]{1,63}){0,6}\.?\s*$/i

function names(rows: readonly string[]): OtherText | undefined {
  if (rows.length < 2 || !rows.every((row) => NAME.test(row))) return undefined
  return {
    is: 'a list of names without states',
    send: `Pasted into the filter of Clients they become a table of their states. ${DLV}`,
  }
}

const SETTING = /^\s*(?:\[[^\]\n]{1,60}\]|[#;].*|[\w .-]{1,40}\s*[:=]\s*\S.*)$/

function settings(rows: readonly string[]): OtherText | undefined {
  if (rows.length < 2 || !most(rows, SETTING)) return undefined
  const named = rows.flatMap((row) => /^\s*([\w .-]{1,40}?)\s*[:=]\s*\S/.exec(row)?.[1] ?? []).slice(0, 3)
  return {
    is: `names and values that say nothing of licenses${named.length > 0 ? ` (${named.join(', ')})` : ''}`,
    send: DLV,
  }
}

function prose(rows: readonly string[]): OtherText | undefined {
  const sentences = rows.filter((row) => row.trim().split(/\s+/).length >= WORDS)
  if (sentences.length * 2 < rows.length || sentences.length === 0) return undefined
  return {
    is: 'text that somebody wrote, as in a ticket or a manual',
    send: `The Desk reads sentences: paste it there. ${DLV}`,
  }
}
