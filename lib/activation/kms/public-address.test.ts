import { expect, it } from 'vitest'
import { isPublicAddress } from './public-address'

it.each([
  ['10.0.0.5', false],
  ['172.16.4.1', false],
  ['172.32.4.1', true],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['100.128.0.1', true],
  ['192.0.2.11', false],
  ['8.8.8.8', true],
  ['239.1.1.1', false],
  ['2a02:8108::1', true],
  ['2001:db8::5', false],
  ['fd00::5', false],
  ['fe80::1', false],
  ['::1', false],
  ['kms01.corp.example', false],
  ['300.1.1.1', false],
  ['', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})
