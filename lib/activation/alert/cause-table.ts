/**
 * What silences what: while the cause is open, its consequences are not news. Fixed, so that nobody hides an alert without
 * seeing it (peers: a free-form inhibition hides silently). The consequence is about the same host, or hangs on it. A cause
 * stands before those it silences.
 */
export const CAUSES: readonly { cause: string; silences: readonly string[] }[] = [
  { cause: 'A1', silences: ['A2', 'A3', 'A5', 'A6', 'A8', 'A9', 'A16', 'A24'] },
  { cause: 'A2', silences: ['A6', 'A8', 'A9', 'A16'] },
  { cause: 'A7', silences: ['A5', 'A6', 'A9', 'A16'] },
  { cause: 'A8', silences: ['A6'] },
]

/** What says more of the same object: the second closes as superseded where one of the first opens. */
export const SUPERSEDES: Readonly<Record<string, readonly string[]>> = {
  A16: ['A18', 'A19', 'A20'],
  A18: ['A19', 'A20'],
  A19: ['A20'],
  A5: ['A7'],
}
