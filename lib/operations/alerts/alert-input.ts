import { z } from 'zod'

const MOST_AT_ONCE = 1000

export const alertIds = z.array(z.coerce.number().int().positive()).min(1).max(MOST_AT_ONCE)

export const reason = z
  .string('Write why.')
  .trim()
  .min(3, 'Write why.')
  .max(500, 'A reason has at most 500 characters.')

export const note = z.string().trim().max(2000, 'A note has at most 2,000 characters.')

/** An end is a must: what is silenced without one is forgotten. */
export const until = z.iso.datetime({ error: 'Choose when it ends.' })
