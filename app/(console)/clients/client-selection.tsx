'use client'

import { ListFilter } from 'lucide-react'
import { SelectionBar } from '@/components/data-table/selection-bar'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { ClientsList } from '@/lib/data/clients/clients-list'
import { NAMES_LIMIT } from '@/lib/format/client-fields'
import { type ClientsParams, FIRST_PAGE, NO_CLIENTS_FILTER } from '@/lib/format/clients-address'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { formatCount } from '@/lib/format/counts'
import { ExportButton } from './export-button'
import type { ChangeParams } from './filter-bar'
import { PrepareButton } from './prepare-button'

interface ClientSelectionProps {
  params: ClientsParams
  selected: string[] | 'all'
  count: ClientsList['count'] | undefined
  mayExport: boolean
  mayPrepare: boolean
  onChange: (selected: string[] | 'all') => void
  change: ChangeParams
}

/** What can be done with the selected clients. */
export function ClientSelection({
  params,
  selected,
  count,
  mayExport,
  mayPrepare,
  onChange,
  change,
}: ClientSelectionProps) {
  const matching = count ? `${count.isExact ? '' : 'more than '}${formatCount(count.value)}` : ''
  const isAll = selected === 'all'
  const exported = isAll ? params : { ...params, ...NO_FILTER, names: selected }
  const chosenCount = isAll ? count : { value: selected.length, isExact: true }
  return (
    <SelectionBar
      selected={isAll ? 0 : selected.length}
      matching={matching}
      isAll={isAll}
      onSelectAll={() => onChange('all')}
      onClear={() => onChange([])}
    >
      {!isAll && <CopyButton withText text={selected.join('\n')} label="Copy names" />}
      {!isAll && selected.length <= NAMES_LIMIT && (
        <Button
          icon={ListFilter}
          onClick={() => {
            change({ ...NO_CLIENTS_FILTER, names: selected, ...FIRST_PAGE })
            onChange([])
          }}
        >
          Show only these
        </Button>
      )}
      <PrepareButton params={params} selected={selected} count={count} mayPrepare={mayPrepare} />
      <ExportButton params={exported} mayExport={mayExport} count={chosenCount} />
    </SelectionBar>
  )
}
