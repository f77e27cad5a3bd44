import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type PDFDocument from 'pdfkit'
import { drawChart } from '@/lib/activation/report/draw-chart'
import type { ChartShape, Picture, ShapeTone } from '@/lib/activation/report/picture'
import type { Report, ReportRow, ReportTable, ReportWords } from '@/lib/activation/report/report'
import { plainLine } from '@/lib/activation/words/plain-line'
import { reportFactsInWords } from './report-words'
import { isNumeric, rowsOf, sayCell, sayCut } from './say-cell'
import { sfntOf } from './woff'

type Sheet = InstanceType<typeof PDFDocument>

/** More would be read by nobody; CSV and workbook hold them all. */
export const PDF_ROWS = 2_000

/** The light colours of the console (app/globals.css) as PDF knows them. */
const COLOURS: Readonly<Record<ShapeTone, string>> = {
  ok: '#00825c',
  watch: '#c98a1b',
  warn: '#c2530d',
  bad: '#9b1c35',
  silent: '#76726c',
  accent: '#0f6b74',
  soft: '#a8b8bb',
  line: '#e0ddd8',
  ink: '#23201d',
}
const SOFT = '#5f5a54'
const MARGIN = 42
const LANDSCAPE_FROM_COLUMNS = 7

const fontFile = (path: string) => join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', path)

const FONTS = {
  text: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf',
  strong: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
} as const
/** Every other script, drawn coarsely: a name in Chinese, Japanese or Korean is no row of boxes. */
const WORLD_FONT = '@fontsource/unifontex/files/unifontex-latin-400-normal.woff'
/** What the two fonts above do not have: other scripts, their signs and wide forms, and pictures. */
const BEYOND =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]|[\u3000-\u303F\uFF00-\uFFEF]|(?![\d#*©®™])\p{Emoji}/u

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]+/gu
const LEFT_TO_RIGHT =
  /[\p{Script=Latin}\p{N}](?:[^\s\p{Script=Hebrew}\p{Script=Arabic}]*[\p{Script=Latin}\p{N}])?/gu

/**
 * Words as fontkit must be given them. It draws a whole word in the direction of its first letter: what runs against it, such as
 * the number of a machine with an Arabic name, would come out backwards.
 */
const inOrder = (text: string): string =>
  text
    .split(' ')
    .map((word) => {
      if (word.search(RIGHT_TO_LEFT) < 0) return word
      const isRightToLeft = /\p{L}/u.exec(word)?.[0].search(RIGHT_TO_LEFT) === 0
      return word.replace(isRightToLeft ? LEFT_TO_RIGHT : RIGHT_TO_LEFT, (run) => [...run].reverse().join(''))
    })
    .join(' ')

/** What may hold names, as it is drawn: a line that nothing in it breaks or turns around. */
const drawn = (text: string) => inOrder(plainLine(text))

let worldFont: Buffer | undefined

/** The font for every script, read when the first text needs it. */
function readWorldFont(): Buffer {
  worldFont ??= sfntOf(readFileSync(fontFile(WORLD_FONT)))
  return worldFont
}

/** A report as PDF: text of embedded fonts that can be searched, charts as vectors, heads repeated, pages numbered. */
export async function reportPdf(report: Report): Promise<Uint8Array> {
  // Read when the first PDF is made, by Node alone: a build that followed it would read all of its fonts' tables.
  const { default: PDFDocument } = await import(/* turbopackIgnore: true */ 'pdfkit')
  const isWide = report.tables.some(({ columns }) => columns.length >= LANDSCAPE_FROM_COLUMNS)
  const sheet = new PDFDocument({
    size: 'A4',
    layout: isWide ? 'landscape' : 'portrait',
    margin: MARGIN,
    bufferPages: true,
    info: {
      Title: `${report.number} ${report.title}`,
      Creator: 'Activation Console',
      CreationDate: new Date(report.madeAt),
    },
    lang: 'en',
    displayTitle: true,
  })
  for (const [name, path] of Object.entries(FONTS)) sheet.registerFont(name, fontFile(path))
  if (BEYOND.test(JSON.stringify(report))) sheet.registerFont('world', readWorldFont())
  const written = bytesOf(sheet)
  writeHead(sheet, report)
  for (const words of report.words ?? []) writeWords(sheet, words)
  for (const picture of report.pictures ?? []) writePicture(sheet, picture)
  for (const chart of report.charts ?? []) writePicture(sheet, drawChart(chart))
  for (const table of report.tables) writeTable(sheet, table)
  if (report.notes?.length) writeNotes(sheet, report.notes)
  numberPages(sheet, report)
  sheet.end()
  return written
}

function bytesOf(sheet: Sheet): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    sheet.on('data', (part: Uint8Array) => parts.push(part))
    sheet.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    sheet.on('error', reject)
  })
}

