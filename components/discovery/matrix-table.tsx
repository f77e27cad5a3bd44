'use client'

import { CircleHelp, ServerOff } from 'lucide-react'
import { Fragment } from 'react'
import type { CellKind } from '@/lib/activation/discovery/matrix-cell'
import { shortHostName } from '@/lib/activation/discovery/short-host-name'
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
export function MatrixTable({ columns, rows, open, onOpen }: MatrixTableProps) {
  return (
    <section
      aria-label="Zones and KMS hosts"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="relative overflow-auto rounded-md border bg-raised min-w-0 min-h-0 max-h-[calc(100dvh-11rem)]"
    >
      <table className="w-full border-separate border-spacing-0 text-table">
        <caption className="sr-only">What DNS shows for each KMS host in each zone</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky left-0 top-0 z-20 bg-sunken border-b border-r px-3 h-10 text-left text-xs font-medium text-ink-soft"
            >
              Zone
            </th>
            {columns.map((column) => (
              <HostHeader key={column.host} column={column} columns={columns} />
            ))}
            <td className="max-md:hidden sticky top-0 z-10 bg-sunken border-b w-full" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.zone} className="group">
              <th
                scope="row"
                className="sticky left-0 z-10 bg-raised group-hover:bg-hover border-b border-r group-last:border-b-0 px-3 h-10 text-left font-normal md:whitespace-nowrap"
              >
                <span className="font-mono break-words">
                  <BreakAtDots name={row.zone} />
                </span>
                {row.isUntrusted && <span className="text-ink-soft text-xs block">untrusted</span>}
              </th>
              {columns.map(({ host }, at) => {
                const cell = row.cells[at]
                return cell ? (
                  <MatrixCellView
                    key={host}
                    cell={cell}
                    isOpen={open === cellKey(row.zone, host)}
                    label={`${row.zone}, ${host}`}
                    onToggle={() => onOpen(open === cellKey(row.zone, host) ? null : cellKey(row.zone, host))}
                  />
                ) : (
                  <Fragment key={host} />
                )
              })}
              <td className="max-md:hidden border-b group-last:border-b-0 w-full" />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
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

interface HostHeaderProps {
  column: MatrixTableColumn
  columns: readonly MatrixTableColumn[]
}

function HostHeader({ column: { host, standing }, columns }: HostHeaderProps) {
  const short = shortHostName(host)
  const isAlone = columns.filter((one) => shortHostName(one.host) === short).length === 1
  return (
    <th
      scope="col"
      className="sticky top-0 z-10 bg-sunken border-b px-3 h-10 text-left text-xs font-medium whitespace-nowrap"
    >
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
    </th>
  )
}

interface MatrixCellViewProps {
  cell: MatrixTableCell
  isOpen: boolean
  label: string
  onToggle: () => void
}

function MatrixCellView({ cell, isOpen, label, onToggle }: MatrixCellViewProps) {
  return (
    <td className="border-b group-last:border-b-0 group-hover:bg-hover p-0 h-10">
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
    </td>
  )
}
