import type { CimObjectBuilder } from './cim-object'
import { plainValue } from './json-object'

const LONGEST_NESTED = 64 * 1024

/**
 * A value that is JSON over several lines, as Azure's modules show a machine's licenseProfile. The fields in it belong
 * to the object around it, and the "Name" of that one is then the machine's.
 */
export class NestedValue {
  private text = ''

  /** Takes a line; true when the value is over. */
  push(line: string, builder: CimObjectBuilder): boolean {
    this.text += `${line}\n`
    if (this.text.length > LONGEST_NESTED) return true
    const opened = this.text.match(/[{[]/g)?.length ?? 0
    const closed = this.text.match(/[}\]]/g)?.length ?? 0
    if (closed < opened) return false
    if (setNested(this.text, builder)) builder.isNameOfMachine = true
    return true
  }
}

/** Sets the plain values inside a JSON text; true when there is a license status among them. */
function setNested(text: string, builder: CimObjectBuilder): boolean {
  try {
    JSON.parse(text, (key: string, value: unknown) => {
      if (key !== '' && key.toLowerCase() !== 'name' && plainValue(value) !== undefined) {
        builder.set(key, plainValue(value) ?? '')
      }
      return value
    })
  } catch {
    return false
  }
  return builder.values.has('LicenseStatus')
}
