'use server'

import { operationAction } from '@/app/operation-action'
import { ROLE_LABELS } from '@/lib/auth/permissions'
import { paths } from '@/lib/format/paths'
import { invitePerson, issuePasswordLink, withdrawInvitation } from '@/lib/operations/people/invitations'
import { changeRole, disablePerson, enablePerson } from '@/lib/operations/people/people'

const touches = paths.people()

/** A link to show once. */
const oneTimeLink = ({ token, expiresAt }: { token: string; expiresAt: Date }) => ({
  path: paths.setUp({ token }),
  expiresAt,
})

export const inviteAction = operationAction(invitePerson, { touches, answer: oneTimeLink })

export const passwordLinkAction = operationAction(issuePasswordLink, { touches, answer: oneTimeLink })

export const changeRoleAction = operationAction(changeRole, {
  done: ({ name }, { role }) => `${name} is now ${ROLE_LABELS[role].toLowerCase()}`,
  touches,
})

export const disableAction = operationAction(disablePerson, {
  done: ({ name }) => `${name} can no longer sign in`,
  touches,
})

export const enableAction = operationAction(enablePerson, {
  done: ({ name }) => `${name} can sign in again`,
  touches,
})

export const withdrawAction = operationAction(withdrawInvitation, {
  done: 'The invitation is withdrawn',
  touches,
})
