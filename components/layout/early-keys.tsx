import { headers } from 'next/headers'

/** Keys pressed before the page listened, in order; `stop` lets the keys go where they belong again. */
interface EarlyKeys {
  kept: string[]
  stop(): void
}

declare global {
  interface Window {
    earlyKeys?: EarlyKeys
  }
}

/** Runs while the page is still being read, hence plain and small. A first key is kept only if no field has the focus. */
const KEEP = `(() => {
  const kept = []
  const keep = (event) => {
    if (!event.isTrusted || event.ctrlKey || event.altKey || event.metaKey) return
    const isText = event.key.length === 1
    const begins = isText && event.key !== ' ' && event.target === document.body
    if (kept.length === 0 ? !begins : !isText && event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopImmediatePropagation()
    kept.push(event.key)
  }
  addEventListener('keydown', keep, true)
  window.earlyKeys = { kept, stop: () => removeEventListener('keydown', keep, true) }
})()`

/** Keeps what a quick person types before the page has come to life; `replayEarlyKeys` gives it back. */
export async function EarlyKeysScript() {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: KEEP }} />
}
