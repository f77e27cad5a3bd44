'use server'

import { operationAction } from '@/app/operation-action'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { addKeys, inspectKeys } from '@/lib/operations/keys/add-keys'

/** What would happen with each line; the answer holds no key. */
export const inspectKeysAction = operationAction(inspectKeys, { answer: ({ lines }) => lines })

export const addKeysAction = operationAction(addKeys, {
  done: ({ added }) => `${formatCountOf(added.length, 'key')} added`,
  touches: paths.keys(),
})
