import { SourceLink } from '@/components/license/source-link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { Time } from '@/components/ui/time'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import { IdFacts, KmsFacts, StateFacts } from './license-facts'

/** One product: state, end, keys and ids, and where it is known from. */
export function LicenseCard({
  license,
  mayReadImports,
}: {
  license: ClientLicense
  mayReadImports: boolean
}) {
  const { assessment, words, source } = license
  return (
    <Card flush className="@container">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 border-b">
        <div className="grid min-w-0">
          <h3 className="font-semibold">{license.productLabel}</h3>
          <p className="text-table text-ink-soft">{words.headline}</p>
          {words.personSees && <p className="text-table text-ink-soft">{words.personSees}</p>}
        </div>
        <span className="flex items-center gap-2">
          {license.isAddon && <Badge>Add-on</Badge>}
          <Badge>{license.channel}</Badge>
        </span>
      </header>
      <Facts className="px-4 py-3 text-table @3xl:grid-cols-[auto_1fr_auto_1fr]">
        <StateFacts license={license} />
        <KmsFacts license={license} />
        <IdFacts license={license} />
      </Facts>
      <footer className="flex flex-wrap gap-x-2 px-4 py-2.5 border-t bg-sunken text-table text-ink-soft">
        Known from
        <SourceLink {...source} mayRead={mayReadImports} />
        {assessment.lastRenewedAt && (
          <span className="ml-auto">
            Last renewed <Time at={assessment.lastRenewedAt} />
          </span>
        )}
      </footer>
    </Card>
  )
}
