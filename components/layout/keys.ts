import { useEffect } from 'react'

/** True while the person types: single keys then belong to the text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

const OVERLAYS = [
  'dialog[open]',
  '[role="dialog"][data-open]',
  '[role="menu"]',
  '[role="listbox"][data-open]',
  // Opened, and still coming.
  '[aria-haspopup][aria-expanded="true"]',
].join()

/** True while a dialog or menu is open: keys of the page then rest. */
export function isOverlayOpen(): boolean {
  return document.querySelector(OVERLAYS) !== null
}

/** Calls `handle` for keys pressed on the page itself. Ctrl, Alt and Meta combinations are left alone. */
export function usePageKeys(handle: (event: KeyboardEvent) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
      if (isTyping(event.target) || isOverlayOpen()) return
      handle(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [handle])
}
