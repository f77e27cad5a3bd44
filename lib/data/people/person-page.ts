import { mustBeAble, type PersonReader } from '../permission'
import { readPrisma } from '../prisma'
import { loadPeople, type Person } from './people'
import { type Factors, findFactors } from './second-factor'
import { type LiveSession, loadSessions } from './sessions'

export interface PersonPage {
  person: Person
  factors: Factors
  sessions: LiveSession[]
}

/** One person as those see them who change people; undefined where there is none such. */
export async function loadPersonPage(
  reader: PersonReader,
  id: string,
  now: Date,
): Promise<PersonPage | undefined> {
  mustBeAble(reader, 'user.change')
  const person = (await loadPeople(reader)).find((one) => one.id === id)
  if (!person) return undefined
  const [factors, sessions] = await Promise.all([
    findFactors(readPrisma(), id),
    loadSessions(reader, id, now),
  ])
  return { person, factors, sessions }
}
