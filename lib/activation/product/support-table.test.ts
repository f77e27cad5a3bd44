import { expect, it } from 'vitest'
import { esuYearNeeded, supportEnd } from './support-table'

it.each([
  ['Windows 10', 'Windows 10 Enterprise', '2025-10-14', undefined],
  ['Windows 10', 'Windows 10 Enterprise', '2025-10-15', 1],
  ['Windows 10', 'Windows 10 Enterprise', '2026-10-14', 2],
  ['Windows 10', 'Windows 10 Enterprise', '2028-10-11', undefined],
  ['Windows 10/11', 'Windows 10 Pro', '2027-10-12', 2],
  ['Windows 10', 'Windows 10 Enterprise LTSC 2021', '2026-11-30', undefined],
  ['Windows Server 2012 R2', 'Windows Server 2012 R2 Standard', '2026-10-13', 3],
  ['Windows Server 2012 R2', 'Windows Server 2012 R2 Standard', '2026-10-14', undefined],
] as const)('%s, %s on %s needs year %s of ESU', (generation, product, day, year) => {
  const end = supportEnd(generation, product)
  expect(end && esuYearNeeded(end, day)).toBe(year)
})

it.each([
  ['Windows 10/11', 'Windows 10/11 Enterprise'],
  ['Windows 10', 'Windows 10 Enterprise LTSC'],
])('says nothing of what is not told apart: %s, %s', (generation, product) => {
  expect(supportEnd(generation, product)).toBeUndefined()
})

it('says nothing of Windows 11, whose versions end one by one', () => {
  expect(supportEnd('Windows 11', 'Windows 11 Enterprise')).toBeUndefined()
})
