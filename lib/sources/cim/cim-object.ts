import { applicationOf } from '@/lib/activation/product/application'
import { cleanPartialKey } from '@/lib/activation/product/product-key'
import { type FieldName, fieldNamed, plainName } from '../fields/field-names'
import { BARE_LICENSE } from '../fields/translated-names'
import { cleanHostName } from './host-name'
import { statusFromWord } from './status-word'
import { yesOrNo } from './yes-or-no'

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
    if (BARE_LICENSE.has(plainName(name))) this.setLicense(value, rank)
    else this.put(field, value, rank)
    if (field === 'IsLicensed' && /^windows/i.test(name.trim()))
      this.put('OperatingSystem', 'Windows', LAST_RANK)
  }

  /** Of a column called "License": a state, a yes or no, or else the name of a product. */
  private setLicense(value: string, rank: number): void {
    if (yesOrNo(value) !== undefined) this.put('IsLicensed', value, rank)
    else if (statusFromWord(value) !== undefined) this.put('LicenseStatus', value, rank)
    else this.put('Name', value, rank)
  }

  private put(field: FieldName, value: string, rank: number): void {
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

const LAST_RANK = 1000
const NAME_OF_MACHINE = { field: 'Machine', rank: LAST_RANK } as const

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

/** True, False, 1 and 0, yes and no in any language. */
export const flagOf = (object: CimObject, property: PropertyName) => yesOrNo(textOf(object, property))

/** 'key': a key of Windows or Office that is installed, and not a word of how it is licensed. */
export type CimClass = 'product' | 'service' | 'key'

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
  if (SERVICE_ONLY.some((field) => values.has(field))) return 'service'
  const lastFive = cleanPartialKey(textOf(object, 'PartialProductKey'))
  return lastFive !== undefined && namesProduct(object) ? 'key' : undefined
}

const namesProduct = (object: CimObject) =>
  applicationOf({
    name: textOf(object, 'Name') ?? textOf(object, 'OperatingSystem'),
    description: textOf(object, 'Description'),
  }) !== undefined

/** True for products of Windows itself, false for Office. */
export function isWindowsProduct(object: CimObject): boolean {
  const application = applicationOf({
    applicationId: textOf(object, 'ApplicationID'),
    name: textOf(object, 'Name'),
    description: textOf(object, 'Description'),
  })
  return application === 'windows'
}
