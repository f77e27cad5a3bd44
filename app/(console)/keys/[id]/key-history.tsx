import { AuditTable } from '@/app/(console)/audit/audit-table'
import { Section } from '@/components/ui/card'
import type { KeyView } from '@/lib/data/keys/key-page'

/** Who did what with this key, from the audit log. */
export function KeyHistory({ view }: { view: KeyView }) {
  if (!view.history || view.history.length === 0) return null
  return (
    <Section id="history" title="Who did what with it">
      <AuditTable entries={view.history} />
    </Section>
  )
}
