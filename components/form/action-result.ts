import type { ConfirmingWays } from '@/lib/format/confirming-ways'

/** What every server action answers the browser with. */
export type ActionResult<Answer = undefined> =
  | { kind: 'done'; said?: string | undefined; answer: Answer }
  | Refused
  | { kind: 'signedOut' }
  /** It is grave, and the person first has to show again who they are. */
  | { kind: 'unconfirmed'; ways: ConfirmingWays }
  /** A fault or an outage, not a refusal; the sentence names the line of the log. */
  | { kind: 'failed'; sentence: string }

export interface Refused {
  kind: 'refused'
  /** Why the whole was refused. */
  sentence?: string | undefined
  /** Why single fields were, by the path of the field in the input. */
  fields: Record<string, string>
}

/** A server action as a form calls it. */
export type Action<Input, Answer = undefined> = (input: Input) => Promise<ActionResult<Answer>>
