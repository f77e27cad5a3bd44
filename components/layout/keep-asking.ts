import { useSyncExternalStore } from 'react'

const RETRY_MS = 1_500

/** What the router asks for now; an older question that waits for the console is given up. */
let newest: symbol | undefined
let isStalled = false
const listeners = new Set<() => void>()

function stall(next: boolean): void {
  isStalled = next
  for (const tell of listeners) tell()
}

/** Whether the page that was chosen waits for a console that does not answer. */
export function useIsStalled(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isStalled,
    () => false,
  )
}

/**
 * Where the console does not answer, Next leaves it for the browser's own error page, with all that stands there. From now
 * on the router's questions for pages are asked again until they are answered. What changes something is never sent twice.
 */
export function keepAskingForPages(): void {
  const ask = window.fetch
  window.fetch = async (input, init) => {
    if (!isForPage(init)) return ask(input, init)
    const own = Symbol('a question for a page')
    newest = own
    for (;;) {
      const answer = await ask(input, init).catch((error: unknown) => {
        if (init?.signal?.aborted) throw error
      })
      if (newest !== own) return answer ?? new Promise<never>(() => {})
      stall(answer === undefined || answer.status === 503)
      if (answer && answer.status !== 503) return answer
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}

/** As Next's router asks for what a page shows. */
function isForPage(init: RequestInit | undefined): boolean {
  return (init?.method ?? 'GET') === 'GET' && new Headers(init?.headers).get('rsc') === '1'
}
