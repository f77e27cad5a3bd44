'use server'

import { operationAction } from '@/app/operation-action'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { setBelonging } from '@/lib/operations/belonging/set-belonging'
import { bringBackMachines, forgetMachines } from '@/lib/operations/machines/forget-machines'
import { mergeMachines } from '@/lib/operations/machines/name-machines'

export const setBelongingAction = operationAction(setBelonging, {
  done: ({ machines }) => `${formatCountOf(machines, 'machine')} set`,
  touches: paths.overview(),
})

export const forgetMachinesAction = operationAction(forgetMachines, {
  done: ({ machines }) => `${formatCountOf(machines, 'machine')} forgotten`,
  touches: paths.overview(),
})

export const mergeMachinesAction = operationAction(mergeMachines, {
  done: ({ name, machines }) => `${formatCountOf(machines, 'machine')} merged into ${name}`,
  touches: paths.overview(),
})

export const bringBackMachinesAction = operationAction(bringBackMachines, {
  done: ({ machines }) => `${formatCountOf(machines, 'machine')} brought back`,
  touches: paths.overview(),
})
