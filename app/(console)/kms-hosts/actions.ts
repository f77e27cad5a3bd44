'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { changeHost, restoreHost, retireHost } from '@/lib/operations/kms-hosts/change-host'
import { sayHostSentence } from '@/lib/operations/kms-hosts/host-refusal'
import { mergeHostNames, partHostName } from '@/lib/operations/kms-hosts/merge-host-names'
import { registerHost, registerHosts } from '@/lib/operations/kms-hosts/register-host'

const touches = paths.kmsHosts()

export const registerHostAction = operationAction(registerHost, {
  done: ({ name }) => `${name} is registered`,
  touches,
})

/** What was registered, and what is wrong with each other line. */
export const registerHostsAction = operationAction(registerHosts, {
  touches,
  answer: ({ registered, problems }) => ({
    registered,
    problems: problems.map((one) => ({
      line: one.line,
      text: one.text,
      problem: 'refusal' in one ? sayHostSentence(one.refusal) : one.problem,
    })),
  }),
})

export const changeHostAction = operationAction(changeHost, {
  done: ({ name }) => `The registration of ${name} is changed`,
  touches,
})

export const retireHostAction = operationAction(retireHost, {
  done: ({ name }) => `${name} is retired`,
  touches,
})

export const restoreHostAction = operationAction(restoreHost, {
  done: ({ name }) => `${name} is restored`,
  touches,
})

export const mergeHostNamesAction = operationAction(mergeHostNames, {
  done: ({ name }, input) => `${input.name} is merged with ${name}`,
  touches,
})

export const partHostNameAction = operationAction(partHostName, {
  done: ({ name }) => `${name} is a separate host`,
  touches,
})
