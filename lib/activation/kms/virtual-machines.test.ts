import { describe, expect, it } from 'vitest'
import { serviceKnowsVirtual, virtualMachineCounts } from './virtual-machines'

describe('a virtual machine', () => {
  it.each([
    ['Windows Vista', 'Windows Server 2022', false],
    ['Windows Server 2008', 'Windows Server 2022', false],
    ['Windows 7', 'Windows Server 2008', false],
    ['Windows 7', 'Windows Vista', false],
    ['Windows Server 2008 R2', 'Windows Server 2003', false],
    ['Windows 7', 'Windows 7', true],
    ['Windows Server 2008 R2', 'Windows Server 2008 R2', true],
    ['Windows 10/11', undefined, true],
    ['Office 2019', 'Windows Server 2016', true],
  ])('of %s on a host with %s counts: %s', (client, host, counts) => {
    expect(virtualMachineCounts(client, host)).toBe(counts)
  })
})

it('holds a KMS service from Windows 7 and Server 2008 R2 on', () => {
  const platforms = [
    'Windows Server 2003',
    'Windows Vista',
    'Windows Server 2008',
    'Windows 7',
    'Windows Server 2012',
  ]
  expect(platforms.map(serviceKnowsVirtual)).toEqual([false, false, false, true, true])
})
