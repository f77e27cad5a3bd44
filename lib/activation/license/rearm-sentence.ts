import type { RearmCost, RearmRefusal } from './rearm'

const COSTS: Readonly<Record<RearmCost, string>> = {
  usesOneRearm: 'uses one of the machine’s rearms',
  losesActivation: 'puts the license back into initial grace, and a MAK must be activated and counted again',
  getsNewCmid: 'gives the machine a new CMID, which a KMS host counts as another machine',
  needsRestart: 'needs a restart',
}

/** What a rearm costs, as one sentence. */
export function sayRearmCosts(costs: readonly RearmCost[]): string {
  return `A rearm ${costs.map((cost) => COSTS[cost]).join('; ')}.`
}

/** Why the machine cannot be rearmed. */
export function sayRearmRefusal(refusal: RearmRefusal): string {
  if (refusal.kind === 'unknownGeneration')
    return `The number of rearms of ${refusal.generation} is not known.`
  return `All ${refusal.limit} rearms are used; Windows would refuse with ${refusal.code}. Activate the machine or reinstall it.`
}
