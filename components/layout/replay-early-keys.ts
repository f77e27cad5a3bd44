import { isTyping } from './keys'

/** How long a key waits for a part of the page that is still coming to life. */
const PATIENCE_MS = 1_000

/**
 * Presses the keys again that `EarlyKeysScript` kept, each when the one before has been rendered: `/` and a name end
 * as a search for that name. Until the last one is pressed, further keys queue behind them.
 */
export async function replayEarlyKeys(): Promise<void> {
  const early = window.earlyKeys
  if (!early) return
  delete window.earlyKeys
  const deadline = performance.now() + PATIENCE_MS
  for (let key = early.kept[0]; key !== undefined; key = early.kept[0]) {
    while (!press(key) && performance.now() < deadline) await pause(20)
    await pause(0)
    early.kept.shift()
  }
  early.stop()
}

/** Whether something took the key. */
function press(key: string): boolean {
  const target = document.activeElement ?? document.body
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  if (!target.dispatchEvent(event)) return true
  if (!isTyping(target)) return false
  // The one way to type that fields and the browser's own undo take for typing.
  return key.length > 1 || document.execCommand('insertText', false, key)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
