import type { ActionResult } from './action-result'

/** What keeps a form open: a sentence about the whole, sentences about fields. */
export interface Problem {
  sentence?: string | undefined
  fields: Record<string, string>
  /** Signing in again is the way on. */
  signIn?: true
  /** Whether it was done is not known. */
  isOpen?: true
}

export const NOTHING_ANSWERED =
  'Nothing answered. What you typed is still here; check the connection and try again.'
export const SIGNED_OUT = 'You were signed out. What you typed is still here.'
/** Why no answer came: the connection, a page older than the server, a server that takes too long. */
const WITHOUT_ANSWER = {
  connection: { sentence: NOTHING_ANSWERED, fields: {} },
  outdated: {
    sentence: 'The console was updated while this page was open. Copy what you typed, then reload the page.',
    fields: {},
  },
  late: {
    sentence:
      'No answer yet, so it may or may not have been done. What you typed is still here; try again in a moment.',
    fields: {},
    isOpen: true,
  },
} as const satisfies Record<string, Problem>

/** Why an action did not happen, in words; undefined when it did. */
export function problemOf(result: ActionResult<unknown>): Problem | undefined {
  switch (result.kind) {
    case 'done':
      return undefined
    case 'refused':
      return { sentence: result.sentence, fields: result.fields }
    case 'signedOut':
      return { sentence: SIGNED_OUT, fields: {}, signIn: true }
    case 'unconfirmed':
      return { sentence: 'Show that it is you, then try again.', fields: {} }
    case 'failed':
      return { sentence: result.sentence, fields: {} }
  }
}

export function problemWithoutAnswer(why: keyof typeof WITHOUT_ANSWER): Problem {
  return WITHOUT_ANSWER[why]
}

/** The problem as a form shows it: what concerns no field on the screen stands with the whole. */
export function placed(problem: Problem, isOnScreen: (field: string) => boolean): Problem {
  const entries = Object.entries(problem.fields)
  const strays = entries.filter(([field]) => !isOnScreen(field)).map(([, sentence]) => sentence)
  const sentence = [problem.sentence, ...new Set(strays)].filter(Boolean).join(' ')
  const fields = Object.fromEntries(entries.filter(([field]) => isOnScreen(field)))
  return { ...problem, sentence: sentence || undefined, fields }
}

/** The sentence for a field, or for something inside it: `machines.0.name` belongs to `machines`. */
export function fieldProblem(fields: Record<string, string>, name: string): string | undefined {
  const found = Object.entries(fields).find(([path]) => path === name || path.startsWith(`${name}.`))
  return found?.[1]
}

/** The whole problem in one text, for what has no fields of its own. */
export function wholeProblem(problem: Problem): string {
  return placed(problem, () => false).sentence ?? 'Check the form and try again.'
}
