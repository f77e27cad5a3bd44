import { isTyping } from './keys'

/** How long a key waits for a part of the page that is still coming to life. */
const PATIENCE_MS = 5_000

/**
 * Presses again what `EarlyPressesScript` kept, each when the one before has been rendered: `/` and a name end as a
 * search for that name. Until the last one is pressed, further ones queue behind them.
 */
export async function replayEarlyPresses(): Promise<void> {
  const early = window.earlyPresses
  if (!early) return
  delete window.earlyPresses
  const deadline = performance.now() + PATIENCE_MS
  for (let next = early.kept[0]; next !== undefined; next = early.kept[0]) {
    if (typeof next === 'string') await pressKey(next, deadline)
    else next.click()
    await pause(0)
    early.kept.shift()
  }
  early.stop()
}

async function pressKey(key: string, deadline: number): Promise<void> {
  while (!isTaken(key) && performance.now() < deadline) await pause(20)
}

/** Whether something took the key. */
function isTaken(key: string): boolean {
  const target = document.activeElement ?? document.body
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  if (!target.dispatchEvent(event)) return true
  if (!isTyping(target)) return false
  // The one way to type that fields and the browser's own undo take for typing.
  return key.length > 1 || document.execCommand('insertText', false, key)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
