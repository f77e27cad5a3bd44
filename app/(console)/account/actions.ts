'use server'

import { operationAction } from '@/app/operation-action'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import {
  changeOwnPassword,
  endOwnOtherSessions,
  endOwnSession,
  renameSelf,
} from '@/lib/operations/own/own-account'
import { chooseForSelf } from '@/lib/operations/own/own-choices'

const touches = paths.account()

export const renameAction = operationAction(renameSelf, { done: 'Your name is changed', touches: '/' })

export const changePasswordAction = operationAction(changeOwnPassword, {
  done: ({ sessions }) =>
    sessions === 0
      ? 'Your password is changed'
      : `Your password is changed, and ${formatCountOf(sessions, 'other session')} ended`,
  touches,
})

export const endSessionAction = operationAction(endOwnSession, { done: 'The session is ended', touches })

export const endOthersAction = operationAction(endOwnOtherSessions, {
  done: ({ sessions }) => `${formatCountOf(sessions, 'other session')} ended`,
  touches,
})

/** The page that sends it shows the choice already; pages after it are rendered with it. */
export const chooseAction = operationAction(chooseForSelf)
