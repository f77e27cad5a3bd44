'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { toggled } from '@/components/data-table/select-box'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { isChoosable, isReady, standingSentence } from '@/lib/activation/offline/candidate'
import type { CandidateView } from '@/lib/data/exchange/candidates'
import { paths } from '@/lib/format/paths'

/** Names of the machines chosen for a package, and of those that get a new activation although a stored ID would do. */
export interface MachineChoice {
  chosen: readonly string[]
  wantsNew: readonly string[]
}

interface CandidateTableProps {
  machines: readonly CandidateView[]
  choice: MachineChoice
  onChoose: (choice: MachineChoice) => void
}

/** Machines with what is known of each: those that cannot be chosen stay in the list with their reason. */
export function CandidateTable({ machines, choice, onChoose }: CandidateTableProps) {
  const { chosen, wantsNew } = choice
  const ready = machines.filter(({ standing }) => isReady(standing)).map(({ machine }) => machine)
  const hasAll = ready.length > 0 && ready.every((machine) => chosen.includes(machine))
  const columns: readonly Column<CandidateView>[] = [
    {
      id: 'choose',
      header: 'Choose',
      box: true,
      heading: (
        <input
          type="checkbox"
          className="tick-box align-middle"
          aria-label="Choose all that are ready"
          checked={hasAll}
          disabled={ready.length === 0}
          onChange={() => onChoose({ wantsNew, chosen: hasAll ? [] : [...new Set([...chosen, ...ready])] })}
        />
      ),
      cell: ({ machine, standing }) => (
        <input
          type="checkbox"
          className="tick-box align-middle"
          aria-label={`Choose ${machine}`}
          checked={chosen.includes(machine) && isChoosable(standing)}
          disabled={!isChoosable(standing)}
          onChange={() => onChoose({ wantsNew, chosen: toggled(chosen, machine) })}
        />
      ),
    },
    {
      id: 'machine',
      header: 'Machine',
      mono: true,
      nowrap: true,
      cell: ({ machine }) => <Link href={paths.client(machine)}>{machine}</Link>,
    },
    {
      id: 'standing',
      header: 'State',
      minWidth: '16rem',
      cell: ({ machine, standing }) => (
        <>
          {standingSentence(standing)}
          {standing.kind === 'reapply' && (
            <label className="flex items-center gap-2 text-ink-soft">
              <input
                type="checkbox"
                className="tick-box"
                checked={wantsNew.includes(machine)}
                onChange={() => onChoose({ chosen, wantsNew: toggled(wantsNew, machine) })}
              />
              Use a new activation instead
            </label>
          )}
        </>
      ),
    },
    { id: 'product', header: 'Product', nowrap: true, cell: ({ productLabel }) => productLabel },
    {
      id: 'installationId',
      header: 'Installation ID',
      nowrap: true,
      cell: ({ hasInstallationId }) =>
        hasInstallationId ? 'known' : <span className="text-ink-soft">not known</span>,
    },
    {
      id: 'read',
      header: 'Last read',
      soft: true,
      nowrap: true,
      cell: ({ observedAt }) => <Time at={observedAt} as="short" inList />,
    },
  ]
  return (
    <DataTable
      label="Machines"
      columns={columns}
      rows={machines}
      rowId={({ machine, slot }) => `${machine} ${slot}`}
    />
  )
}
