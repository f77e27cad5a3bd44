import { cookies } from 'next/headers'
import { THEME_COOKIE, TIME_ZONE_COOKIE } from '@/components/layout/choice-cookies'
import { userActor } from '@/lib/auth/actor-kinds'
import { findStartPage, loadOwnChoices } from '@/lib/data/people/own-choices'
import { findPerson } from '@/lib/data/people/people'
import { prisma } from '@/lib/data/prisma'
import { DAY_FORM_COOKIE } from '@/lib/format/day-form'
import { paths } from '@/lib/format/paths'

/**
 * Where a person begins who asked for no page: where they chose to, else by role: helpdesk answers one machine after another.
 */
export async function firstPage(personId: string | null, asked: string = paths.overview()): Promise<string> {
  if (asked !== paths.overview()) return asked
  const person = personId === null ? null : await findPerson(prisma(), personId)
  if (!person) return asked
  return (await findStartPage(userActor(person))) ?? (person.role === 'helpdesk' ? paths.desk() : asked)
}

const YEAR_SECONDS = 31_536_000

/** Gives the browser in which somebody has just signed in what they chose in others, before it gets the first page. */
export async function bringChoices(personId: string): Promise<void> {
  const person = await findPerson(prisma(), personId)
  if (!person) return
  const { theme, timeZone, dayForm } = await loadOwnChoices(userActor(person))
  const jar = await cookies()
  const keep = (name: string, value: string) =>
    jar.set({ name, value, path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax' })
  if (theme !== null) keep(THEME_COOKIE, theme)
  keep(TIME_ZONE_COOKIE, timeZone ?? '')
  keep(DAY_FORM_COOKIE, dayForm ?? '')
}
