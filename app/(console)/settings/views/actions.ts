'use server'

import { operationAction } from '@/app/operation-action'
import { viewHref } from '@/lib/format/views'
import { changeView, rememberLook, removeView, saveView } from '@/lib/operations/views/views'

/** The rail shows views on every page. */
const touches = '/'

export const saveViewAction = operationAction(saveView, {
  done: ({ name }) => `${name} is saved`,
  touches,
  answer: ({ list }, { query }) => ({ href: viewHref({ list, query }) }),
})

export const changeViewAction = operationAction(changeView, {
  done: ({ name }) => `${name} is changed`,
  touches,
})

export const removeViewAction = operationAction(removeView, {
  done: ({ name }) => `${name} is removed`,
  touches,
})

/** Nothing else shows it: the page already looks as chosen. */
export const rememberLookAction = operationAction(rememberLook)
