'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import {
  askDirectoryRead,
  askDirectoryTest,
  readDirectoryNow,
  tryDirectory,
} from '@/lib/operations/networks/ask-directory'
import { addDirectory, changeDirectory, removeDirectory } from '@/lib/operations/networks/directories'

const touches = paths.networks()

export const addDirectoryAction = operationAction(addDirectory, {
  done: 'The directory is set up. Test the connection next.',
  touches,
})

export const changeDirectoryAction = operationAction(changeDirectory, {
  done: 'The directory is changed. Test the connection next.',
  touches,
})

export const removeDirectoryAction = operationAction(removeDirectory, {
  done: ({ server }) => `${server} is removed`,
  touches,
})

/** Connects and binds now. */
export const testDirectoryAction = operationAction({ ...askDirectoryTest, run: tryDirectory })

/** Returns at once; the worker reads. */
export const readDirectoryAction = operationAction(
  { ...askDirectoryRead, run: readDirectoryNow },
  { done: 'The reading has started', touches },
)
