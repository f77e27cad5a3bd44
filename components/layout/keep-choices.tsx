'use client'

import { useEffect, useLayoutEffect, useRef } from 'react'
import { DAY_FORM_COOKIE, dayFormOfCookies } from '@/lib/activation/words/day-form'
import type { DayForm } from '@/lib/activation/words/say-date'
import { type Theme, TIME_ZONE_COOKIE } from '@/lib/format/own-choices'
import type { Action } from '../form/action-result'
import { useSend } from '../form/use-send'
import { rememberInCookie, showTheme, THEME_EVENT } from './choice-cookies'

interface KeepChoicesProps {
  /** as the person chose in any browser; null: as this one has it */
  theme: Theme | null
  /** '': that of the browser */
  timeZone: string
  dayForm: DayForm
  choose: Action<{ theme: unknown }>
}

/** Takes over what the person chose elsewhere, and keeps with the person which theme they choose here. */
export function KeepChoices({ theme, timeZone, dayForm, choose }: KeepChoicesProps) {
  const { send } = useSend((input: { theme: unknown }) => choose(input), { failed: 'The theme was not kept' })
  const latest = useRef('')
  useLayoutEffect(() => {
    if (theme !== null) showTheme(theme)
  }, [theme])
  useEffect(() => rememberInCookie(TIME_ZONE_COOKIE, timeZone), [timeZone])
  useEffect(() => {
    // Chosen in another browser since this one signed in: what stands on the page was written in the old form.
    if (dayFormOfCookies(document.cookie) === dayForm) return
    rememberInCookie(DAY_FORM_COOKIE, dayForm)
    if (dayFormOfCookies(document.cookie) === dayForm) location.reload()
  }, [dayForm])
  useEffect(() => {
    const keep = async (event: Event) => {
      latest.current = (event as CustomEvent<string>).detail
      // While one is on its way the next waits for it.
      for (let sent = ''; latest.current !== sent; ) {
        sent = latest.current
        if (!(await send({ theme: sent }))) return
      }
    }
    window.addEventListener(THEME_EVENT, keep)
    return () => window.removeEventListener(THEME_EVENT, keep)
  })
  return null
}
