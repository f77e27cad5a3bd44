'use server'

import { operationAction } from '@/app/operation-action'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import {
  addDirectoryProvider,
  addOidcProvider,
  changeDirectoryProvider,
  changeOidcProvider,
  mapGroup,
  removeProvider,
  switchProviderOff,
  switchProviderOn,
  unmapGroup,
} from '@/lib/operations/sign-in/providers'
import { askProviderTest, tryDirectoryProvider } from '@/lib/operations/sign-in/test-provider'

const touches = paths.providers()

export const addOidcProviderAction = operationAction(addOidcProvider, {
  done: 'The provider is set up; give its groups roles next',
  touches,
  answer: ({ id }) => paths.provider(id),
})

export const changeOidcProviderAction = operationAction(changeOidcProvider, {
  done: 'The changes are saved',
  touches,
})

export const addDirectoryProviderAction = operationAction(addDirectoryProvider, {
  done: 'The directory is set up; give its groups roles next',
  touches,
  answer: ({ id }) => paths.provider(id),
})

export const changeDirectoryProviderAction = operationAction(changeDirectoryProvider, {
  done: 'The changes are saved',
  touches,
})

export const switchProviderOnAction = operationAction(switchProviderOn, {
  done: ({ name }) => `${name} is on the sign-in page`,
  touches,
})

export const switchProviderOffAction = operationAction(switchProviderOff, {
  done: ({ name, sessions }) => `${name} is off; ${formatCountOf(sessions, 'session')} ended`,
  touches,
})

export const removeProviderAction = operationAction(removeProvider, {
  done: ({ name }) => `${name} is removed`,
  touches,
})

export const mapGroupAction = operationAction(mapGroup, { done: 'The group has its role', touches })

export const unmapGroupAction = operationAction(unmapGroup, { done: 'The group has no role', touches })

/** Looks somebody up as a sign-in would; what came is on the page afterwards. */
export const tryDirectoryProviderAction = operationAction(
  { ...askProviderTest, run: tryDirectoryProvider },
  { touches },
)
