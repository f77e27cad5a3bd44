'use server'

import { operationAction } from '@/app/operation-action'
import { ROLE_LABELS } from '@/lib/auth/permissions'
import { paths } from '@/lib/format/paths'
import { setAccessRules } from '@/lib/operations/people/access-rules'
import { erasePerson } from '@/lib/operations/people/erase-person'
import {
  invitePeople,
  invitePerson,
  issuePasswordLink,
  withdrawInvitation,
} from '@/lib/operations/people/invitations'
import { limitPerson } from '@/lib/operations/people/limit-person'
import {
  allowLink,
  changeRole,
  disablePerson,
  enablePerson,
  endEmergency,
  makeEmergency,
} from '@/lib/operations/people/people'
import { endPersonSessions, removePersonFactors } from '@/lib/operations/people/person-access'

const touches = paths.people()

/** A link to show once. */
const oneTimeLink = ({ token, expiresAt }: { token: string; expiresAt: Date }) => ({
  path: paths.setUp({ token }),
  expiresAt,
})

export const inviteAction = operationAction(invitePerson, { touches, answer: oneTimeLink })

export const inviteSeveralAction = operationAction(invitePeople, {
  touches,
  answer: ({ invited }) => invited.map((one) => ({ name: one.name, email: one.email, ...oneTimeLink(one) })),
})

export const passwordLinkAction = operationAction(issuePasswordLink, { touches, answer: oneTimeLink })

export const changeRoleAction = operationAction(changeRole, {
  done: ({ name }, { role }) => `${name} is now ${ROLE_LABELS[role].toLowerCase()}`,
  touches,
})

export const limitAction = operationAction(limitPerson, {
  done: ({ name, isLimited }) => `${name} sees ${isLimited ? 'the machines of those sites' : 'all machines'}`,
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

export const allowLinkAction = operationAction(allowLink, {
  done: ({ name }) => `${name} can sign in through a provider within 3 days`,
  touches,
})

export const makeEmergencyAction = operationAction(makeEmergency, {
  done: ({ name }) => `The account of ${name} is for emergencies`,
  touches,
})

export const endEmergencyAction = operationAction(endEmergency, {
  done: ({ name }) => `The account of ${name} is one like the others`,
  touches,
})

export const eraseAction = operationAction(erasePerson, {
  done: ({ name }) => `${name} is erased`,
  touches,
})

export const withdrawAction = operationAction(withdrawInvitation, {
  done: 'The invitation is withdrawn',
  touches,
})

export const endPersonSessionsAction = operationAction(endPersonSessions, {
  done: ({ name }) => `${name} is signed out there`,
  touches,
})

export const removeFactorsAction = operationAction(removePersonFactors, {
  done: ({ name }) => `${name} has no second factor now`,
  touches,
})

export const setRulesAction = operationAction(setAccessRules, {
  done: ({ waitsForAnother }) =>
    waitsForAnother
      ? 'Full keys still need two: another licensing admin has to take that off as well, within 24 hours'
      : 'The rules are set',
  touches,
})
