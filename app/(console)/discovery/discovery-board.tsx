'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { MatrixTable } from '@/components/discovery/matrix-table'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import type { CellDetail } from '@/lib/data/discovery/cell-detail'
import type { DiscoveryView } from '@/lib/data/discovery/discovery-page'
import { paths } from '@/lib/format/paths'
import { CellPanel } from './cell-panel'
import { CheckLine } from './check-line'
import { CheckNow } from './check-now'
import { DiscoveryEmpty, NothingMatches } from './discovery-empty'
import { DiscoveryFilters } from './discovery-filters'
import { isUnderWay, matrixSentence } from './discovery-words'
import { filterMatrix, isFiltered } from './filter-matrix'
import { Legend } from './legend'
import { RepairsDialog } from './repairs-dialog'
import { discoveryParams } from './search-params'

interface DiscoveryBoardProps {
  initial: DiscoveryView
  /** The cell the address had open. */
  initialCell: CellDetail | undefined
  mayAsk: boolean
  mayChange: boolean
}

/** The matrix of zones and hosts; asks again while a check is under way. */
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
            <NothingMatches
              filtered={isFiltered(params)}
              clear={() => void setParams({ q: null, state: null, show: null })}
            />
          )}
          <Legend />
        </>
      ) : (
        <DiscoveryEmpty view={view} mayAsk={mayAsk} />
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

const WHILE_ASKING_MS = 1_000
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
      isUnderWay(query.state.data?.newest ?? null) ? WHILE_ASKING_MS : OTHERWISE_MS,
  })
  return { view: data, lookAgain: () => client.invalidateQueries({ queryKey: ['discovery'] }) }
}
