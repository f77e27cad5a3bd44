import type { LicenseObservation } from '@/lib/activation/observation'
import { readMoment } from '../moments'
import { type CimObject, textOf } from './cim-object'
import { cleanHostName } from './host-name'

/** What a file says of the machine its objects are from. */
export interface Machine {
  /** Lower-cased, with the domain when it is a DNS name; absent when the file does not say. */
  name?: string
  domain?: string
  isVirtual?: boolean
  /** ISO 8601 UTC; when a collector gathered the objects. */
  collectedAt?: string
}

/** The machine one object names; the machine around it (a collector's wrapper) fills in the rest. */
export function machineOf(object: CimObject, around: Machine = {}): Machine {
  const own = cleanHostName(textOf(object, 'Machine')) ?? machineInName(object)
  const name = around.name ?? own
  const collected = readMoment(textOf(object, 'ObservedAt'))
  return {
    ...around,
    ...(name === undefined ? {} : { name }),
    ...(collected.ok && { collectedAt: collected.at }),
  }
}

/** A name as machines have them (pc-17, srv01.corp.example), and no word of a product in it. */
export const MACHINE_NAME = /^(?=.*[a-z])(?=.*[\d.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*$/i
const PRODUCT_WORD =
  /^win|windows|o365|office|visio|project|edition|enterprise|professional|standard|datacenter|education/i

/** Some tools call the machine "Name" and the product only by its description. */
export function machineInName(object: CimObject): string | undefined {
  const name = textOf(object, 'Name') ?? ''
  const isProduct = PRODUCT_WORD.test(name) || textOf(object, 'Description') === undefined
  return isProduct || !MACHINE_NAME.test(name) ? undefined : cleanHostName(name)
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
