import { mustBeAble, NotPermitted, type PersonReader } from '../permission'
import { readPrisma } from '../prisma'
import { readAccessRules } from './access-rules'
import { findPasswordHash, findPerson } from './people'
import { findFactors } from './second-factor'

/** What somebody reads about their own account. */
export interface OwnAccount {
  name: string
  email: string
  hasPassword: boolean
  hasApp: boolean
  passkeys: { id: string; name: string; createdAt: Date; usedAt: Date | null }[]
  recoveryCodesLeft: number
  /** Their role needs a second factor. */
  needsSecondFactor: boolean
}

export async function loadOwnAccount(reader: PersonReader): Promise<OwnAccount> {
  mustBeAble(reader, 'own.change')
  const id = reader.id ?? ''
  const [person, hash, factors, rules] = await Promise.all([
    findPerson(readPrisma(), id),
    findPasswordHash(readPrisma(), id),
    findFactors(readPrisma(), id),
    readAccessRules(),
  ])
  if (!person) throw new NotPermitted('own.change')
  const { name, email, role } = person
  const needsSecondFactor = rules.secondFactorRoles.includes(role)
  return { name, email, hasPassword: hash !== undefined, ...factors, needsSecondFactor }
}
