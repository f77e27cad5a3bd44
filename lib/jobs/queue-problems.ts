/** What the queue's own housekeeping meets: told in a line, and again only after a minute, however often it is tried. */

const AGAIN_MS = 60_000
/** Of Postgres: read_only_sql_transaction. */
const READ_ONLY = '25006'

/** Hands on what each error says, if it has not been said within the last minute. */
export function eachMinute(say: (problem: string) => void, now: () => number = Date.now) {
  const saidAt = new Map<string, number>()
  return (error: unknown): void => {
    const problem = problemOf(error)
    const at = now()
    for (const [said, when] of saidAt) if (at - when >= AGAIN_MS) saidAt.delete(said)
    if (saidAt.has(problem)) return
    saidAt.set(problem, at)
    say(problem)
  }
}

/** pg-boss hands on plain objects, with the queue and the worker at the end of the message. */
function problemOf(error: unknown): string {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown }
  if (code === READ_ONLY) return 'the database is read-only: jobs wait'
  return String(message ?? error).replace(/ \(Queue: .*\)$/s, '')
}
