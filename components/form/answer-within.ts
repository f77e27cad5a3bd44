/** Longest a person waits for an answer, in milliseconds, unless the action says otherwise. */
export const PATIENCE_MS = 20_000

/** No answer came in time: whether it was done is not known. */
export class NoAnswerYet extends Error {}

/** Something called and not answered. */
class Call {
  readonly request = new AbortController()
  giveUp = () => {}
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly patienceMs: number) {}

  startClock(): void {
    this.stopClock()
    this.timer = setTimeout(() => this.giveUp(), this.patienceMs)
  }

  stopClock(): void {
    clearTimeout(this.timer)
  }
}

/** The call whose turn it is: the next request of an action is its own. */
let current: Call | undefined
/** Done when every call so far has had its turn. */
let turns: Promise<unknown> = Promise.resolve()

/**
 * Does the work of one sending, and throws NoAnswerYet when it is not done in time. Next sends actions one after
 * another and gives none of them up: behind one that hangs every later one would wait, so its request is broken off.
 * The calls take turns before they come to Next, so that each request is known to belong to the call it does; who was
 * given up while waiting is never sent.
 */
export async function answerWithin<Result>(patienceMs: number, work: () => Promise<Result>): Promise<Result> {
  const call = new Call(patienceMs)
  const givenUp = new Promise<never>((_, reject) => {
    call.giveUp = () => {
      call.request.abort(new NoAnswerYet('No answer came in time.'))
      reject(call.request.signal.reason)
    }
  })
  const answer = turns.then(() => {
    call.request.signal.throwIfAborted()
    current = call
    call.startClock()
    return work()
  })
  turns = answer
    .catch(() => {})
    .then(() => {
      current = undefined
    })
  call.startClock()
  try {
    return await Promise.race([answer, givenUp])
  } finally {
    call.stopClock()
  }
}

/** `fetch` as Next finds it: the request of an action may be broken off, and its clock starts anew when it leaves. */
function breakable(fetch: typeof window.fetch): typeof window.fetch {
  return (address, init) => {
    if (!current || !new Headers(init?.headers).has('next-action')) return fetch(address, init)
    current.startClock()
    return fetch(address, { ...init, signal: current.request.signal })
  }
}

if (typeof window !== 'undefined') window.fetch = breakable(window.fetch)
