'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { setEntitlement } from '@/lib/operations/reports/entitlements'

export const setEntitlementAction = operationAction(setEntitlement, {
  done: (_, { product }) => `Saved for ${product}`,
  touches: paths.report('R14'),
})
