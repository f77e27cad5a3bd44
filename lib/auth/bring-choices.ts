import { cookies } from 'next/headers'
import { loadKeptInBrowser } from '@/lib/data/people/own-choices'
import { findPerson } from '@/lib/data/people/people'
import { prisma } from '@/lib/data/prisma'
import { userActor } from './actor-kinds'

const YEAR_SECONDS = 31_536_000

/** Gives the browser in which somebody has just signed in what they chose in others, before it gets the first page. */
export async function bringChoices(personId: string): Promise<void> {
  const person = await findPerson(prisma(), personId)
  if (!person) return
  const jar = await cookies()
  for (const [name, value] of await loadKeptInBrowser(userActor(person))) {
    jar.set({ name, value, path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax' })
  }
}
