import { z } from 'zod'

/** The machine a text is from, as a person types it; empty means unknown. */
export const hostName = z
  .string()
  .trim()
  .max(253, 'A machine name has at most 253 characters.')
  .regex(
    /^$|^[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_])?(\.[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_])?)*$/u,
    'Enter a machine name such as ws-0412 or ws-0412.corp.example.',
  )
  .transform((name) => name.toLowerCase() || undefined)

/** When it was taken, from a local date and time field; empty means unknown. Gives ISO 8601 UTC. */
export const observedAt = z
  .string()
  .refine((text) => text === '' || !Number.isNaN(Date.parse(text)), 'Enter a date and a time.')
  .transform((text) => (text === '' ? undefined : new Date(text).toISOString()))
