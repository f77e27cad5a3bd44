'use client'

import { ClientLink } from '@/components/offline/client-link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { isChoosable, isReady, standingSentence } from '@/lib/activation/offline/candidate'
import type { CandidateView } from '@/lib/data/exchange/candidates'

interface CandidateTableProps {
  machines: readonly CandidateView[]
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
  wantsNew: ReadonlySet<string>
  onWantNew: (machines: ReadonlySet<string>) => void
}

/** Machines with what is known of each: those that cannot be chosen stay in the list with their reason. */
export function CandidateTable({ machines, chosen, onChoose, wantsNew, onWantNew }: CandidateTableProps) {
  const ready = machines.filter(({ standing }) => isReady(standing)).map(({ machine }) => machine)
  const hasAll = ready.length > 0 && ready.every((machine) => chosen.has(machine))
  return (
    <Table label="Machines">
      <TableHead>
        <tr>
          <HeaderCell className="w-9">
            <input
              type="checkbox"
              className="tick-box align-middle"
              aria-label="Choose all that are ready"
              checked={hasAll}
              disabled={ready.length === 0}
              onChange={() => onChoose(hasAll ? new Set() : new Set([...chosen, ...ready]))}
            />
          </HeaderCell>
          <HeaderCell>Machine</HeaderCell>
          <HeaderCell>Standing</HeaderCell>
          <HeaderCell>Product</HeaderCell>
          <HeaderCell>Installation ID</HeaderCell>
          <HeaderCell>Last read</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {machines.map(({ machine, slot, productLabel, hasInstallationId, standing, observedAt }) => (
          <TableRow key={`${machine} ${slot}`}>
            <Cell>
              <input
                type="checkbox"
                className="tick-box align-middle"
                aria-label={`Choose ${machine}`}
                checked={chosen.has(machine) && isChoosable(standing)}
                disabled={!isChoosable(standing)}
                onChange={() => onChoose(toggled(chosen, machine))}
              />
            </Cell>
            <Cell className="font-mono whitespace-nowrap">
              <ClientLink name={machine} />
            </Cell>
            <Cell className="min-w-64">
              {standingSentence(standing)}
              {standing.kind === 'reapply' && (
                <label className="flex items-center gap-2 text-ink-soft">
                  <input
                    type="checkbox"
                    className="tick-box"
                    checked={wantsNew.has(machine)}
                    onChange={() => onWantNew(toggled(wantsNew, machine))}
                  />
                  Spend a new activation instead
                </label>
              )}
            </Cell>
            <Cell className="whitespace-nowrap">{productLabel}</Cell>
            <Cell className="whitespace-nowrap">
              {hasInstallationId ? 'known' : <span className="text-ink-soft">not known</span>}
            </Cell>
            <Cell>
              <Time at={observedAt} as="short" inList className="text-ink-soft" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(names)
  if (!next.delete(name)) next.add(name)
  return next
}