const widthOf = (sheet: Sheet) => sheet.page.width - 2 * MARGIN
/** The footer stands beneath. */
const footOf = (sheet: Sheet) => sheet.page.height - MARGIN - 16

function writeHead(sheet: Sheet, report: Report): void {
  const width = widthOf(sheet)
  const question = drawn(report.question)
  say(sheet, 'strong', 17, COLOURS.ink, question).text(question, MARGIN, MARGIN, { width })
  const answer = drawn(report.answer)
  say(sheet, 'text', 11, COLOURS.ink, answer).moveDown(0.3).text(answer, { width, lineGap: 2 })
  sheet.moveDown(0.6)
  for (const [name, value] of reportFactsInWords(report)) {
    const y = sheet.y
    say(sheet, 'text', 8, SOFT).text(name, MARGIN, y, { width: 70 })
    const line = drawn(value)
    say(sheet, 'text', 8, COLOURS.ink, line).text(line, MARGIN + 74, y, { width: width - 74 })
  }
  sheet.x = MARGIN
}

function writeTitle(sheet: Sheet, title: string, needed: number): void {
  if (sheet.y + needed > footOf(sheet)) sheet.addPage()
  else sheet.moveDown(1)
  const line = drawn(title)
  say(sheet, 'strong', 11, COLOURS.ink, line).text(line, MARGIN, sheet.y, { width: widthOf(sheet) })
  sheet.moveDown(0.3)
}

function writeWords(sheet: Sheet, { title, lines }: ReportWords): void {
  if (lines.length === 0) return
  writeTitle(sheet, title, 50)
  for (const line of lines.map(drawn)) {
    if (sheet.y + 30 > footOf(sheet)) sheet.addPage()
    say(sheet, 'text', 9, COLOURS.ink, line)
      .text(`–  ${line}`, MARGIN, sheet.y, { width: widthOf(sheet), lineGap: 1 })
      .moveDown(0.25)
  }
}

/** Rather than leave so much of a sheet empty, a picture is drawn this much smaller. */
const SMALLEST_SCALE = 0.6
const TITLE_HEIGHT = 40

/** As wide as the sheet allows, and no higher than one, or than what is left of it. */
function writePicture(sheet: Sheet, { title, width, height, shapes }: Picture): void {
  const wanted = Math.min(1, widthOf(sheet) / width, (footOf(sheet) - MARGIN - TITLE_HEIGHT) / height)
  const left = (footOf(sheet) - sheet.y - TITLE_HEIGHT - 10) / height
  const scale = left < wanted && left >= SMALLEST_SCALE ? left : wanted
  writeTitle(sheet, title, height * scale + TITLE_HEIGHT)
  const top = sheet.y
  sheet.save().translate(MARGIN, top).scale(scale)
  for (const shape of shapes) drawShape(sheet, shape)
  sheet.restore()
  sheet.x = MARGIN
  sheet.y = top + height * scale
}

function drawShape(sheet: Sheet, shape: ChartShape): void {
  switch (shape.kind) {
    case 'rect':
      sheet.rect(shape.x, shape.y, shape.width, shape.height).fill(COLOURS[shape.tone])
      return
    case 'area':
      sheet.polygon(...shape.points.map(([x, y]) => [x, y])).fill(COLOURS[shape.tone])
      return
    case 'line':
      for (const [at, [x, y]] of shape.points.entries()) at === 0 ? sheet.moveTo(x, y) : sheet.lineTo(x, y)
      if (shape.dash) sheet.dash(shape.dash[0] ?? 3, { space: shape.dash[1] ?? 3 })
      sheet
        .lineWidth(shape.tone === 'line' ? 0.7 : 1.6)
        .stroke(COLOURS[shape.tone])
        .undash()
      return
    case 'text': {
      const text = drawn(shape.text)
      if (shape.isStrong) say(sheet, 'strong', 10, COLOURS.ink, text)
      else say(sheet, 'text', 9.5, SOFT, text)
      const width = sheet.widthOfString(text)
      const left = { start: 0, middle: width / 2, end: width }[shape.anchor]
      sheet.text(text, shape.x - left, shape.y - 9, { lineBreak: false })
    }
  }
}

const PAD = 4
const ROW_GAP = 3.5
const SIZE = 8

