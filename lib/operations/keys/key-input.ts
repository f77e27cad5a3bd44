/** What may be said about a key; the same rules in the browser and in the operation. */
import { z } from 'zod'

const optionalText = (most: number, what: string) =>
  z.string().trim().max(most, `${what} has at most ${most} characters.`).default('')

export const keyLabel = z
  .string()
  .trim()
  .min(1, 'Enter what the key is for, such as Windows 11 Enterprise.')
  .max(120, 'A label has at most 120 characters.')

export const keyReason = z
  .string()
  .trim()
  .min(3, 'Give a reason; it is kept in the audit log.')
  .max(500, 'A reason has at most 500 characters.')

const GUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i

/** Activation IDs as people paste them: one a line or between commas, with braces or without. */
export const activationIdText = z
  .string()
  .max(4_000)
  .default('')
  .transform((text) => text.split(/[\s,;]+/).filter((word) => word !== ''))
  .refine(
    (words) => words.every((word) => GUID.test(word)),
    'An activation ID looks like 2de67392-b7a7-462a-b1ca-108dd189f588.',
  )
  .transform((words) => [...new Set(words.map((word) => word.replace(/[{}]/g, '').toLowerCase()))])

/** Facts of the business side, the same for all keys of one pasted list. */
export const keyFacts = z.object({
  agreement: optionalText(120, 'An agreement'),
  owner: optionalText(120, 'An owner'),
  note: optionalText(2_000, 'A note'),
})

export const keyWordsInput = keyFacts.extend({
  label: keyLabel,
  /** '' where it is not known */
  keyGroup: z.string().max(80).default(''),
  activationIds: activationIdText,
})

/** Most lines of one pasted list. */
export const KEY_LINES_LIMIT = 200

export const keyListText = z
  .string()
  .min(1, 'Paste or type a key.')
  .max(100_000, 'This is too long for a list of keys.')
  .refine(
    (text) => text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length <= KEY_LINES_LIMIT,
    `Add at most ${KEY_LINES_LIMIT} keys at once.`,
  )

/** What to do with one accepted line. */
export const keyChoice = z.object({
  line: z.number().int().positive(),
  /** which of several keys in the line */
  part: z.number().int().positive().default(1),
  kind: z.enum(['mak', 'csvlk'], 'Choose whether it is a MAK or a KMS host key.'),
  label: keyLabel,
  keyGroup: z.string().max(80).default(''),
  activationIds: z.array(z.string().regex(GUID)).max(50).default([]),
})

export const revealInput = z.object({ keyId: z.uuid(), reason: keyReason })

/** A machine name as KMS hosts are known here: lower-case, without the last dot. */
const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .transform((name) => name.replace(/\.$/, ''))
  .refine(
    (name) => /^[a-z0-9_](?:[a-z0-9._-]{0,252})$/.test(name),
    'Enter a machine name such as kms01.corp.example.',
  )

export const hostActivationInput = z.object({
  keyId: z.uuid(),
  host: hostName,
  /** ISO 8601 UTC */
  at: z.iso.datetime('Enter when the host was activated.'),
  method: z.enum(['online', 'phone'], 'Choose how the host was activated.'),
  note: optionalText(500, 'A note'),
  /** made by the form, so that sending it twice enters one */
  idempotencyKey: z.uuid(),
})

export const hostLimitInput = z.object({
  keyId: z.uuid(),
  hosts: z.coerce
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(6, 'Microsoft allows at least six hosts.')
    .max(1_000, 'At most 1,000.'),
  reactivationsPerHost: z.coerce
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(9, 'Microsoft allows at least nine reactivations.')
    .max(1_000, 'At most 1,000.'),
  reason: keyReason,
})
