import { formatCount } from '@/lib/format/counts'
import type { Said } from '../frame-refusal'

export type MachineRefusal =
  | { kind: 'noMachines' }
  | { kind: 'tooMany'; most: number }
  | { kind: 'noSuchName' }
  | { kind: 'unknownTarget'; name: string }
  | { kind: 'forgottenTarget'; name: string }
  | { kind: 'sameMachine'; name: string }
  | { kind: 'sampleWithReal' }
  | { kind: 'sameName'; name: string }
  | { kind: 'nameTaken'; name: string; machine: string }
  | { kind: 'nameForgotten'; name: string }
  | { kind: 'isShownName'; name: string }
  | { kind: 'notJoined' }

export const refuse = (refusal: MachineRefusal) => ({ ok: false as const, refusal })

export function sayMachineRefusal(refusal: MachineRefusal): Said {
  switch (refusal.kind) {
    case 'noMachines':
      return 'None of these machines is in the record any more. Reload the page.'
    case 'tooMany':
      return `At most ${formatCount(refusal.most)} machines at a time. Narrow the filter and repeat it.`
    case 'noSuchName':
      return 'This name is no longer in the record. Reload the page.'
    case 'unknownTarget':
      return { field: 'into', sentence: `No machine is called ${refusal.name}.` }
    case 'forgottenTarget':
      return { field: 'into', sentence: `${refusal.name} was forgotten. Bring it back first.` }
    case 'sameMachine':
      return { field: 'into', sentence: `${refusal.name} is the same machine.` }
    case 'sampleWithReal':
      return 'A machine of the sample fleet cannot become one with a real machine.'
    case 'sameName':
      return { field: 'name', sentence: `The machine is already called ${refusal.name}.` }
    case 'nameTaken':
      return {
        field: 'name',
        sentence: `${refusal.name} is a name of ${refusal.machine}. If both are one machine, merge them instead.`,
      }
    case 'nameForgotten':
      return {
        field: 'name',
        sentence: `${refusal.name} is a name of a forgotten machine. Bring it back first.`,
      }
    case 'isShownName':
      return `${refusal.name} is what the machine is called now. Rename it first.`
    case 'notJoined':
      return 'This is the machine’s own name: there is nothing to separate it from.'
  }
}
