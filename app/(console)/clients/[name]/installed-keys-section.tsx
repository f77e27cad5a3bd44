'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { MaskedKey } from '@/components/license/masked-key'
import { SourceLink } from '@/components/license/source-link'
import { Section } from '@/components/ui/card'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import type { InstalledKeyView } from '@/lib/data/clients/installed-keys'

interface InstalledKeysSectionProps {
  keys: readonly InstalledKeyView[]
  mayReadImports: boolean
}

/** What an inventory found installed: evidence of a key, never of a license. */
export function InstalledKeysSection({ keys, mayReadImports }: InstalledKeysSectionProps) {
  if (keys.length === 0) return null
  return (
    <Section
      id="installed-keys"
      title="Keys found by inventories"
      hint="An inventory says which key is installed, not how the product is licensed. Nothing here is counted."
    >
      <DataTable
        label="Keys found by inventories"
        columns={columnsOf(mayReadImports)}
        rows={keys}
        rowId={({ machine, productName, lastFive }) => `${machine} ${productName} ${lastFive}`}
      />
    </Section>
  )
}

const columnsOf = (mayReadImports: boolean): readonly Column<InstalledKeyView>[] => [
  { id: 'product', header: 'Product', rowHeader: true, cell: ({ productName }) => productName ?? nothing },
  { id: 'key', header: 'Key', nowrap: true, cell: ({ lastFive }) => <MaskedKey lastFive={lastFive} /> },
  { id: 'channel', header: 'Channel', cell: ({ channel }) => channel ?? nothing },
  { id: 'seen', header: 'Seen', cell: ({ observedAt }) => <Time at={observedAt} as="short" /> },
  {
    id: 'source',
    header: 'Source',
    cell: ({ importId, line }) => <SourceLink importId={importId} line={line} mayRead={mayReadImports} />,
  },
]
