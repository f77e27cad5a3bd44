'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { QuickLook } from '@/components/data-table/quick-look'
import { CellMark } from '@/components/discovery/cell-mark'
import { ScriptView } from '@/components/discovery/script-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { CommandLine } from '@/components/ui/command-line'
import { CopyButton } from '@/components/ui/copy-button'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { CELL_WORDS } from '@/lib/activation/discovery/cell-words'
import type { RepairFormat } from '@/lib/activation/discovery/repair-format'
import type { CellDetail, EvidenceRow, PublishListView } from '@/lib/data/discovery/cell-detail'
import { paths } from '@/lib/format/paths'

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

/** What to do about one cell: lines to run, and what to do beside them. */
function CellRepair({ cell }: { cell: CellDetail }) {
  const [format, setFormat] = useState<RepairFormat>('nsupdate')
  const { repair, publishList } = cell
  if (!repair) return null
  return (
    <div className="grid gap-3 grid-cols-[minmax(0,1fr)]">
      <h3 className="font-semibold">What to do</h3>
      {repair.advice.map((advice) => (
        <div key={advice.text} className="grid gap-1.5 min-w-0">
          <p className="break-words">{advice.text}</p>
          {advice.command && <CommandLine command={advice.command} />}
        </div>
      ))}
      {repair.scripts && <ScriptView script={repair.scripts[format]} format={format} onFormat={setFormat} />}
      {publishList && <PublishListHint list={publishList} host={cell.host} />}
    </div>
  )
}

/** Instead of entering the record: let the host do it, in all its zones. */
function PublishListHint({ list, host }: { list: PublishListView; host: string }) {
  return (
    <details className="text-table">
      <summary className="rounded-sm">Or let {host} publish itself</summary>
      <div className="grid gap-2 pt-2 min-w-0">
        <p className="text-ink-soft">
          {list.value} ({list.type}) under <span className="font-mono text-xs break-all">{list.key}</span>,
          one zone a line{list.platform ? ` for ${list.platform}` : ''}. The host must be allowed to write in
          each zone, and its Software Protection service must restart.
        </p>
        <div className="flex items-start gap-2">
          <pre className="flex-1 min-w-0 overflow-x-auto rounded-md border bg-sunken p-2 font-mono text-xs">
            {list.lines.join('\n')}
          </pre>
          <CopyButton text={list.lines.join('\r\n')} label="Copy the lines" />
        </div>
        <CommandLine command={list.command} />
        {list.platform === null && (
          <p className="text-ink-soft">
            Its Windows version is not entered. Vista and Server 2008 keep the value under
            ...\CurrentVersion\SL and accept only zones without priority and weight.
          </p>
        )}
        {list.dropsWeights && (
          <p className="text-ink-soft">This version of Windows cannot publish priority and weight.</p>
        )}
      </div>
    </details>
  )
}

/** Who was asked, when, and what they answered. */
function CellEvidence({ cell }: { cell: CellDetail }) {
  const { expected } = cell
  return (
    <div className="grid gap-4">
      <h3 className="font-semibold">What DNS and the host answered</h3>
      <p className="text-table text-ink-soft">
        {expected
          ? `Expected: priority ${expected.priority}, weight ${expected.weight}, port ${expected.port}.`
          : 'Nothing is expected here.'}
      </p>
      {cell.seen && (
        <p className="text-table text-ink-soft">
          In this zone since <Time at={cell.seen.firstAt} as="date" />, last seen{' '}
          <Time at={cell.seen.lastAt} />.
        </p>
      )}
      <Evidence title="SRV records" rows={cell.answers} />
      <Evidence title="Its address" rows={cell.targets} />
      <Evidence title="Its port" rows={cell.knocks} />
    </div>
  )
}

function Evidence({ title, rows }: { title: string; rows: EvidenceRow[] }) {
  if (rows.length === 0) return null
  return (
    <div className="grid gap-1.5 text-table">
      <h4 className="text-ink-soft">{title}</h4>
      <ul className="grid gap-2">
        {rows.map((row) => (
          <li key={`${row.who} ${row.words}`} className="grid gap-0.5 min-w-0">
            <span className="break-words">{row.words}</span>
            <span className="text-ink-soft">
              <span className="font-mono text-xs">{row.who}</span>, <Time at={row.at} />
            </span>
          </li>
        ))}
      </ul>
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
