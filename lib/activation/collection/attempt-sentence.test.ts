import { expect, test } from 'vitest'
import { sayAttempt } from './attempt-sentence'
import { COLLECTION_OUTCOMES, OUTCOMES } from './outcome-table'

const NOW = Date.parse('2026-11-30T12:00:00Z')
const at = '2026-11-26T09:00:00Z'

test.each([
  [{ at, outcome: 'refused', via: 'winrm' }, 'tried 26 Nov, WinRM refused'],
  [{ at, outcome: 'denied', via: 'dcom' }, 'tried 26 Nov, DCOM access denied'],
  [{ at, outcome: 'nameUnknown' }, 'tried 26 Nov, name not found'],
  [{ at, outcome: 'unreachable', via: 'winrm' }, 'tried 26 Nov, no answer'],
  [
    { at: '2025-11-26T09:00:00Z', outcome: 'timedOut', via: 'local' },
    'tried 26 Nov 2025, Collector timed out',
  ],
  [{ at, outcome: 'read', via: 'winrm' }, 'read 26 Nov'],
] as const)('%o is "%s"', (attempt, words) => {
  expect(sayAttempt(attempt, NOW)).toBe(words)
})

test('each outcome but a reading has a remedy', () => {
  const without = COLLECTION_OUTCOMES.filter((outcome) => OUTCOMES[outcome].remedy === undefined)
  expect(without).toEqual(['read'])
})