function writeTable(sheet: Sheet, table: ReportTable): void {
  writeTitle(sheet, table.title, 70)
  if (table.rows.length === 0) {
    say(sheet, 'text', 9, SOFT).text(table.empty, { width: widthOf(sheet) })
    return
  }
  const shown = table.rows.slice(0, PDF_ROWS)
  const texts = (row: ReportRow) =>
    table.columns.map(({ kind }, at) => inOrder(sayCell(row[at] ?? null, kind)))
  const lines = rowsOf({ ...table, rows: shown }).map(texts)
  const widths = columnWidths(sheet, table, lines)
  const heads = table.columns.map(({ header }) => header)
  const write = (line: readonly string[], look: RowLook) => {
    const height = rowHeight(sheet, widths, line, look)
    if (look !== 'head' && sheet.y + height > footOf(sheet)) {
      sheet.addPage()
      write(heads, 'head')
    }
    writeRow(sheet, table, widths, line, { look, height })
  }
  write(heads, 'head')
  for (const [at, line] of lines.entries()) {
    const isTotal = table.total !== undefined && at === lines.length - 1
    write(line, isTotal ? 'total' : 'row')
  }
  const cut = sayCut(table, shown.length)
  if (cut) say(sheet, 'text', SIZE, SOFT).text(`${cut} CSV holds more.`, MARGIN, sheet.y + 4)
}

/** As wide as their words where there is room; else texts give way, the longest most. */
function columnWidths(sheet: Sheet, { columns }: ReportTable, lines: readonly string[][]): number[] {
  const room = widthOf(sheet)
  const wished = columns.map(({ header }, at) => {
    const head = say(sheet, 'strong', SIZE).widthOfString(header)
    const cells = lines.slice(0, 300).map((line) => {
      const text = line[at] ?? ''
      return say(sheet, 'text', SIZE, COLOURS.ink, text).widthOfString(text)
    })
    return Math.max(24, head, ...cells) + 2 * PAD
  })
  const total = wished.reduce((all, width) => all + width, 0)
  if (total <= room) return wished.map((width) => width + (room - total) / wished.length)
  const least = wished.map((width) => Math.min(width, room / wished.length))
  const spare = room - least.reduce((all, width) => all + width, 0)
  const wanted = wished.map((width, at) => width - (least[at] ?? 0))
  const missing = wanted.reduce((all, width) => all + width, 0) || 1
  return least.map((width, at) => width + (spare * (wanted[at] ?? 0)) / missing)
}

type RowLook = 'head' | 'row' | 'total'

const fontOf = (look: RowLook) => (look === 'row' ? 'text' : 'strong')

function rowHeight(sheet: Sheet, widths: readonly number[], line: readonly string[], look: RowLook): number {
  const heights = line.map((text, at) => {
    const width = (widths[at] ?? 0) - 2 * PAD
    say(sheet, fontOf(look), SIZE, COLOURS.ink, text)
    return sheet.widthOfString(text) <= width
      ? sheet.currentLineHeight()
      : sheet.heightOfString(text, { width })
  })
  return Math.max(...heights) + 2 * ROW_GAP
}

function writeRow(
  sheet: Sheet,
  { columns }: ReportTable,
  widths: readonly number[],
  line: readonly string[],
  { look, height }: { look: RowLook; height: number },
): void {
  const top = sheet.y
  if (look === 'head') sheet.rect(MARGIN, top, widthOf(sheet), height).fill('#f3f1ee')
  let left = MARGIN
  for (const [at, text] of line.entries()) {
    say(sheet, fontOf(look), SIZE, look === 'head' ? SOFT : COLOURS.ink, text)
    const width = widths[at] ?? 0
    const column = columns[at]
    const align = column && isNumeric(column) ? 'right' : 'left'
    sheet.text(text, left + PAD, top + ROW_GAP, { width: width - 2 * PAD, align })
    left += width
  }
  const bottom = top + height
  sheet
    .moveTo(MARGIN, bottom)
    .lineTo(MARGIN + widthOf(sheet), bottom)
    .lineWidth(0.5)
    .stroke(COLOURS.line)
  sheet.x = MARGIN
  sheet.y = bottom
}

function writeNotes(sheet: Sheet, notes: readonly string[]): void {
  writeTitle(sheet, 'What this does not say', 50)
  for (const note of notes.map(drawn))
    say(sheet, 'text', 8.5, SOFT, note)
      .text(note, { width: widthOf(sheet) })
      .moveDown(0.2)
}

/** At the end, when it is known how many there are. */
function numberPages(sheet: Sheet, { number, title, period }: Report): void {
  const { count } = sheet.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    sheet.switchToPage(page)
    // The footer stands in the margin, where text would begin another page.
    sheet.page.margins.bottom = 0
    const y = sheet.page.height - MARGIN
    say(sheet, 'text', 7.5, SOFT)
    sheet.text(`Activation Console  ·  ${number} ${title}  ·  ${period}`, MARGIN, y, { lineBreak: false })
    const place = `Page ${page + 1} of ${count}`
    sheet.text(place, sheet.page.width - MARGIN - sheet.widthOfString(place), y, { lineBreak: false })
  }
}

/** Sets the type for what comes next. `text`: what that is, where it is a name that may be of any script. */
function say(sheet: Sheet, font: keyof typeof FONTS, size: number, colour = COLOURS.ink, text = ''): Sheet {
  return sheet
    .font(BEYOND.test(text) ? 'world' : font)
    .fontSize(size)
    .fillColor(colour)
}
