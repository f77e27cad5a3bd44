import { appendAuditEntry } from '@/lib/data/audit'
import {
  findFactors,
  findRecoverySalt,
  findSecret,
  spendRecoveryCode,
  spendStep,
} from '@/lib/data/people/second-factor'
import { countSignInAttempt, forgetSignInAttempts } from '@/lib/data/people/sign-in-attempts'
import { inPrismaTransaction, prisma } from '@/lib/data/prisma'
import { noteRefusal } from './audited-refusals'
import { plainCode, stepOfCode } from './one-time-code'
import { recoveryCodeHash } from './recovery-code-hash'

/** So many codes may be tried, of an app and for recovery together. Only who knows the password gets here. */
export const CODE_LIMIT = { most: 5, windowMinutes: 15 } as const

export type CodeRefusal = { kind: 'wrongCode' } | { kind: 'tooManyCodes'; allowedAt: string }

interface CodeTry {
  person: { id: string; name: string }
  /** of an app, or a recovery code */
  typed: string
  /** network address */
  client: string
}

/**
 * Takes a code of a person's second factor and uses it up: it opens nothing again. Counted before it is looked at, so that
 * many at once find no more than the limit lets them.
 */
export async function takeCode(
  { person, typed, client }: CodeTry,
  now: Date,
): Promise<{ ok: true; method: 'code' | 'recovery code' } | { ok: false; refusal: CodeRefusal }> {
  const counter = `code:${person.id}`
  const { attempts, endsAt } = await countSignInAttempt(counter, CODE_LIMIT.windowMinutes, now)
  const subject = { type: 'person', ...person }
  if (attempts > CODE_LIMIT.most) {
    await noteRefusal({ action: 'session.hold', client, subject }, now)
    return { ok: false, refusal: { kind: 'tooManyCodes', allowedAt: endsAt } }
  }
  const method = await methodOf(person, typed, client, now)
  if (!method) {
    await noteRefusal(
      { action: 'session.refuse', client, subject, facts: { why: 'wrong code of the second factor' } },
      now,
    )
    return { ok: false, refusal: { kind: 'wrongCode' } }
  }
  await forgetSignInAttempts(counter, now)
  return { ok: true, method }
}

async function methodOf(person: CodeTry['person'], typed: string, client: string, now: Date) {
  const code = plainCode(typed)
  if (/^\d{6}$/.test(code)) return (await isNewCodeOfApp(person.id, code, now)) ? 'code' : undefined
  return (await isUnusedRecoveryCode(person, typed, client, now)) ? 'recovery code' : undefined
}

async function isNewCodeOfApp(userId: string, code: string, now: Date): Promise<boolean> {
  const secret = await findSecret(prisma(), userId, true)
  const step = secret === undefined ? undefined : await stepOfCode(secret, code, now)
  return step !== undefined && spendStep(prisma(), userId, step)
}

async function isUnusedRecoveryCode(
  { id, name }: CodeTry['person'],
  typed: string,
  client: string,
  now: Date,
): Promise<boolean> {
  const salt = await findRecoverySalt(prisma(), id)
  if (salt === undefined) return false
  const codeHash = await recoveryCodeHash(id, typed, salt)
  return inPrismaTransaction(async (tx) => {
    if (!(await spendRecoveryCode(tx, id, codeHash, now))) return false
    const { recoveryCodesLeft } = await findFactors(tx, id)
    await appendAuditEntry(tx, {
      at: now,
      actorId: id,
      actorName: name,
      action: 'factor.useRecoveryCode',
      subjectType: 'person',
      subjectId: id,
      after: { name, left: recoveryCodesLeft, clientAddress: client },
    })
    return true
  })
}
