'use server'

import { operationAction } from '@/app/operation-action'
import { checkNow } from '@/lib/operations/discovery/ask-discovery'
import { lookUpAlias } from '@/lib/operations/discovery/check-alias'
import { changeSchedule } from '@/lib/operations/discovery/schedule'

export const checkNowAction = operationAction(checkNow)

export const changeScheduleAction = operationAction(changeSchedule)

/** Asks DNS what a round-robin name is now. */
export const checkAliasAction = operationAction(lookUpAlias, { answer: ({ answer }) => answer })
