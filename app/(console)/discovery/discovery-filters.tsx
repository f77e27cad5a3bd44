'use client'

import { FilterChip } from '@/components/data-table/filter-chip'
import { FilterMenu } from '@/components/data-table/filter-menu'
import { CellLabel } from '@/components/discovery/cell-mark'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { CELL_WORDS } from '@/lib/activation/discovery/cell-words'
import { CELL_KINDS } from '@/lib/activation/discovery/matrix-cell'
import type { DiscoveryView } from '@/lib/data/discovery/discovery-page'
import { type DiscoveryParams, isFiltered, NO_DISCOVERY_FILTER } from './search-params'

interface DiscoveryFiltersProps {
  view: DiscoveryView
  params: DiscoveryParams
  change: (next: Partial<{ [Key in keyof DiscoveryParams]: DiscoveryParams[Key] | null }>) => void
}

/** Text, states, and only what needs work. */
export function DiscoveryFilters({ view, params, change }: DiscoveryFiltersProps) {
  const cells = view.rows.flatMap((row) => row.cells).filter((cell) => !cell.isQuiet)
  const countOf = (kind: string) => cells.filter((cell) => cell.kind === kind).length
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Input
          type="search"
          aria-label="Zone or host"
          placeholder="Zone or host"
          className="max-md:w-full md:w-64"
          value={params.q}
          onChange={(event) => change({ q: event.target.value || null })}
        />
        <FilterMenu
          label="State"
          options={CELL_KINDS.map((kind) => ({
            value: kind,
            label: <CellLabel kind={kind} />,
            count: countOf(kind),
          }))}
          chosen={params.state}
          onChange={(state) => change({ state: CELL_KINDS.filter((kind) => state.includes(kind)) })}
        />
        <Button
          aria-pressed={params.show === 'work'}
          className={params.show === 'work' ? 'border-accent bg-accent-soft font-normal' : 'font-normal'}
          onClick={() => change({ show: params.show === 'work' ? null : 'work' })}
        >
          Needs work
        </Button>
      </div>
      {isFiltered(params) && (
        <ul aria-label="Filters" className="flex flex-wrap items-center gap-2">
          {params.state.map((kind) => (
            <li key={kind}>
              <FilterChip
                field="state"
                value={CELL_WORDS[kind].label}
                onRemove={() => change({ state: params.state.filter((one) => one !== kind) })}
              />
            </li>
          ))}
          <li>
            <Button look="quiet" size="small" onClick={() => change(NO_DISCOVERY_FILTER)}>
              Clear all
            </Button>
          </li>
        </ul>
      )}
    </div>
  )
}
