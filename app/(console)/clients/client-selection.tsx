'use client'

import { ListFilter, MapPin, PackagePlus } from 'lucide-react'
import { ExportList } from '@/components/data-table/export-list'
import { SelectionBar } from '@/components/data-table/selection-bar'
import { toast } from '@/components/feedback/toaster'
import type { ActionResult } from '@/components/form/action-result'
import { PATIENCE_MS } from '@/components/form/answer-within'
import { useSend } from '@/components/form/use-send'
import { useGo } from '@/components/layout/leaving'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { ClientsList } from '@/lib/data/clients/clients-list'
import { NAMES_LIMIT } from '@/lib/format/client-fields'
import {
  type ClientsParams,
  exportQuery,
  FIRST_PAGE,
  NO_CLIENTS_FILTER,
  rowsQuery,
} from '@/lib/format/clients-address'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { type ExportWay, paths } from '@/lib/format/paths'
import { BelongingDialog } from './belonging-dialog'
import type { ChangeParams } from './filter-bar'
import { ForgetDialog, MergeDialog } from './machine-dialogs'

type Count = ClientsList['count'] | undefined

interface ClientSelectionProps {
  params: ClientsParams
  selected: string[] | 'all'
  count: Count
  mayExport: boolean
  mayPrepare: boolean
  mayChange: boolean
  /** something was decided about them: the rows say it now */
  onSet: () => void
  onChange: (selected: string[] | 'all') => void
  change: ChangeParams
}

/** What can be done with the selected clients. */
export function ClientSelection(props: ClientSelectionProps) {
  const { params, selected, count, mayExport, mayPrepare, mayChange, onSet, onChange, change } = props
  const matching = count ? `${count.isExact ? '' : 'more than '}${formatCount(count.value)}` : ''
  const isAll = selected === 'all'
  const exported = isAll ? params : { ...params, ...NO_FILTER, names: selected }
  const onGone = () => {
    onChange([])
    onSet()
  }
  const chosenCount = isAll ? count : { value: selected.length, isExact: true }
  return (
    <SelectionBar
      selected={isAll ? 0 : selected.length}
      all={{ matching, isAll, onSelectAll: () => onChange('all') }}
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
      <BelongingDialog
        trigger={<Button icon={MapPin}>Set site and owner</Button>}
        disabledReason={mayChange ? undefined : 'Only a licensing admin can set site and owner.'}
        machines={isAll ? `${matching} machines` : formatCountOf(selected.length, 'machine')}
        names={isAll ? undefined : selected}
        query={isAll ? rowsQuery(params) : undefined}
        onDone={onSet}
      />
      {!isAll && selected.length <= NAMES_LIMIT && (
        <MergeDialog names={selected} mayChange={mayChange} onDone={onGone} />
      )}
      <ForgetDialog
        names={isAll ? undefined : selected}
        machines={isAll ? `${matching} machines` : formatCountOf(selected.length, 'machine')}
        query={isAll ? rowsQuery(params) : undefined}
        mayChange={mayChange}
        onDone={onGone}
      />
      <PrepareButton params={params} selected={selected} count={chosenCount} mayPrepare={mayPrepare} />
      <ExportButton params={exported} mayExport={mayExport} count={chosenCount} />
    </SelectionBar>
  )
}

interface ExportButtonProps {
  params: ClientsParams
  mayExport: boolean
  count: Count
}

/** Downloads the machines of these parameters. */
export function ExportButton({ params, mayExport, count }: ExportButtonProps) {
  const href = (as: ExportWay) => paths.api.listExport('clients', as, exportQuery(params).slice(1))
  return <ExportList href={href} mayExport={mayExport} count={count} noun="client" />
}

/** Longest address that servers and proxies commonly take. */
const LONGEST_PATH = 12_000

interface PrepareButtonProps {
  params: ClientsParams
  selected: string[] | 'all'
  count: Count
  mayPrepare: boolean
}

/** Takes the selected machines, or all that match, to the page that makes a package for activation by proxy. */
function PrepareButton({ params, selected, count, mayPrepare }: PrepareButtonProps) {
  const go = useGo()
  const { send, busy } = useSend(namesThatMatch, { failed: 'The machines could not be read' })
  const prepare = async () => {
    const names = selected === 'all' ? (await send(params))?.answer : selected
    if (names === undefined) return
    const path = paths.offlineNew({ names: names.join(',') })
    if (path.length > LONGEST_PATH) {
      return toast.failed('These names are too long for one address. Choose fewer machines.')
    }
    go(path)
  }
  return (
    <Button
      icon={PackagePlus}
      disabled={busy}
      disabledReason={mayPrepare ? tooMany(count) : 'Only a licensing admin can prepare packages.'}
      onClick={() => void prepare()}
    >
      Prepare a package
    </Button>
  )
}

function tooMany(machines: Count): string | undefined {
  if (machines === undefined) return 'The machines are still being counted.'
  if (machines.isExact && machines.value <= NAMES_LIMIT) return undefined
  const many = `${machines.isExact ? '' : 'More than '}${formatCount(machines.value)} machines`
  return `${many}: a package takes at most ${NAMES_LIMIT}. Narrow the filter, or choose their network on the page of the package.`
}

/** The names of all that match, page by page. */
async function namesThatMatch(params: ClientsParams): Promise<ActionResult<string[]>> {
  const names: string[] = []
  let after: ClientsParams['after'] = null
  do {
    const response = await fetch(`${paths.api.clients()}${rowsQuery({ ...params, after, before: null })}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (response.status === 401) return { kind: 'signedOut' }
    if (!response.ok) return { kind: 'failed', sentence: 'The server did not answer as expected. Try again.' }
    const list: ClientsList = await response.json()
    names.push(...list.rows.map(({ name }) => name))
    after = list.next ?? null
  } while (after !== null && names.length < NAMES_LIMIT)
  return { kind: 'done', answer: names.slice(0, NAMES_LIMIT) }
}
