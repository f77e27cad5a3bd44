import { headers } from 'next/headers'

/** Keys and controls pressed before the page listened, in order; `stop` lets presses go where they belong again. */
interface EarlyPresses {
  kept: (string | HTMLElement)[]
  stop(): void
}

declare global {
  interface Window {
    earlyPresses?: EarlyPresses
  }
}

/**
 * Runs while the page is still being read, hence plain and small. A first key is kept only if no field has the focus;
 * a control that seems dead and is pressed again counts once. Links and folded parts work by themselves.
 */
const KEEP = `(() => {
  const kept = []
  const keep = (event, press) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    if (typeof press === 'string' || press !== kept.at(-1)) kept.push(press)
  }
  const onKey = (event) => {
    if (!event.isTrusted || event.ctrlKey || event.altKey || event.metaKey) return
    const isText = event.key.length === 1
    const begins = isText && event.key !== ' ' && event.target === document.body
    if (kept.length === 0 ? begins : isText || event.key === 'Enter' || event.key === 'Escape') keep(event, event.key)
  }
  const onClick = (event) => {
    const control = event.isTrusted && event.target.closest('button, input[type=checkbox]')
    if (control) keep(event, control)
  }
  addEventListener('keydown', onKey, true)
  addEventListener('click', onClick, true)
  const stop = () => {
    removeEventListener('keydown', onKey, true)
    removeEventListener('click', onClick, true)
  }
  window.earlyPresses = { kept, stop }
})()`

/** Keeps what a quick person types and presses before the page has come to life; `replayEarlyPresses` gives it back. */
export async function EarlyPressesScript() {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: KEEP }} />
}
