import { expect, test } from 'vitest'
import { nameVariants } from './name-variants'

test.each([
  ['ber-kisok-037', 'ber-kiosk-037'],
  ['ber-kosk-037', 'ber-kiosk-037'],
  ['ber-kiosk037', 'ber-kiosk-037'],
  ['ber-kisok-37', 'ber-kiosk-037'],
  ['berkiosk-037', 'ber-kiosk-037'],
  ['BER-KIOSC-037', 'ber-kiosk-037'],
])('%s may mean %s', (written, meant) => {
  expect(nameVariants(written)).toContain(meant)
})

test('there are never more than a few thousand', () => {
  expect(nameVariants(`${'a'.repeat(36)}0037`).length).toBeLessThan(30_000)
  expect(nameVariants('ber-kiosk-037').length).toBeLessThan(8_000)
  expect(nameVariants('a'.repeat(300))).toEqual([])
})
