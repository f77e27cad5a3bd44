'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { QuickLook } from '@/components/data-table/quick-look'
import { CellMark } from '@/components/discovery/cell-mark'
import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { CELL_WORDS } from '@/lib/activation/discovery/cell-words'
import type { CellDetail } from '@/lib/data/discovery/cell-detail'
import { paths } from '@/lib/format/paths'
import { CellEvidence } from './cell-evidence'
import { CellRepair } from './cell-repair'

interface CellPanelProps {
  /** 'zone host' */
  cell: string
  /** A new check brings new evidence. */
  checkId: string
  /** One that came with the page; used if it is this one. */
  initial: CellDetail | undefined
  onClose: () => void
}

/** One cell: the answer, what it rests on, and the repair. Esc closes it. */
export function CellPanel({ cell, checkId, initial, onClose }: CellPanelProps) {
  const [zone = '', host = ''] = cell.split(' ')
  const { data, isError } = useCell(zone, host, checkId, initial)
  useEscape(onClose)
  return (
    <QuickLook
      title={`${host} in ${zone}`}
      onClose={onClose}
      footer={
        <>
          <LinkButton href={paths.zone(zone)}>The zone</LinkButton>
          <LinkButton href={paths.kmsHost(host)}>The host</LinkButton>
        </>
      }
    >
      {isError && <EmptyState bare kind="failed" title="This cell could not be loaded" />}
      {!data && !isError && <Waiting />}
      {data && <Opened cell={data} />}
    </QuickLook>
  )
}

function Opened({ cell }: { cell: CellDetail }) {
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <div className="flex items-start gap-3">
        <CellMark kind={cell.kind} large />
        <div className="grid gap-1 min-w-0">
          <p className="text-base font-semibold">{CELL_WORDS[cell.kind].label}</p>
          <p className="text-ink-soft break-words">{cell.sentence}</p>
        </div>
      </div>
      {cell.notes.length > 0 && (
        <ul aria-label="Remarks" className="grid gap-2 border-l-2 border-watch pl-3">
          {cell.notes.map((note) => (
            <li key={note} className="break-words">
              {note}
            </li>
          ))}
        </ul>
      )}
      <CellRepair cell={cell} />
      <CellEvidence cell={cell} />
    </div>
  )
}

function Waiting() {
  return (
    <div className="grid gap-3" aria-busy>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-24 w-full" />
    </div>
  )
}

function useCell(zone: string, host: string, checkId: string, initial: CellDetail | undefined) {
  return useQuery({
    queryKey: ['discovery-cell', zone, host, checkId],
    queryFn: async ({ signal }): Promise<CellDetail> => {
      const response = await fetch(paths.api.discoveryCell(zone, host), { signal })
      if (!response.ok) throw new Error(`the cell answered ${response.status}`)
      return response.json()
    },
    initialData: initial?.zone === zone && initial.host === host ? initial : undefined,
    retry: false,
  })
}

function useEscape(onClose: () => void): void {
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    addEventListener('keydown', close)
    return () => removeEventListener('keydown', close)
  }, [onClose])
}
