import type { z } from 'zod'
import { PERMISSION_WORDS } from '@/lib/auth/permissions'
import type { Permission } from '@/lib/data/permission'

/** What the frame refuses with before an operation begins. */
export type FrameRefusal =
  | { kind: 'notPermitted'; permission: Permission }
  | { kind: 'badInput'; issues: { path: string; message: string }[] }
  /** The operation is grave, and the person last showed who they are too long ago. */
  | { kind: 'notConfirmed' }

/** A refusal in words: of the whole, or of one field of the input by its path. */
export type Said = string | { field: string; sentence: string }

/** For an operation that refuses nothing of its own. */
export const refusesNothing = (refusal: never): Said => refusal

export interface SaidRefusal {
  sentence?: string
  fields: Record<string, string>
}

/** What a schema found wrong, by field. */
export function badInput({ issues }: z.ZodError): FrameRefusal {
  return {
    kind: 'badInput',
    issues: issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  }
}

export function sayFrameRefusal(refusal: FrameRefusal): SaidRefusal {
  if (refusal.kind === 'notPermitted') {
    return { sentence: `Your role does not let you ${PERMISSION_WORDS[refusal.permission]}.`, fields: {} }
  }
  if (refusal.kind === 'notConfirmed') return { sentence: 'Show that it is you, then try again.', fields: {} }
  const fields: Record<string, string> = {}
  for (const { path, message } of refusal.issues) fields[path] ??= message
  const { '': sentence, ...named } = fields
  return sentence === undefined ? { fields: named } : { sentence, fields: named }
}
