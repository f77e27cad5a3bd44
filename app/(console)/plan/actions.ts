'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { endPlan, savePlan, takePlanIntoForce } from '@/lib/operations/plan/plan-versions'
import { askWhatIf, cancelWhatIf, planWhatIf } from '@/lib/operations/plan/what-if'

export const askWhatIfAction = operationAction(askWhatIf, {
  touches: paths.whatIf(),
  answer: ({ id }) => id,
})

export const cancelWhatIfAction = operationAction(cancelWhatIf, {
  done: 'It is cancelled',
  touches: paths.whatIf(),
})

export const planWhatIfAction = operationAction(planWhatIf, {
  done: ({ number }) => `Its steps are in version ${number} of the plan`,
  touches: paths.plan(),
  answer: ({ number }) => number,
})

export const savePlanAction = operationAction(savePlan, {
  done: ({ number }) => `Version ${number} of the plan is saved`,
  touches: paths.plan(),
  answer: ({ number }) => number,
})

export const takePlanIntoForceAction = operationAction(takePlanIntoForce, {
  done: ({ number }) => `Version ${number} is in force`,
  touches: '/',
})

export const endPlanAction = operationAction(endPlan, { done: 'No plan is in force now', touches: '/' })
