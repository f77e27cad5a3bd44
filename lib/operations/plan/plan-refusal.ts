import type { Said } from '../frame-refusal'

/** Why something about the plan or a what-if was refused. */
export type PlanRefusal =
  /** path: 'networks[2].zones' */
  | { kind: 'wrongInput'; path: string; problem: string }
  | { kind: 'noSuchVersion' }
  | { kind: 'alreadyInForce'; number: number }
  | { kind: 'notInForce' }
  | { kind: 'dueInThePast' }
  | { kind: 'unchanged'; number: number }
  | { kind: 'noSuchRun' }
  | { kind: 'notDone' }
  | { kind: 'alreadyOver' }
  | { kind: 'noPlan' }

export const refuse = <R extends PlanRefusal>(refusal: R) => ({ ok: false as const, refusal })

/** The refusal in words, at its field where the form has one: 'networks[2].zones' is 'networks.2.zones' there. */
export function sayPlanRefusal(refusal: PlanRefusal): Said {
  switch (refusal.kind) {
    case 'wrongInput': {
      const field = refusal.path.replace(/\[(\d+)\]/g, '.$1')
      const name = field.split('.').at(-1) ?? field
      return { field, sentence: `${words(name)} ${refusal.problem}.` }
    }
    case 'noSuchVersion':
      return 'There is no such version of the plan. Reload the page.'
    case 'alreadyInForce':
      return `Version ${refusal.number} is in force already.`
    case 'notInForce':
      return 'No plan is in force.'
    case 'dueInThePast':
      return { field: 'dueOn', sentence: 'Choose a day in the future.' }
    case 'unchanged':
      return `Nothing was changed: version ${refusal.number} says the same.`
    case 'noSuchRun':
      return 'There is no such what-if. Reload the page.'
    case 'notDone':
      return 'It has no answer yet.'
    case 'alreadyOver':
      return 'It is over already.'
    case 'noPlan':
      return 'Save a version of the plan first: the steps are added to it.'
  }
}

/** 'subscriptionMachines' as 'Subscription machines'. */
const words = (name: string) => {
  const plain = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return /^\d+$|^\$$/.test(plain) ? 'This' : plain.charAt(0).toUpperCase() + plain.slice(1)
}
