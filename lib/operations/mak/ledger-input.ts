import { z } from 'zod'

/** What the forms of a ledger ask for; the browser checks with the same schemas. */

const LARGEST = 10_000_000
const base = z.object({
  keyId: z.uuid(),
  /** The same one again enters nothing. */
  idempotencyKey: z.string().min(8).max(200),
})
const reason = z.string().trim().min(1, 'Give a reason; it is kept in the ledger.').max(300)
/** ISO 8601 with offset; absent: now. */
const at = z.iso.datetime({ offset: true }).optional()
const wholeNumber = (message: string) => z.int(message).min(-LARGEST, message).max(LARGEST, message)

export const correctionInput = base.extend({
  change: wholeNumber('A correction is a whole number above or below 0.').refine(
    (value) => value !== 0,
    'A correction of 0 changes nothing.',
  ),
  reason,
  at,
})

export const increaseInput = base.extend({
  count: wholeNumber('Activations granted are a whole number above 0.').min(
    1,
    'Activations granted are a whole number above 0.',
  ),
  reason: z.string().trim().max(300).optional(),
  at,
})

export const REPORT_SOURCES = ['VAMT', 'portal', 'phone'] as const

export const microsoftCountInput = base.extend({
  remaining: wholeNumber('What is left is a whole number, 0 or more.').min(
    0,
    'What is left is a whole number, 0 or more.',
  ),
  source: z.enum(REPORT_SOURCES),
  at,
})

const limit = (most: number, message: string) => z.int(message).min(0, message).max(most, message).nullable()

/** null: no such rule. */
export const lowCountRulesInput = z.object({
  keyId: z.uuid(),
  absolute: limit(LARGEST, 'A whole number, 0 or more.'),
  percent: limit(100, 'A whole number from 0 to 100.'),
  days: limit(3_650, 'A whole number of days, 0 to 3,650.'),
})
