'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { MaskedKey } from '@/components/license/masked-key'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { SelectOption } from '@/components/ui/select'
import { Time } from '@/components/ui/time'
import type { UnregisteredKey } from '@/lib/data/keys/unregistered-keys'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { AddKeysDialog } from './add-keys-dialog'

interface UnregisteredProps {
  keys: readonly UnregisteredKey[]
  keyGroups: readonly SelectOption[]
  disabledReason: string | undefined
}

/** Keys that evidence shows and the inventory lacks, offered to be added by their last five. */
export function UnregisteredSection({ keys, keyGroups, disabledReason }: UnregisteredProps) {
  if (keys.length === 0) return null
  return (
    <Section
      id="unregistered"
      title="In use, not in the inventory"
      hint="Machines or KMS hosts show these keys, and nobody has added them."
      actions={
        <AddKeysDialog
          trigger={`Add ${keys.length === 1 ? 'this key' : `these ${formatCountOf(keys.length, 'key')}`}`}
          startsWith={keys.map(({ lastFive, label }) => `${label}\t${lastFive}`).join('\n')}
          keyGroups={keyGroups}
          disabledReason={disabledReason}
        />
      }
    >
      <DataTable
        label="Keys in use, not in the inventory"
        columns={COLUMNS}
        rows={keys}
        rowId={({ kind, lastFive }) => `${kind} ${lastFive}`}
      />
    </Section>
  )
}

const COLUMNS: readonly Column<UnregisteredKey>[] = [
  { id: 'key', header: 'Key', nowrap: true, cell: ({ lastFive }) => <MaskedKey lastFive={lastFive} /> },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => (kind === 'mak' ? 'MAK' : 'KMS host key') },
  { id: 'label', header: 'Product', minWidth: '12rem', cell: ({ label }) => label },
  {
    id: 'machines',
    header: 'Seen on',
    cell: ({ kind, machines, lastFive }) =>
      kind === 'mak' ? (
        <Link href={paths.clients({ key: lastFive })}>{formatCountOf(machines, 'machine')}</Link>
      ) : (
        `${formatCount(machines)} KMS ${machines === 1 ? 'host' : 'hosts'}`
      ),
  },
  {
    id: 'seen',
    header: 'Last evidence',
    cell: ({ lastSeenAt }) => <Time at={lastSeenAt} as="short" inList />,
  },
]
