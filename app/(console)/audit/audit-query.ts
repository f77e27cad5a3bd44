import { z } from 'zod'

/** The audit page's URL. Nonsense falls back to no filter. */
const text = z.string().min(1).max(200).optional().catch(undefined)

const auditQuery = z.object({
  before: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
  subject: text,
  action: text,
  actor: text,
})

export type AuditPageQuery = z.infer<typeof auditQuery>

export function parseAuditQuery(params: Record<string, string | string[] | undefined>): AuditPageQuery {
  return auditQuery.parse(params)
}

/** Groups of entries that a person looks for. */
export const AUDIT_GROUPS = [
  { label: 'Everything', action: undefined },
  { label: 'Imports', action: 'import.' },
  { label: 'Keys', action: 'key.' },
  { label: 'Ledgers', action: 'mak.' },
  { label: 'People', action: 'user.' },
  { label: 'Sign-ins', action: 'session.' },
] as const
