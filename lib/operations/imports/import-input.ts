import { z } from 'zod'
import { holdsProductKey } from '@/lib/activation/product/product-key'

export const whichImport = z.object({ importId: z.uuid() })

/** The machine a text is from, as a short name or an FQDN; kept in lower case. */
export const hostName = z
  .string('Enter the machine name.')
  .trim()
  .toLowerCase()
  .min(1, 'Enter the machine name.')
  .max(253, 'A machine name has at most 253 characters.')
  .regex(
    /^[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_])?(\.[\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}_])?)*$/u,
    'Enter a machine name such as ws-0412 or ws-0412.corp.example.',
  )
  .refine((name) => !holdsProductKey(name), 'This is a product key. Enter the name of the machine.')

/** What dates like 6/3/2026 mean; with `unknown` they are left out. */
export const dayOrder = z.enum(['dayFirst', 'monthFirst', 'unknown'], 'Choose one.').optional()

/** What one product in several states means in a text that names no machine. */
export const captures = z.enum(['oneMachine', 'severalMachines'], 'Choose one.').optional()

/** When it was taken: ISO 8601 UTC. */
export const observedAt = z.iso.datetime('Enter a date and a time.').optional()
