import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { hintOf, newApiToken } from '@/lib/auth/api-token'
import { hashToken } from '@/lib/auth/token'
import { findToken, isTokenNameTaken } from '@/lib/data/tokens/api-tokens'
import { SCOPE_NAMES } from '@/lib/data/tokens/scopes'
import { parseRanges } from '@/lib/server/address-ranges'
import { operation } from '../operation'

const DAY_MS = 86_400_000
const LONGEST_DAYS = 730
/** So long both secrets of a rotated token hold. */
export const OVERLAP_DAYS = 14

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u
const nameOf = (what: string) =>
  z
    .string(`Enter the ${what}.`)
    .trim()
    .min(1, `Enter the ${what}.`)
    .max(60, `The ${what} has at most 60 characters.`)
    .regex(NAME, 'Letters, digits, blanks, dots, dashes and underscores only.')

const newToken = z.object({
  name: nameOf('name'),
  /** absent: as the token is called */
  source: nameOf('source').optional(),
  scopes: z.array(z.enum(SCOPE_NAMES)).min(1, 'Choose at least one scope.'),
  expiresInDays: z
    .int('Enter a number of days.')
    .min(1, 'At least one day.')
    .max(LONGEST_DAYS, 'A token holds for two years at most.')
    .default(365),
  /** address ranges it may come from, apart by commas; absent or empty: from anywhere */
  networks: z
    .string()
    .max(2_000, 'Enter fewer networks.')
    .default('')
    .transform((text, context) => {
      const { wrong } = parseRanges(text)
      if (wrong.length > 0) {
        const message = `Enter networks such as 10.0.0.0/8, separated by commas; ${wrong.join(', ')} is not one.`
        context.issues.push({ code: 'custom', input: text, message })
      }
      return text.split(/[\s,]+/).filter((one) => one !== '')
    }),
})

type TokenRefusal =
  | { kind: 'nameTaken'; name: string }
  | { kind: 'noSuchToken' }
  | { kind: 'revoked'; name: string }

function sayTokenRefusal(refusal: TokenRefusal) {
  switch (refusal.kind) {
    case 'nameTaken':
      return { field: 'name', sentence: `There is a token called ${refusal.name} already.` }
    case 'noSuchToken':
      return 'There is no such token.'
    case 'revoked':
      return `The token ${refusal.name} has been revoked. Create a new one.`
  }
}

const refuse = <R extends TokenRefusal>(refusal: R) => ({
  ok: false as const,
  refusal: refusal as TokenRefusal,
})

/** Makes a token for a source. The secret is in the outcome and nowhere else. */
export const createToken = operation(
  'token.change',
  newToken,
  async ({ tx, actor, now, audit }, { name, source = name, scopes, expiresInDays, networks }) => {
    if (await isTokenNameTaken(tx, name)) return refuse({ kind: 'nameTaken', name })
    const token = newApiToken()
    const expiresAt = new Date(now.getTime() + expiresInDays * DAY_MS)
    const id = randomUUID()
    await tx.apiToken.create({
      data: {
        ...{ id, name, source, scopes: [...new Set(scopes)], networks, expiresAt },
        ...{ tokenHash: hashToken(token), hint: hintOf(token), createdAt: now, createdBy: actor.name },
      },
      select: { id: true },
    })
    const after = { name, source, scopes, networks, expiresAt: expiresAt.toISOString() }
    await audit({ action: 'token.create', subjectType: 'token', subjectId: id, after })
    return { ok: true as const, id, token, expiresAt }
  },
  { refusals: sayTokenRefusal },
)

const whichToken = z.object({ tokenId: z.uuid() })

/** Gives a token a new secret; the one before holds for two more weeks, so that machines can be changed over. */
export const rotateToken = operation(
  'token.change',
  whichToken,
  async ({ tx, now, audit }, { tokenId }) => {
    const row = await findToken(tx, tokenId)
    if (!row) return refuse({ kind: 'noSuchToken' })
    if (row.revokedAt) return refuse({ kind: 'revoked', name: row.name })
    const token = newApiToken()
    const previousUntil = new Date(now.getTime() + OVERLAP_DAYS * DAY_MS)
    await tx.$executeRaw`
      UPDATE api_token SET previous_hash = token_hash, previous_until = ${previousUntil}, previous_used_at = NULL,
             token_hash = ${hashToken(token)}, hint = ${hintOf(token)} WHERE id = ${tokenId}::uuid`
    const after = { name: row.name, previousUntil: previousUntil.toISOString() }
    await audit({ action: 'token.rotate', subjectType: 'token', subjectId: tokenId, after })
    return { ok: true as const, id: tokenId, token, expiresAt: row.expiresAt }
  },
  { refusals: sayTokenRefusal },
)

/** Ends a token at once. What it sent stays. */
export const revokeToken = operation(
  'token.change',
  whichToken,
  async ({ tx, actor, now, audit }, { tokenId }) => {
    const row = await findToken(tx, tokenId)
    if (!row) return refuse({ kind: 'noSuchToken' })
    if (row.revokedAt) return refuse({ kind: 'revoked', name: row.name })
    await tx.apiToken.update({
      where: { id: tokenId },
      data: { revokedAt: now, revokedBy: actor.name },
      select: { id: true },
    })
    await audit({
      action: 'token.revoke',
      subjectType: 'token',
      subjectId: tokenId,
      before: { name: row.name },
    })
    return { ok: true as const, name: row.name }
  },
  { refusals: sayTokenRefusal },
)
