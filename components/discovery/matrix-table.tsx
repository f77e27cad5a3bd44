'use client'

import { CircleHelp, ServerOff } from 'lucide-react'
import { Fragment } from 'react'
import type { CellKind } from '@/lib/activation/discovery/matrix-cell'
import { shortHostName } from '@/lib/activation/discovery/short-host-name'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { classes } from '../ui/classes'
import { Tooltip } from '../ui/tooltip'
import { CellLabel } from './cell-mark'

export interface MatrixTableColumn {
  host: string
  standing: 'registered' | 'retired' | 'unknown'
}

export interface MatrixTableCell {
  kind: CellKind
  needsWork: boolean
  isQuiet: boolean
  notes: number
}

export interface MatrixTableRow {
  zone: string
  isUntrusted: boolean
  cells: MatrixTableCell[]
}

interface MatrixTableProps {
  columns: readonly MatrixTableColumn[]
  rows: readonly MatrixTableRow[]
  /** 'zone host' of the cell whose panel is open */
  open: string | null
  onOpen: (cell: string | null) => void
}

export const cellKey = (zone: string, host: string) => `${zone} ${host}`

/** Zones by hosts. Zone names and host names stay in sight while the rest scrolls. */
export function MatrixTable({ columns: hosts, rows, open, onOpen }: MatrixTableProps) {
  const columns = hosts.map(
    ({ host, standing }, at): Column<MatrixTableRow> => ({
      id: host,
      header: host,
      heading: <HostHeading column={{ host, standing }} columns={hosts} />,
      flush: true,
      ...(at === hosts.length - 1 && { grow: true }),
      cell: ({ zone, cells }) => {
        const cell = cells[at]
        const key = cellKey(zone, host)
        return (
          cell && (
            <CellButton
              cell={cell}
              isOpen={open === key}
              label={`${zone}, ${host}`}
              onToggle={() => onOpen(open === key ? null : key)}
            />
          )
        )
      },
    }),
  )
  return (
    <DataTable
      label="What DNS shows for each KMS host in each zone"
      columns={[ZONE, ...columns]}
      rows={rows}
      rowId={({ zone }) => zone}
      maxHeight="calc(100dvh - 11rem)"
    />
  )
}

const ZONE: Column<MatrixTableRow> = {
  id: 'zone',
  header: 'Zone',
  rowHeader: true,
  sticky: true,
  cell: ({ zone, isUntrusted }) => (
    <>
      <span className="font-mono break-words md:whitespace-nowrap">
        <BreakAtDots name={zone} />
      </span>
      {isUntrusted && <small>untrusted</small>}
    </>
  ),
}

/** A long name may go on in the next line, but only behind a dot. */
function BreakAtDots({ name }: { name: string }) {
  const labels = name.split('.').map((label, at, all) => (at < all.length - 1 ? `${label}.` : label))
  let end = 0
  return labels.map((label) => {
    end += label.length
    return (
      <Fragment key={end}>
        {label}
        <wbr className="md:hidden" />
      </Fragment>
    )
  })
}

interface HostHeadingProps {
  column: MatrixTableColumn
  columns: readonly MatrixTableColumn[]
}

function HostHeading({ column: { host, standing }, columns }: HostHeadingProps) {
  const short = shortHostName(host)
  const isAlone = columns.filter((one) => shortHostName(one.host) === short).length === 1
  return (
    <>
      <Tooltip text={host}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the whole name must be reachable by keyboard */}
        <span tabIndex={0} className="inline-flex items-center gap-1.5 font-mono text-ink">
          {standing === 'unknown' && <CircleHelp aria-hidden className="size-3.5 text-warn" />}
          {standing === 'retired' && <ServerOff aria-hidden className="size-3.5 text-silent" />}
          {isAlone ? short : host}
        </span>
      </Tooltip>
      {standing !== 'registered' && (
        <span className="block text-ink-soft font-normal">
          {standing === 'unknown' ? 'not registered' : 'retired'}
        </span>
      )}
    </>
  )
}

interface CellButtonProps {
  cell: MatrixTableCell
  isOpen: boolean
  label: string
  onToggle: () => void
}

function CellButton({ cell, isOpen, label, onToggle }: CellButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      title={label}
      onClick={onToggle}
      className={classes(
        'w-full min-h-10 px-3 text-left focus-visible:outline-offset-[-2px]',
        isOpen ? 'bg-accent-soft' : 'hover:bg-accent-faint',
        !cell.needsWork && 'text-ink-soft',
      )}
    >
      <span className="sr-only">{label}: </span>
      {cell.isQuiet ? (
        <span className="text-ink-faint">
          <span aria-hidden>–</span>
          <span className="sr-only">not expected, not there</span>
        </span>
      ) : (
        <CellLabel kind={cell.kind} notes={cell.notes} />
      )}
    </button>
  )
}
