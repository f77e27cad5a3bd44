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

/** Called and not yet on their way, in the order in which they will be. */
let waiting: Call[] = []

/**
 * Does the work of one sending, and throws NoAnswerYet when it is not done in time. Next sends actions one after
 * another and gives none of them up: behind one that hangs every later one would wait, so its request is broken off.
 */
export async function answerWithin<Result>(patienceMs: number, work: () => Promise<Result>): Promise<Result> {
  const call = new Call(patienceMs)
  const givenUp = new Promise<never>((_, reject) => {
    call.giveUp = () => {
      call.request.abort(new NoAnswerYet('No answer came in time.'))
      reject(call.request.signal.reason)
    }
  })
  waiting.push(call)
  call.startClock()
  try {
    return await Promise.race([work(), givenUp])
  } finally {
    call.stopClock()
    waiting = waiting.filter((other) => other !== call)
  }
}

/** `fetch` as Next finds it: the request of an action may be broken off, and its clock starts anew when it leaves. */
function breakable(fetch: typeof window.fetch): typeof window.fetch {
  return (address, init) => {
    const call = new Headers(init?.headers).has('next-action') ? waiting.shift() : undefined
    if (!call) return fetch(address, init)
    call.startClock()
    return fetch(address, { ...init, signal: call.request.signal })
  }
}

if (typeof window !== 'undefined') window.fetch = breakable(window.fetch)
