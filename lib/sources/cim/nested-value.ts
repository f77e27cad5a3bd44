import type { CimObjectBuilder } from './cim-object'
import { plainValue } from './json-object'

const LONGEST_NESTED = 64 * 1024

/**
 * A value that is JSON over several lines, as Azure's modules show a machine's licenseProfile. The fields in it belong
 * to the object around it, and the "Name" of that one is then the machine's.
 */
export class NestedValue {
  private lines: string[] = []
  private length = 0
  private open = 0

  /** Takes a line; true when the value is over. */
  push(line: string, builder: CimObjectBuilder): boolean {
    this.lines.push(line)
    this.length += line.length + 1
    if (this.length > LONGEST_NESTED) return true
    this.open += (line.match(/[{[]/g)?.length ?? 0) - (line.match(/[}\]]/g)?.length ?? 0)
    if (this.open > 0) return false
    if (setNested(this.lines.join('\n'), builder)) builder.isNameOfMachine = true
    return true
  }
}

/** `license_status => 1,` of Puppet. */
const PUPPET_ROW = /^\s*"?(\w{2,60})"?\s*=>(.*)/

/** Sets the plain values inside a JSON text; true when there is a license status among them, and the name is another's. */
function setNested(text: string, builder: CimObjectBuilder): boolean {
  try {
    JSON.parse(text, (key: string, value: unknown) => {
      if (key !== '' && key.toLowerCase() !== 'name' && plainValue(value) !== undefined) {
        builder.set(key, plainValue(value) ?? '')
      }
      return value
    })
  } catch {
    for (const row of text.split('\n')) {
      const [, name, value] = PUPPET_ROW.exec(row) ?? []
      if (name !== undefined && value !== undefined) builder.set(name, bareValue(value))
    }
    return false
  }
  return builder.values.has('LicenseStatus')
}

const bareValue = (value: string) => value.trim().replace(/^"/, '').replace(/,$/, '').replace(/"$/, '')
