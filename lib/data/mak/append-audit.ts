import { maskValues } from '@/lib/activation/product/mask-values'
import type { NewAuditEntry } from '../audit'
import { plain } from '../plain'
import type { Statement } from './append-entries'

/** What adds the audit entries of several calls at once, masked like each single one (lib/data/audit.ts). */
export function auditStatements(entries: readonly NewAuditEntry[]): Statement[] {
  if (entries.length === 0) return []
  const rows = maskValues(plain(entries))
  return [{ text: INSERT_AUDIT, values: [JSON.stringify(rows)] }]
}

const INSERT_AUDIT = `
  INSERT INTO audit_entry (at, actor_id, actor_name, action, subject_type, subject_id, before, after, reason, request_id)
  SELECT at, "actorId", "actorName", action, "subjectType", "subjectId", before, after, reason, "requestId"
    FROM jsonb_to_recordset($1::jsonb) AS r(at timestamptz, "actorId" text, "actorName" text, action text,
         "subjectType" text, "subjectId" text, before jsonb, after jsonb, reason text, "requestId" text)`
