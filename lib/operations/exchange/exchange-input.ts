import { z } from 'zod'

/** What the operations of offline activation are given. */

export const PACKAGE_LIMIT = 500

export const packageNumber = z.int().positive()

export const prepareInput = z.object({
  keyId: z.uuid('Choose a MAK.'),
  /** 'phone': one machine, by telephone or at the portal. */
  method: z.enum(['file', 'phone']),
  machines: z
    .array(
      z.object({
        name: z.string().trim().toLowerCase().min(1).max(255),
        /** A new activation although a stored confirmation ID would do. */
        wantsNew: z.boolean().default(false),
      }),
    )
    .max(PACKAGE_LIMIT, `A package has at most ${PACKAGE_LIMIT} machines.`),
  /** ISO 8601; requests without an answer expire then. */
  dueAt: z.iso.datetime({ offset: true, error: 'Choose a day.' }),
  withNames: z.boolean(),
  note: z.string().trim().max(500, 'A note has at most 500 characters.').default(''),
})

export const carryOutInput = z.object({
  number: packageNumber,
  carrier: z.string().trim().min(1, 'Enter who carries it.').max(120, 'At most 120 characters.'),
  carriedTo: z
    .string()
    .trim()
    .min(1, 'Enter where it goes: a workstation or a person.')
    .max(200, 'At most 200 characters.'),
})

export const cancelInput = z.object({
  number: packageNumber,
  reason: z
    .string()
    .trim()
    .min(3, 'Give a reason; it is kept in the audit log.')
    .max(300, 'At most 300 characters.'),
})

const longNumber = z.string().max(500)

export const ANSWER_LIMIT = 2_000

export const answerLine = z.object({
  line: z.int().positive(),
  installationId: longNumber.optional(),
  confirmationId: longNumber.optional(),
  reference: z.string().max(100).optional(),
  problem: z.string().max(300).optional(),
})

export const takeInput = z.object({
  number: packageNumber,
  from: z.enum(['file', 'typed']),
  answers: z
    .array(answerLine)
    .min(1, 'There is no answer.')
    .max(ANSWER_LIMIT, `A file has at most ${ANSWER_LIMIT} answers.`),
  /** Of the file: what the audit log names it by. */
  fileName: z.string().max(255).optional(),
  fileHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})

export const replaceInput = z.object({
  number: packageNumber,
  row: z.int().positive(),
  confirmationId: longNumber,
  reason: z.string().trim().min(3, 'Give a reason for the replacement.').max(300, 'At most 300 characters.'),
})

export const applyInput = z.object({
  number: packageNumber,
  rows: z.array(z.int().positive()).min(1, 'Choose at least one machine.').max(PACKAGE_LIMIT),
})
