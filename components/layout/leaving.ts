import { useRouter } from 'next/navigation'
import { useCallback } from 'react'

/** A form on the page that may hold what leaving would lose. */
export interface LeaveGuarded {
  /** Whether it holds something typed and not saved. */
  isTyped(): boolean
  /** Asks the person, and goes on when they discard it. */
  ask(leave: () => void): void
  /** What it holds may be lost. */
  settle(): void
}

const guarded = new Set<LeaveGuarded>()

/** Leaves at once when nothing typed would be lost, otherwise when the person says that all of it may be. */
export function leaveBy(go: () => void, forms: ReadonlySet<LeaveGuarded> = guarded): void {
  const typed = typedForm(forms)
  const discardAndGo = () => {
    for (const form of forms) form.settle()
    go()
  }
  if (typed) typed.ask(discardAndGo)
  else go()
}

/** Goes to another page from a key, a search, a chart or what was done, as a link would. */
export function useGo(): (href: string) => void {
  const router = useRouter()
  return useCallback((href) => leaveBy(() => router.push(href)), [router])
}

/** The same where the page that is left is gone: Back does not come to it. */
export function useGoInstead(): (href: string) => void {
  const router = useRouter()
  return useCallback((href) => leaveBy(() => router.replace(href)), [router])
}

/** From now on every way off the page asks this form: links, `useGo`, Back, closing the tab. Returns the end of it. */
export function guardLeaving(form: LeaveGuarded): () => void {
  if (guarded.size === 0) listen()
  guarded.add(form)
  return () => {
    guarded.delete(form)
    if (guarded.size === 0) stopListening()
  }
}

const typedForm = (forms: ReadonlySet<LeaveGuarded> = guarded) => [...forms].find((form) => form.isTyped())

function listen(): void {
  document.addEventListener('click', onClick, { capture: true })
  window.addEventListener('beforeunload', onUnload)
  window.navigation?.addEventListener('navigate', onBack)
}

function stopListening(): void {
  document.removeEventListener('click', onClick, { capture: true })
  window.removeEventListener('beforeunload', onUnload)
  window.navigation?.removeEventListener('navigate', onBack)
}

function onClick(event: MouseEvent): void {
  const link = linkLeftBy(event)
  if (!link || !typedForm()) return
  event.preventDefault()
  event.stopPropagation()
  leaveBy(() => link.click())
}

function onBack(event: NavigateEvent): void {
  const { key } = event.destination
  if (event.navigationType !== 'traverse' || !event.cancelable || !typedForm()) return
  event.preventDefault()
  leaveBy(() => void window.navigation.traverseTo(key))
}

/** The browser asks in its own words. */
function onUnload(event: BeforeUnloadEvent): void {
  if (typedForm()) event.preventDefault()
}

/** The link by which a click would leave the page in this tab. */
function linkLeftBy(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.target === '_blank' || link.hasAttribute('download')) return
  const isHere = link.pathname === location.pathname && link.search === location.search
  return link.origin === location.origin && !isHere ? link : undefined
}
