import { expect, test } from 'vitest'
import { namesIn } from './desk-names'

test.each<[string, string[], string[]]>([
  ['0xCOO4FO74 on ber-kisok-037', ['ber-kisok-037'], ['ber-kisok-037']],
  ['The KMS is down, says the KMS host', [], []],
  ['kms', ['kms'], []],
  ['activation fails on alpha', ['alpha'], ['alpha']],
  ['alpha', ['alpha'], ['alpha']],
  ['ran slmgr.vbs on ws-1', ['slmgr.vbs', 'ws-1'], ['ws-1']],
  ['ber kiosk 037 shows a watermark', ['ber-kiosk-037', 'kiosk-037'], ['ber-kiosk-037']],
  ['it fails on ber kiosk 037', ['ber-kiosk-037', 'kiosk-037'], ['ber-kiosk-037']],
  ['the computer could not be activated', ['could'], []],
  ['the computer named KMS does not answer', [], []],
  ['it fails on Monday on the computer alpha', ['alpha'], []],
  ['Der Computer nicht aktiviert, auf Montag verschoben', [], []],
  ['laptop ber lt 181 shows a watermark', ['ber-lt-181', 'lt-181'], ['ber-lt-181']],
  ['mail me at hana@corp.example', [], []],
  ['since 2026-11-09 at 09:12, KB5034768', [], []],
])('“%s” means %j', (text, whole, surely) => {
  expect(namesIn(text)).toEqual({ whole, surely })
})

test('a text with a thousand names gives no more than a few dozen', () => {
  const { whole, surely } = namesIn(Array.from({ length: 1000 }, (_, i) => `pc-${i}`).join(' '))
  expect([whole.length, surely.length]).toEqual([60, 6])
})
