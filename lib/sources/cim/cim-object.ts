import { applicationOf } from '@/lib/activation/product/application'
import { type FieldName, fieldNamed } from '../fields/field-names'
import { cleanHostName } from './host-name'

/**
 * One object of a structured source, by the fields of `fields/field-names.ts`, whatever it called them. Everything else is
 * dropped unread, above all OA3xOriginalProductKey, the full product key of the firmware.
 */
export interface CimObject {
  /** 1-based line on which it begins. */
  line: number
  values: ReadonlyMap<FieldName, string>
}

export type PropertyName = FieldName

/** Longest value that is kept: an installation ID has 63 digits, a description about a hundred characters. */
const MAX_VALUE_LENGTH = 1024

/** Collects the fields of one object. Of two names for one field the surer wins, of the same name the first. */
export class CimObjectBuilder {
  readonly values = new Map<FieldName, string>()
  private readonly ranks = new Map<FieldName, number>()
  /** Set where the license data is nested in an object that describes a machine. */
  isNameOfMachine = false

  set(name: string, text: string): void {
    const known = this.isNameOfMachine && name.toLowerCase() === 'name' ? NAME_OF_MACHINE : fieldNamed(name)
    if (known === undefined) return
    const { field, rank } = known
    const value = text.trim().slice(0, MAX_VALUE_LENGTH)
    const isTaken = (this.values.get(field) ?? '') !== ''
    if (isTaken && (value === '' || rank >= (this.ranks.get(field) ?? 0) || isNoName(field, value))) return
    this.values.set(field, value)
    this.ranks.set(field, rank)
  }

  /** A console wrapped the value: adds the next line of it. */
  extend(name: string, more: string): void {
    const field = fieldNamed(name)?.field
    const value = field === undefined ? undefined : this.values.get(field)
    if (field === undefined || value === undefined || value.length > MAX_VALUE_LENGTH) return
    // GUIDs, IDs and names are cut anywhere; texts with blanks are cut at a blank, which is lost.
    const glue = value.includes(' ') ? ' ' : ''
    this.values.set(field, value + glue + more.trim())
  }
}

const NAME_OF_MACHINE = { field: 'Machine', rank: 100 } as const

/** `localhost` never replaces the name of a machine. */
const isNoName = (field: FieldName, value: string) =>
  field === 'Machine' && cleanHostName(value) === undefined

export const isUsedProperty = (name: string) => fieldNamed(name) !== undefined

/** The value as text; absent when the property is missing or empty. */
export function textOf(object: CimObject, property: PropertyName): string | undefined {
  const value = object.values.get(property)
  return value === undefined || value === '' ? undefined : value
}

/** Spreadsheets put marks between thousands and write whole numbers with decimals: 251.000,00 or 251,000.0. */
const DECIMALS = /^(\d{1,3}(?:[.,' \u00a0\u202f’]\d{3})*|\d{1,10})(?:[.,]0{1,2})?$/

/** A number that is not negative; 4294967295 (also as -1) means "not applicable" and is absent. */
export function countOf(object: CimObject, property: PropertyName): number | undefined {
  const digits = DECIMALS.exec(textOf(object, property) ?? '')?.[1]?.replace(/\D/g, '')
  if (digits === undefined || digits.length > 10) return undefined
  const count = Number(digits)
  return count >= 0xffffffff ? undefined : count
}

/** A number above 0: ports and intervals are 0 where nothing is set. */
export function positiveOf(object: CimObject, property: PropertyName): number | undefined {
  const count = countOf(object, property)
  return count === 0 ? undefined : count
}

/** True, False, 1 and 0 in any case. */
export function flagOf(object: CimObject, property: PropertyName): boolean | undefined {
  const value = textOf(object, property)?.toLowerCase()
  if (value === 'true' || value === '1') return true
  return value === 'false' || value === '0' ? false : undefined
}

export type CimClass = 'product' | 'service'

const SERVICE_ONLY: readonly PropertyName[] = [
  'ClientMachineID',
  'RemainingWindowsReArmCount',
  'KeyManagementServiceListeningPort',
]

/** What the object is, by the properties only one class has. */
export function classOf(object: CimObject): CimClass | undefined {
  const { values } = object
  if (values.has('LicenseStatus') || values.has('SubscriptionStatusValue')) return 'product'
  if (values.has('IsLicensed') && (values.has('PartialProductKey') || namesProduct(object))) return 'product'
  return SERVICE_ONLY.some((field) => values.has(field)) ? 'service' : undefined
}

const namesProduct = (object: CimObject) =>
  applicationOf({ name: textOf(object, 'Name'), description: textOf(object, 'Description') }) !== undefined

/** True for products of Windows itself, false for Office. */
export function isWindowsProduct(object: CimObject): boolean {
  const application = applicationOf({
    applicationId: textOf(object, 'ApplicationID'),
    name: textOf(object, 'Name'),
    description: textOf(object, 'Description'),
  })
  return application === 'windows'
}
