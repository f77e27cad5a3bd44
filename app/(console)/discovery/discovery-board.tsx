'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { CellLabel } from '@/components/discovery/cell-mark'
import { MatrixTable } from '@/components/discovery/matrix-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { Button, LinkButton } from '@/components/ui/button'
import { CELL_MEANINGS } from '@/lib/activation/discovery/cell-words'
import { CELL_KINDS } from '@/lib/activation/discovery/matrix-cell'
import type { CellDetail } from '@/lib/data/discovery/cell-detail'
import type { DiscoveryView } from '@/lib/data/discovery/discovery-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { CellPanel } from './cell-panel'
import { CheckLine, CheckNow, isRunning } from './check-line'
import { DiscoveryFilters } from './discovery-filters'
import { RepairsDialog } from './repairs-dialog'
import { discoveryParams, filterMatrix, isFiltered, NO_DISCOVERY_FILTER } from './search-params'

interface DiscoveryBoardProps {
  initial: DiscoveryView
  /** The cell the address had open. */
  initialCell: CellDetail | undefined
  mayAsk: boolean
  mayChange: boolean
}

/** The matrix of zones and hosts; asks again while a check is running. */
export function DiscoveryBoard({ initial, initialCell, mayAsk, mayChange }: DiscoveryBoardProps) {
  const [params, setParams] = useQueryStates(discoveryParams, { shallow: true })
  const { view, lookAgain } = useDiscovery(initial)
  const shown = filterMatrix(view, params)
  const hasMatrix = view.last !== null && view.rows.length > 0 && view.columns.length > 0
  return (
    <div className="flex flex-col gap-3 min-w-0">
      <PageHeader
        title="Discovery"
        description={matrixSentence(view)}
        actions={
          <>
            <LinkButton href={paths.discoveryAlias()}>Round-robin name</LinkButton>
            {hasMatrix && <RepairsDialog view={view} />}
            <CheckNow view={view} mayAsk={mayAsk} onAsked={lookAgain} />
          </>
        }
      />
      <CheckLine view={view} mayChange={mayChange} onChanged={lookAgain} />
      {hasMatrix ? (
        <>
          <DiscoveryFilters view={view} params={params} change={(next) => void setParams(next)} />
          {shown.rows.length > 0 && shown.columns.length > 0 ? (
            <MatrixTable
              columns={shown.columns}
              rows={shown.rows}
              open={params.cell}
              onOpen={(cell) => void setParams({ cell }, { history: 'replace' })}
            />
          ) : (
            <EmptyState
              kind="noMatch"
              title="No zone or host matches"
              actions={
                isFiltered(params) && (
                  <Button onClick={() => void setParams(NO_DISCOVERY_FILTER)}>Clear the filters</Button>
                )
              }
            />
          )}
          <Legend />
        </>
      ) : (
        <NoMatrix view={view} mayAsk={mayAsk} />
      )}
      {params.cell && hasMatrix && (
        <CellPanel
          key={params.cell}
          cell={params.cell}
          checkId={view.last?.id ?? ''}
          initial={initialCell}
          onClose={() => void setParams({ cell: null }, { history: 'replace' })}
        />
      )}
    </div>
  )
}

const WHILE_CHECKING_MS = 1_000
const OTHERWISE_MS = 60_000

function useDiscovery(initial: DiscoveryView) {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['discovery'],
    queryFn: async ({ signal }): Promise<DiscoveryView> => {
      const response = await fetch(paths.api.discovery(), { signal })
      if (!response.ok) throw new Error(`discovery answered ${response.status}`)
      return response.json()
    },
    initialData: initial,
    refetchInterval: (query) =>
      isRunning(query.state.data?.newest ?? null) ? WHILE_CHECKING_MS : OTHERWISE_MS,
  })
  return { view: data, lookAgain: () => void client.invalidateQueries({ queryKey: ['discovery'] }) }
}

/** The answer of the page in one sentence: '3 of 60 cells need work. 2 more have a remark.' */
function matrixSentence({ counts, last, rows }: DiscoveryView): string {
  if (!last || rows.length === 0) {
    return 'Which zones lead clients to which KMS hosts, checked in DNS and on the hosts’ ports.'
  }
  const { needWork, remarks, cells } = counts
  if (cells === 0) return 'No KMS host is expected anywhere, and none is published.'
  const remarkWords =
    remarks > 0 ? ` ${formatCount(remarks)} more ${remarks === 1 ? 'has' : 'have'} a remark.` : ''
  if (needWork === 0) {
    return `Every zone leads its clients to every expected host (${formatCountOf(cells, 'cell')}).${remarkWords}`
  }
  return `${formatCount(needWork)} of ${formatCountOf(cells, 'cell')} ${needWork === 1 ? 'needs' : 'need'} work.${remarkWords}`
}

/** Before there is a matrix: what is missing, and where to enter it. */
function NoMatrix({ view, mayAsk }: { view: DiscoveryView; mayAsk: boolean }) {
  const { title, words } = missingOf(view, mayAsk)
  return (
    <EmptyState
      kind="noData"
      title={title}
      actions={
        <>
          {view.rows.length === 0 && (
            <LinkButton look="primary" href={paths.networks()}>
              List zones
            </LinkButton>
          )}
          {(view.rows.length === 0 || view.hosts === 0) && (
            <LinkButton href={paths.kmsHosts()}>Register KMS hosts</LinkButton>
          )}
        </>
      }
    >
      {words}
    </EmptyState>
  )
}

function missingOf(view: DiscoveryView, mayAsk: boolean): { title: string; words: string } {
  if (view.rows.length === 0) {
    return {
      title: 'No DNS zone is listed yet',
      words:
        'Clients look for a KMS host in their own zone. List the zones of your clients, and register the hosts they should find.',
    }
  }
  if (view.last !== null) {
    return {
      title: isRunning(view.newest) ? 'DNS is being checked' : 'There is nothing to compare yet',
      words: 'No zone names a KMS host, and none is registered.',
    }
  }
  return {
    title: isRunning(view.newest) ? 'DNS is being checked' : 'DNS has not been checked yet',
    words: mayAsk
      ? 'Check now, or wait for the schedule: each server of each zone is asked for _vlmcs._tcp.'
      : 'The schedule asks each server of each zone for _vlmcs._tcp. An admin or the helpdesk can check now.',
  }
}

/** What the words of the matrix mean. */
function Legend() {
  return (
    <details className="text-table">
      <summary className="text-ink-soft w-fit rounded-sm">What the words mean</summary>
      <dl className="grid gap-x-6 gap-y-2 pt-3 max-w-[64rem] sm:grid-cols-[max-content_1fr]">
        {CELL_KINDS.map((kind) => (
          <div key={kind} className="contents">
            <dt>
              <CellLabel kind={kind} />
            </dt>
            <dd className="text-ink-soft">{CELL_MEANINGS[kind]}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
