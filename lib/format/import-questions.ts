/** What a text does not say of itself, so that a person has to. */
export interface Asked {
  needsHostName: boolean
  needsDayOrder: boolean
  needsCaptures: boolean
}

/** The answers; null while there is none. */
interface Said {
  hostName: string | null
  dayOrder: string | null
  captures: string | null
}

/** What of it still waits for an answer. */
export function openQuestions(row: Asked & Said): Asked {
  return {
    needsHostName: row.needsHostName && row.hostName === null,
    needsDayOrder: row.needsDayOrder && row.dayOrder === null,
    needsCaptures: row.needsCaptures && row.captures === null,
  }
}

/** What the text does not say, in a line. */
export function sayUnsaid({ needsHostName, needsDayOrder, needsCaptures }: Asked): string {
  const unsaid = [
    needsHostName && 'The text does not name its machine.',
    needsDayOrder && 'Day and month cannot be told apart in its dates.',
    needsCaptures && 'It shows one product in several states.',
  ]
  return unsaid.filter(Boolean).join(' ')
}
