import type { Role } from '@/generated/prisma/enums'
import type { Transaction } from '../audit'
import { type DataReader, mustBeAble } from '../permission'
import { plain } from '../plain'
import { prisma, readPrisma } from '../prisma'

/** A link without a creator is the first admin's; every other one is an invitation or a new password. */
export interface SetupLinkRow {
  id: string
  role: Role
  name: string | null
  email: string | null
  createdById: string | null
  expiresAt: Date
  usedAt: Date | null
  /** From the server itself: it removes the second factor as well. */
  isEmergency: boolean
  /** The sites to which whoever joins is limited; none: all machines. */
  siteIds: number[]
}

const LINK_COLUMNS = {
  id: true,
  role: true,
  name: true,
  email: true,
  createdById: true,
  expiresAt: true,
  usedAt: true,
  isEmergency: true,
  siteIds: true,
} as const

export interface NewSetupLink {
  tokenHash: string
  role: Role
  name?: string
  email?: string
  createdById?: string
  expiresAt: Date
  isEmergency?: boolean
  siteIds?: number[]
}

export async function addSetupLink(tx: Transaction, link: NewSetupLink): Promise<{ id: string }> {
  return tx.setupLink.create({ data: link, select: { id: true } })
}

/** Read without a permission: knowing the token is the permission. */
export async function findSetupLink(tokenHash: string): Promise<SetupLinkRow | null> {
  return prisma().setupLink.findUnique({ where: { tokenHash }, select: LINK_COLUMNS })
}

/** The account of the address, if there is one; the set-up page says "new password" then, or that it is disabled. */
export async function accountOf(address: string): Promise<{ isDisabled: boolean } | undefined> {
  const person = await prisma().user.findUnique({ where: { email: address }, select: { disabledAt: true } })
  return person ? { isDisabled: person.disabledAt !== null } : undefined
}

/** Locks the link until the transaction ends, so that it works once. */
export async function lockSetupLink(tx: Transaction, tokenHash: string): Promise<SetupLinkRow | null> {
  await tx.$queryRaw`SELECT 1 AS locked FROM setup_link WHERE token_hash = ${tokenHash} FOR UPDATE`
  return tx.setupLink.findUnique({ where: { tokenHash }, select: LINK_COLUMNS })
}

export async function markLinkUsed(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.setupLink.update({ where: { id }, data: { usedAt: now }, select: { id: true } })
}

/** Takes back the unused links of an address. */
export async function expireLinksOf(tx: Transaction, address: string, now: Date): Promise<void> {
  await tx.setupLink.updateMany({
    where: { email: address, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
}

/** Takes back the unused links of the first admin. */
export async function expireFirstAdminLinks(tx: Transaction, now: Date): Promise<void> {
  await tx.setupLink.updateMany({
    where: { createdById: null, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
}

export interface Invitation {
  id: string
  name: string | null
  email: string | null
  role: Role
  createdAt: string
  expiresAt: string
}

/** Invitations that can still be taken up, newest first. */
export async function loadOpenInvitations(reader: DataReader, now: Date): Promise<Invitation[]> {
  mustBeAble(reader, 'user.read')
  return plain(
    await readPrisma().setupLink.findMany({
      where: { usedAt: null, expiresAt: { gt: now }, createdById: { not: null } },
      orderBy: { createdAt: 'desc' },
      select: { id: true, name: true, email: true, role: true, createdAt: true, expiresAt: true },
    }),
  )
}

export async function findOpenInvitation(tx: Transaction, id: string, now: Date) {
  return tx.setupLink.findFirst({
    where: { id, usedAt: null, expiresAt: { gt: now }, createdById: { not: null } },
    select: { id: true, name: true, email: true, role: true },
  })
}

export async function expireLink(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.setupLink.update({ where: { id }, data: { expiresAt: now }, select: { id: true } })
}
