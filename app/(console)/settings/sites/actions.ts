'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { importBelongingList, previewBelongingList } from '@/lib/operations/belonging/import-list'
import { addRule, changeRule, moveRule, previewRule, removeRule } from '@/lib/operations/belonging/rules'

const touches = paths.overview()

export const previewRuleAction = operationAction(previewRule, {
  answer: ({ machines, isExact }) => ({ machines, isExact }),
})

export const addRuleAction = operationAction(addRule, { done: 'Rule added', touches })

export const changeRuleAction = operationAction(changeRule, { done: 'Rule changed', touches })

export const moveRuleAction = operationAction(moveRule, { touches })

export const removeRuleAction = operationAction(removeRule, {
  done: ({ pattern }) => `Rule ${pattern} removed`,
  touches,
})

export const previewListAction = operationAction(previewBelongingList, {
  answer: ({ ok: _, ...preview }) => preview,
})

export const importListAction = operationAction(importBelongingList, {
  done: ({ machines, waiting }) =>
    waiting > 0 ? `${machines} machines set, ${waiting} kept until they report` : `${machines} machines set`,
  touches,
})
