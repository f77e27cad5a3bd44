'use server'

import { operationAction } from '@/app/operation-action'
import { addNote, removeNote } from '@/lib/operations/notes/notes'

/** Notes stand on the pages of machines and of hosts. */
const touches = '/'

export const addNoteAction = operationAction(addNote, { touches })

export const removeNoteAction = operationAction(removeNote, { done: 'The note is removed', touches })
