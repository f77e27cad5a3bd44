import type { Said } from '../frame-refusal'

export type BelongingRefusal =
  | { kind: 'badPattern'; problem: string }
  | { kind: 'saysNothing' }
  | { kind: 'noSuchRule' }
  | { kind: 'firstOrLast' }
  | { kind: 'noMachines' }
  | { kind: 'badList'; problem: string }
  | { kind: 'nothingToImport' }

export const refuse = (refusal: BelongingRefusal) => ({ ok: false as const, refusal })

export function sayBelongingRefusal(refusal: BelongingRefusal): Said {
  switch (refusal.kind) {
    case 'badPattern':
      return { field: 'pattern', sentence: refusal.problem }
    case 'saysNothing':
      return { field: 'site', sentence: 'Enter a site, owner, department or tag.' }
    case 'noSuchRule':
      return 'This rule has been removed. Reload the page.'
    case 'firstOrLast':
      return 'There is no rule to change places with.'
    case 'noMachines':
      return 'No machine matches any more. Reload the page.'
    case 'badList':
      return { field: 'text', sentence: refusal.problem }
    case 'nothingToImport':
      return 'No line of this list can be used.'
  }
}
