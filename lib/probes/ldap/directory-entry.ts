import type { Entry } from 'ldapts'
import { placeOfDn } from '@/lib/activation/belonging/belonging-rule'
import { fileTime, generalizedTime } from './windows-time'

/** A computer object as the console keeps it. */
export interface FoundComputer {
  name: string
  shortName: string
  /** 'corp.example/berlin/pcs'; null where the object does not tell */
  place: string | null
  operatingSystem: string | null
  operatingSystemVersion: string | null
  lastLogonAt: string | null
  isDisabled: boolean
  createdAt: string | null
}

export const COMPUTER_ATTRIBUTES = [
  'objectClass',
  'cn',
  'dNSHostName',
  'sAMAccountName',
  'operatingSystem',
  'operatingSystemVersion',
  'lastLogonTimestamp',
  'userAccountControl',
  'whenCreated',
] as const

/** Accounts of services are computers to the directory. */
const NO_MACHINE = ['msds-managedserviceaccount', 'msds-groupmanagedserviceaccount']

const ACCOUNT_DISABLED = 0x2
const TEXT_LENGTH = 255

/** Absent for a service account and for an object without a usable name. */
export function computerOf(entry: Entry): FoundComputer | undefined {
  if (valuesOf(entry, 'objectClass').some((value) => NO_MACHINE.includes(value.toLowerCase())))
    return undefined
  const name = machineName(entry)
  if (name === undefined) return undefined
  return {
    name,
    shortName: name.split('.')[0] ?? name,
    place: placeOfDn(entry.dn)?.slice(0, TEXT_LENGTH) ?? null,
    operatingSystem: textOf(entry, 'operatingSystem') ?? null,
    operatingSystemVersion: textOf(entry, 'operatingSystemVersion') ?? null,
    lastLogonAt: fileTime(textOf(entry, 'lastLogonTimestamp'))?.toISOString() ?? null,
    isDisabled: isDisabledAccount(entry),
    createdAt: generalizedTime(textOf(entry, 'whenCreated'))?.toISOString() ?? null,
  }
}

/** Whether the account of a computer or person is disabled. Source: [MS-ADTS] 2.2.16. */
export function isDisabledAccount(entry: Entry): boolean {
  const control = Number(textOf(entry, 'userAccountControl') ?? 0)
  return Number.isInteger(control) && (control & ACCOUNT_DISABLED) !== 0
}

/** The DNS name; without one, the account's name in the domain that its place tells. */
function machineName(entry: Entry): string | undefined {
  const dns = textOf(entry, 'dNSHostName')?.toLowerCase().replace(/\.$/, '')
  if (dns && isName(dns)) return dns
  const account = (textOf(entry, 'sAMAccountName')?.replace(/\$$/, '') ?? textOf(entry, 'cn'))?.toLowerCase()
  if (!account || !isName(account)) return undefined
  const domain = domainOfDn(entry.dn)
  return domain ? `${account}.${domain}` : account
}

const isName = (text: string) => text.length <= 253 && /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u.test(text)

/** 'corp.example' of 'CN=WS1,OU=PCs,DC=corp,DC=example'; empty without DC parts. */
export function domainOfDn(dn: string): string {
  const parts = dn.match(/(?:\\.|[^,\\])+/g) ?? []
  const labels = parts.flatMap((part) => /^\s*dc\s*=\s*(.+?)\s*$/i.exec(part)?.[1] ?? [])
  return labels.join('.').toLowerCase()
}

/** Below which everything of the same domain is: 'DC=corp,DC=example' of 'OU=PCs,DC=corp,DC=example'; 'O=corp' as it stands. */
export function headOfDn(dn: string): string {
  const domain = domainOfDn(dn)
  if (domain === '') return dn
  return domain
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',')
}

/** The first value as text, at most 255 characters. */
export function textOf(entry: Entry, attribute: string): string | undefined {
  return valuesOf(entry, attribute)[0]?.slice(0, TEXT_LENGTH) || undefined
}

export function valuesOf(entry: Entry, attribute: string): string[] {
  return sentValues(entry, attribute).map((one) => (typeof one === 'string' ? one : one.toString('utf8')))
}

/** Values of an attribute that was asked for as bytes. */
export function bytesOf(entry: Entry, attribute: string): Buffer[] {
  return sentValues(entry, attribute).filter((one) => Buffer.isBuffer(one))
}

/** Servers differ in the case of attribute names. */
function sentValues(entry: Entry, attribute: string): (string | Buffer)[] {
  const key = Object.keys(entry).find((one) => one.toLowerCase() === attribute.toLowerCase())
  return [(key === undefined ? undefined : entry[key]) ?? []].flat()
}
