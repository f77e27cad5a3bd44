/** Excel workbooks for tests, written byte by byte: the least that Excel itself would open. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface TestEntry {
  name: string
  content: string | Buffer
  /** What the archive says of its unpacked size, where it lies. */
  declared?: number
  isEncrypted?: boolean
}

/** A ZIP archive with these entries, each deflated. */
export function zipOf(entries: readonly TestEntry[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { name, content, declared, isEncrypted } of entries) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(isEncrypted ? 1 : 0, 2)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(declared ?? bytes.length, 18)
    facts.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, title, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, rest, title]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** A text becomes a shared string, a number a numeric cell as Excel writes it, null no cell. */
export type TestCell = string | number | null

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** The entries of a workbook with these sheets. */
export function workbookEntries(
  sheets: Readonly<Record<string, readonly (readonly TestCell[])[]>>,
): TestEntry[] {
  const strings: string[] = []
  const names = Object.keys(sheets)
  const pages = Object.values(sheets).map((rows) => sheetXml(rows, strings))
  return [
    {
      name: '[Content_Types].xml',
      content: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId90" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId91" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${HEAD}<styleSheet xmlns="${MAIN}"><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" xfId="0"/></cellXfs></styleSheet>`,
    },
    {
      name: 'xl/theme/theme1.xml',
      content: `${HEAD}<a:theme xmlns:a="x"><a:fillToRect l="50000" t="-80000" r="50000" b="180000"/></a:theme>`,
    },
    ...pages.map((content, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content })),
    {
      name: 'xl/sharedStrings.xml',
      content: `${HEAD}<sst xmlns="${MAIN}">${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    },
  ]
}

/** A workbook with one sheet. */
export const workbookOf = (rows: readonly (readonly TestCell[])[]) =>
  zipOf(workbookEntries({ Answers: rows }))

/** The entries of a workbook whose only sheet has this for its rows. */
export const workbookWithRows = (xml: string) =>
  workbookEntries({ Answers: [] }).map((entry) =>
    entry.name === 'xl/worksheets/sheet1.xml'
      ? { ...entry, content: `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${xml}</sheetData></worksheet>` }
      : entry,
  )

function sheetXml(rows: readonly (readonly TestCell[])[], strings: string[]): string {
  const lines = rows.map((cells, row) => {
    const written = cells.map((cell, column) => {
      const place = `${String.fromCharCode(65 + column)}${row + 1}`
      if (cell === null) return ''
      if (typeof cell === 'number') return `<c r="${place}"><v>${excelNumber(cell)}</v></c>`
      return `<c r="${place}" t="s"><v>${strings.push(cell) - 1}</v></c>`
    })
    return `<row r="${row + 1}">${written.join('')}</row>`
  })
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`
}

/** Excel keeps 15 digits: 9.1730462589173E+47. */
const excelNumber = (value: number) => String(Number(value.toPrecision(15))).toUpperCase()

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
