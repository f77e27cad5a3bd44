import { expect, test } from 'vitest'
import { licenseFamily } from './license-family'
import { productOf } from './products'
import { PRODUCTS_BY_ACTIVATION_ID } from './products-by-id'

const familyOf = (name: string) => licenseFamily(productOf({ name, channel: 'KMS client' }))

test.each([
  ['Windows(R), Enterprise edition', 'windows'],
  ['Windows(R), ServerStandard edition', 'server'],
  ['Office 16, Office16ProPlusVL_KMS_Client edition', 'office'],
  ['Office 16, Office16VisioProVL_KMS_Client edition', 'visio'],
  ['Office 21, Office21ProjectStd2021VL_KMS_Client_AE edition', 'project'],
  ['Something Else 3.1', 'other'],
])('%s belongs to %s', (name, family) => {
  expect(familyOf(name)).toBe(family)
})

test('every product of the tables has a family, and each family has some', () => {
  const found = [...PRODUCTS_BY_ACTIVATION_ID.values()].map(({ activationId, channel }) =>
    licenseFamily(productOf({ activationId, channel })),
  )
  expect(new Set(found)).toEqual(
    new Set(['windows', 'server', 'office', 'visio', 'project', 'addon', 'other']),
  )
})
