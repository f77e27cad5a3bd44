import type { Line } from '../lines'
import { type CimObject, CimObjectBuilder, classOf, isUsedProperty } from './cim-object'
import { NestedValue } from './nested-value'

/** "Name    : value" of Format-List, "Name=value" of wmic, "name => value" of Puppet, "- name: value" of YAML, a tab of a copied table; osquery lines names up at their ends. */
export const LIST_ROW =
  /^\s{0,40}(?:- )?"?([\p{L}_][\p{L}\p{N}_. ()-]{0,60}?)"?\s{0,80}(?:=>|[:=\t])(?:\s(.*)|(.*))$/u

/**
 * Puts rows together to objects. A new object begins at a property that the current one has already, and
 * after a blank line, except where every row has blank lines around it (wmic ends its lines with CR CR LF).
 */
export class ListRows {
  hasRows = false
  private builder = new CimObjectBuilder()
  private names = new Set<string>()
  private firstLine = 0
  private lastName: string | undefined
  private sawBlank = false
  private hasAdjacentRows = false
  private nested: NestedValue | undefined

  /** Gives back the object that ended before this line, when one did. */
  push({ line, text }: Line): CimObject | undefined {
    if (this.nested !== undefined) {
      this.nested = this.nested.push(text, this.builder) ? undefined : this.nested
      return undefined
    }
    if (text.trim() === '') {
      this.sawBlank = true
      this.lastName = undefined
      return undefined
    }
    const match = LIST_ROW.exec(text)
    const name = match?.[1] ?? ''
    if (match === null || (this.lastName !== undefined && isWrapped(text, name))) {
      this.extend(text)
      return undefined
    }
    const finished = this.startsObject(name) ? this.end() : undefined
    this.add(line, name, match[2] ?? match[3] ?? '')
    return finished
  }

  /** The object that is being read, when it has anything of use. */
  end(): CimObject | undefined {
    const object = { line: this.firstLine, values: this.builder.values }
    // `nslookup` calls the DNS server it asked "Server", with its address below.
    const isOfUse =
      classOf(object) !== undefined || (object.values.has('Machine') && !this.names.has('address'))
    this.builder = new CimObjectBuilder()
    this.names = new Set()
    this.lastName = undefined
    this.hasAdjacentRows = false
    return isOfUse ? object : undefined
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
    this.lastName = name
    const nested = /^\s*[{[]\s*$/.test(value) ? new NestedValue() : undefined
    if (nested === undefined) this.builder.set(name, withoutBraces(value))
    else this.nested = nested.push(value, this.builder) ? undefined : nested
  }

  private extend(text: string): void {
    if (this.lastName !== undefined && /^\s{9,}\S/.test(text)) this.builder.extend(this.lastName, text)
  }
}

/** Format-List indents what it wrapped to the column of the values. */
function isWrapped(text: string, name: string): boolean {
  return /^\s{9,}/.test(text) && !isUsedProperty(name)
}

/** PowerShell shows an array in braces: {Windows(R), Professional edition}; MOF ends a value with a semicolon: "Windows(R)"; and Puppet with a comma. */
const withoutBraces = (value: string) =>
  /^\s*\{([^{}]*)\}\s*$/.exec(value)?.[1] ??
  /^\s*"([^"]*)"[;,]?\s*$/.exec(value)?.[1] ??
  /^\s*([^"]*);\s*$/.exec(value)?.[1] ??
  value
