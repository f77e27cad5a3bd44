import type { WhatIfState } from '@/lib/data/whatif/what-if-store'

export const STATE_WORDS: Readonly<Record<WhatIfState, string>> = {
  waiting: 'Waits',
  running: 'Being worked out',
  done: 'Answered',
  failed: 'No answer',
  cancelled: 'Cancelled',
}
