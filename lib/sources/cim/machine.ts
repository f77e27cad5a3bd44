import type { LicenseObservation } from '@/lib/activation/observation'
import { type CimObject, type PropertyName, textOf } from './cim-object'

/** What a file says of the machine its objects are from. */
export interface Machine {
  /** Lower-cased, with the domain when it is a DNS name; absent when the file does not say. */
  name?: string
  domain?: string
  isVirtual?: boolean
  /** ISO 8601 UTC; when a collector gathered the objects. */
  collectedAt?: string
}

/** Properties that name the machine, best first. PSComputerName is what PowerShell remoting adds. */
const NAME_PROPERTIES: readonly PropertyName[] = [
  'PSComputerName',
  'ComputerName',
  'CSName',
  '__SERVER',
  'SystemName',
  'MachineName',
  'HostName',
]

const HOST_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,253}[\p{L}\p{N}_])?$/u
const THIS_MACHINE = new Set(['localhost', '.', '127.0.0.1', '::1'])

/** A machine name in lower case; absent for blanks, addresses of the machine itself, formulas and damage. */
export function cleanHostName(text: string | undefined): string | undefined {
  const name = text?.trim().replace(/\.$/, '').toLowerCase() ?? ''
  if (THIS_MACHINE.has(name) || !HOST_NAME.test(name)) return undefined
  return name
}

/** A domain in lower case; the name of a workgroup is none. */
export function cleanDomain(text: string | undefined): string | undefined {
  const domain = cleanHostName(text)
  return domain === 'workgroup' ? undefined : domain
}

/** The full name when the domain is a DNS name and the name is short; else the name as it is. */
export function fullHostName(name: string | undefined, domain: string | undefined): string | undefined {
  if (name === undefined || domain === undefined) return name
  return name.includes('.') || !domain.includes('.') ? name : `${name}.${domain}`
}

/** The machine one object names; the machine around it (a collector's wrapper) fills in the rest. */
export function machineOf(object: CimObject, around: Machine = {}): Machine {
  const own = NAME_PROPERTIES.map((property) => cleanHostName(textOf(object, property))).find(Boolean)
  const name = around.name ?? own
  return { ...around, ...(name === undefined ? {} : { name }) }
}

/** The machine as an observation has it; `hostName` is what the caller knows. */
export function clientOf(machine: Machine, hostName: string | undefined): LicenseObservation['client'] {
  const name = machine.name ?? hostName
  return {
    ...(name === undefined ? {} : { name }),
    ...(machine.isVirtual === undefined ? {} : { isVirtual: machine.isVirtual }),
    ...(machine.domain === undefined ? {} : { domain: machine.domain }),
  }
}
