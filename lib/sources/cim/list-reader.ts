import { excerptOf } from '../excerpt'
import { type Line, readLines } from '../lines'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { type CimObject, CimObjectBuilder, classOf, isUsedProperty } from './cim-object'
import { CimPairing } from './pairing'

/** `Get-CimInstance SoftwareLicensingProduct | Format-List` and `wmic ... get ... /format:list`. */
export const cimListReader: Reader = {
  format: 'cim-list',
  label: 'SoftwareLicensingProduct (list)',
  detect: scoreOfList,
  read: readCimList,
}

/** "Name    : value" of Format-List or "Name=value" of wmic. WMI names are one word. */
const ROW = /^\s{0,8}([A-Za-z_][A-Za-z0-9_]*)\s*([:=])(?:\s(.*)|(.*))$/

const PRODUCT_ROW = /^\s{0,8}LicenseStatus\s*[:=]/im
const OTHER_PRODUCT_ROW =
  /^\s{0,8}(?:PartialProductKey|ApplicationID|GracePeriodRemaining|LicenseFamily)\s*[:=]/im
/** ClientMachineID alone would also be a row of some lists of KMS events. */
const SERVICE_ROW = /^\s{0,8}(?:RemainingWindowsReArmCount|KeyManagementServiceHostCaching)\s*[:=]/im

function scoreOfList(head: string): number {
  if (/^\s*[[{<]/.test(head)) return 0
  if (PRODUCT_ROW.test(head)) return OTHER_PRODUCT_ROW.test(head) ? 0.95 : 0.7
  return SERVICE_ROW.test(head) ? 0.9 : 0
}

async function* readCimList(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const pairing = new CimPairing(context)
  const rows = new ListRows()
  let stray: Line | undefined
  for await (const line of readLines(text, { maxLength: 16 * 1024 })) {
    const object = rows.push(line)
    if (object !== undefined) yield* pairing.take(object)
    if (!rows.hasRows) stray ??= line.text.trim() === '' ? undefined : line
  }
  const last = rows.end()
  if (last !== undefined) yield* pairing.take(last)
  if (pairing.seen === 0 && stray !== undefined) {
    const reason = 'no row of a SoftwareLicensingProduct or SoftwareLicensingService list'
    yield { type: 'rejected', line: stray.line, reason, excerpt: excerptOf(stray.text) }
  }
  yield* pairing.end()
}

/**
 * Puts rows together to objects. A new object begins at a property that the current one has already, and
 * after a blank line, except where every row has blank lines around it (wmic ends its lines with CR CR LF).
 */
class ListRows {
  hasRows = false
  private builder = new CimObjectBuilder()
  private names = new Set<string>()
  private firstLine = 0
  private lastName: string | undefined
  private sawBlank = false
  private hasAdjacentRows = false

  /** Gives back the object that ended before this line, when one did. */
  push({ line, text }: Line): CimObject | undefined {
    if (text.trim() === '') {
      this.sawBlank = true
      this.lastName = undefined
      return undefined
    }
    const match = ROW.exec(text)
    const name = match?.[1] ?? ''
    if (match === null || (this.lastName !== undefined && isWrapped(text, name))) {
      this.extend(text)
      return undefined
    }
    const finished = this.startsObject(name) ? this.end() : undefined
    this.add(line, name, match[3] ?? match[4] ?? '')
    return finished
  }

  /** The object that is being read, when it has anything of use. */
  end(): CimObject | undefined {
    const object = { line: this.firstLine, values: this.builder.values }
    this.builder = new CimObjectBuilder()
    this.names = new Set()
    this.lastName = undefined
    this.hasAdjacentRows = false
    return classOf(object) === undefined ? undefined : object
  }

  private startsObject(name: string): boolean {
    if (this.names.size === 0) return false
    if (this.names.has(name.toLowerCase())) return true
    return this.sawBlank && this.hasAdjacentRows
  }

  private add(line: number, name: string, value: string): void {
    if (this.names.size === 0) this.firstLine = line
    else if (!this.sawBlank) this.hasAdjacentRows = true
    this.sawBlank = false
    this.hasRows ||= isUsedProperty(name)
    if (this.names.size < 1000) this.names.add(name.toLowerCase())
    this.builder.set(name, value)
    this.lastName = name
  }

  private extend(text: string): void {
    if (this.lastName !== undefined && /^\s{9,}\S/.test(text)) this.builder.extend(this.lastName, text)
  }
}

/** Format-List indents what it wrapped to the column of the values. */
function isWrapped(text: string, name: string): boolean {
  return /^\s{9,}/.test(text) && !isUsedProperty(name)
}
