import { type FieldName, fieldNamed } from '../fields/field-names'

/** What a number that a monitoring tool keeps can say of a license. */
const MEASURED: ReadonlySet<FieldName> = new Set([
  'LicenseStatus',
  'IsLicensed',
  'LicenseStatusReason',
  'GracePeriodRemaining',
  'GraceDaysRemaining',
  'RemainingWindowsReArmCount',
  'RemainingSkuReArmCount',
])

export interface MeasuredField {
  field: FieldName
  /** What stands before the name of the field: the tool's prefix, a machine, or a product. */
  before: string
  /** The values are in seconds. */
  isInSeconds: boolean
}

const LONGEST_NAME = 200
const MOST_WORDS = 16
/** One word alone ("minutes", "reason") may be of anything. */
const FEWEST_WORDS = 2

/**
 * The field that a metric or a channel measures, by the end of its name: `windows_license_status`, "srv-31 License Status",
 * "Grace period remaining (days)". Absent for all others.
 */
export function measuredField(name: string): MeasuredField | undefined {
  if (name.length > LONGEST_NAME) return undefined
  const isInSeconds = /[\s_(](?:seconds|sec|s)\)?$/i.test(name)
  const plain = isInSeconds ? name.replace(/[\s_]*\(?(?:seconds|sec|s)\)?$/i, ' minutes') : name
  const words = [...plain.matchAll(/[\p{L}\p{N}.-]+/gu)].slice(-MOST_WORDS)
  for (const [index, word] of words.entries()) {
    const rest = words.slice(index).map(([text]) => text)
    const known = rest.length < FEWEST_WORDS && index > 0 ? undefined : fieldOf(rest)
    if (known !== undefined) return { field: known, before: plain.slice(0, word.index).trim(), isInSeconds }
  }
  return undefined
}

function fieldOf(words: readonly string[]): FieldName | undefined {
  const field =
    fieldNamed(words.join(' '))?.field ?? fieldNamed(words.join(' ').replace(/ (?:info|total)$/i, ''))?.field
  return field !== undefined && MEASURED.has(field) ? field : undefined
}
