import { z } from 'zod'

/** Why, for the audit log. */
export const reason = z
  .string('Give a reason; it is kept in the audit log.')
  .trim()
  .min(3, 'Give a reason; it is kept in the audit log.')
  .max(500, 'Keep the reason under 500 characters.')
