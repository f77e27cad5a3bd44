'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { renameMachine, separateName } from '@/lib/operations/machines/name-machines'

export const separateNameAction = operationAction(separateName, {
  done: ({ name }) => `${name} is a separate machine again`,
  touches: paths.overview(),
})

export const renameMachineAction = operationAction(renameMachine, {
  done: ({ name }) => `The machine is called ${name}`,
  answer: ({ name }) => name,
  touches: paths.overview(),
})
