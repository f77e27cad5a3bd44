import { userActor } from '@/lib/auth/actor-kinds'
import { findStartPage } from '@/lib/data/people/own-choices'
import { findPerson } from '@/lib/data/people/people'
import { prisma } from '@/lib/data/prisma'
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
