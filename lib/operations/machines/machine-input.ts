import { z } from 'zod'
import { isPossibleName } from '@/lib/data/merge/check-observation'

/** A machine's name as typed. */
export const machineName = z
  .string('Enter a name.')
  .trim()
  .toLowerCase()
  .transform((name) => name.replace(/\.$/, ''))
  .refine((name) => name !== '', 'Enter a name.')
  .refine(isPossibleName, 'This cannot be a machine name.')

/** Most machines that are forgotten or brought back at once: as many as others can wait for. */
export const MOST_FORGOTTEN = 5_000

export const names = (most: number) =>
  z.array(z.string().trim().toLowerCase().max(255)).min(1, 'Select at least one machine.').max(most)
