import type { Role } from '@/generated/prisma/enums'
import { type DataReader, mustBeAble } from '../permission'
import { plain } from '../plain'
import { pool } from '../pool'
import { prisma, readPrisma } from '../prisma'
import { rowsOf } from '../rows'

export type ProviderKind = 'oidc' | 'directory'

/** What came at a test of a provider, and what it would have led to. */
export interface ProviderTest {
  /** ISO 8601 UTC */
  at: string
  by: string
  /** why it came to nothing, in words */
  problem?: string
  /** of an ID token or of a directory's entry, by name */
  facts?: { name: string; value: string }[]
  groups?: string[]
  role?: Role | null
  throughGroup?: string
}

/** A way to sign in as the sign-in page offers it. */
export interface SignInChoice {
  id: string
  kind: ProviderKind
  name: string
  domains: string[]
}

const CHOICE = { id: true, kind: true, name: true, domains: true } as const

/** Ways to sign in besides a password of this console. Whoever comes to the sign-in page may know. */
export async function loadSignInChoices(): Promise<SignInChoice[]> {
  const rows = await readPrisma().signInProvider.findMany({
    where: { isOn: true },
    orderBy: { name: 'asc' },
    select: CHOICE,
  })
  return rows.map((row) => ({ ...row, kind: row.kind as ProviderKind }))
}

const WORKING = {
  ...CHOICE,
  isOn: true,
  issuer: true,
  clientId: true,
  sealedSecret: true,
  scopes: true,
  groupClaim: true,
  directoryId: true,
  groups: { select: { group: true, role: true, siteIds: true } },
} as const

export type WorkingProvider = NonNullable<Awaited<ReturnType<typeof findProvider>>>

/** All that signing in through a provider takes, its sealed secret too; null when there is no such provider. */
export async function findProvider(id: string) {
  const row = await prisma().signInProvider.findUnique({ where: { id }, select: WORKING })
  return row && { ...row, kind: row.kind as ProviderKind }
}

/** Keeps what came at a test. */
export async function saveProviderTest(id: string, test: ProviderTest): Promise<void> {
  await prisma().signInProvider.update({
    where: { id },
    data: { lastTest: { ...test } },
    select: { id: true },
  })
}

/** A provider as its settings show it; never the secret. Times are ISO 8601 UTC. */
export interface ProviderRow extends SignInChoice {
  isOn: boolean
  issuer: string | null
  clientId: string | null
  scopes: string | null
  groupClaim: string | null
  directoryId: string | null
  directory: string | null
  lastTest: ProviderTest | null
  checkedAt: string | null
  checkProblem: string | null
  /** sites: to which it limits; none: all machines */
  groups: { group: string; role: Role; sites: string[] }[]
  people: number
}

/** Every provider by name. Throws NotPermitted without `user.read`. */
export async function loadProviders(reader: DataReader): Promise<ProviderRow[]> {
  mustBeAble(reader, 'user.read')
  const db = readPrisma()
  const { sealedSecret: _, ...shown } = WORKING
  const rows = await db.signInProvider.findMany({
    orderBy: { name: 'asc' },
    select: {
      ...shown,
      ...{ lastTest: true, checkedAt: true, checkProblem: true },
      directory: { select: { server: true } },
      groups: { select: { group: true, role: true, siteIds: true }, orderBy: { group: 'asc' } },
    },
  })
  const [people, sites] = await Promise.all([
    db.account.groupBy({ by: ['providerId'], _count: true }),
    db.site.findMany({ select: { id: true, name: true } }),
  ])
  const nameOf = new Map(sites.map(({ id, name }) => [id, name]))
  const countOf = new Map(people.map(({ providerId, _count }) => [providerId, _count]))
  return plain(
    rows.map(({ directory, groups, ...row }) => ({
      ...row,
      groups: groups.map(({ siteIds, ...group }) => ({
        ...group,
        sites: siteIds.map((id) => nameOf.get(id) ?? 'a site that is gone'),
      })),
      kind: row.kind as ProviderKind,
      lastTest: row.lastTest as ProviderTest | null,
      directory: directory?.server ?? null,
      people: countOf.get(row.id) ?? 0,
    })),
  )
}

/** One of them. */
export async function loadProvider(reader: DataReader, id: string): Promise<ProviderRow | undefined> {
  return (await loadProviders(reader)).find((one) => one.id === id)
}

/** Everybody who is signed in through a directory, with what it calls them. */
export function signedInThroughDirectories(
  now: Date,
): Promise<{ providerId: string; userId: string; subject: string; name: string }[]> {
  return rowsOf(
    pool(),
    `SELECT DISTINCT p.id AS provider_id, u.id AS user_id, a.account_id AS subject, u.name
       FROM session s JOIN sign_in_provider p ON p.id = s.provider_id AND p.kind = 'directory'
       JOIN account a ON a.user_id = s.user_id AND a.provider_id = p.id::text JOIN "user" u ON u.id = s.user_id
      WHERE s.expires_at > $1 ORDER BY p.id, u.name, u.id`,
    [now],
  )
}

/** Notes that a directory was asked again about those who are signed in, and what hindered it. */
export async function noteChecked(id: string, problem: string | undefined, now: Date): Promise<void> {
  const data = { checkedAt: now, checkProblem: problem ?? null }
  await prisma().signInProvider.updateMany({ where: { id }, data })
}
