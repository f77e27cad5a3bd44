'use client'

import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { NetworkUnit } from '@/lib/data/networks/networks-page'
import { paths } from '@/lib/format/paths'
import { ORIGIN_WORD, TRUST_HINT, TRUST_WORD } from './network-words'
import { UnitMenu } from './unit-menu'

interface UnitsTableProps {
  units: readonly NetworkUnit[]
  zones: readonly { name: string; unitId: string | null }[]
  mayChange: boolean
}

/** Forests with their domains beneath them, domains without a forest, then workgroups. */
export function UnitsTable({ units, zones, mayChange }: UnitsTableProps) {
  return (
    <Table label="Forests, domains and workgroups">
      <TableHead>
        <tr>
          <HeaderCell>Name</HeaderCell>
          <HeaderCell>Kind</HeaderCell>
          <HeaderCell>Trust</HeaderCell>
          <HeaderCell>DNS zones</HeaderCell>
          <HeaderCell>Note</HeaderCell>
          <HeaderCell>
            <span className="sr-only">Actions</span>
          </HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {inOrder(units).map(({ unit, isBelow }) => (
          <TableRow key={unit.id}>
            <Cell>
              <span className={isBelow ? 'pl-5' : undefined}>
                {isBelow && (
                  <span aria-hidden className="mr-2 text-ink-faint">
                    └
                  </span>
                )}
                <span className="font-mono">{unit.name}</span>
              </span>
              <Marks unit={unit} />
            </Cell>
            <Cell>{unit.kind}</Cell>
            <Cell>{trustCell(unit, units)}</Cell>
            <Cell>
              <Zones names={zones.filter((zone) => zone.unitId === unit.id).map(({ name }) => name)} />
            </Cell>
            <Cell className="text-ink-soft min-w-40 max-w-80">{unit.note ?? ORIGIN_WORD[unit.origin]}</Cell>
            <Cell className="text-right">
              <UnitMenu unit={unit} units={units} mayChange={mayChange} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Marks({ unit }: { unit: NetworkUnit }) {
  return (
    <>
      {unit.retiredAt && (
        <span className="ml-2">
          <Badge tone="silent">Retired</Badge>
        </span>
      )}
      {unit.isSample && (
        <span className="ml-2">
          <Badge>Sample</Badge>
        </span>
      )}
    </>
  )
}

function Zones({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <span className="text-ink-faint">–</span>
  return (
    <span className="grid gap-0.5">
      {names.map((name) => (
        <Link key={name} href={paths.zone(name)} className="link font-mono">
          {name}
        </Link>
      ))}
    </span>
  )
}

/** A forest's own, a domain's by its forest; workgroups trust nobody. */
function trustCell(unit: NetworkUnit, units: readonly NetworkUnit[]) {
  if (unit.trust) return <span title={TRUST_HINT[unit.trust]}>{TRUST_WORD[unit.trust]}</span>
  const forest = units.find((one) => one.id === unit.forestId)
  if (forest?.trust) return <span className="text-ink-soft">{TRUST_WORD[forest.trust]}, by its forest</span>
  return <span className="text-ink-faint">–</span>
}

function inOrder(units: readonly NetworkUnit[]): { unit: NetworkUnit; isBelow: boolean }[] {
  const of = (kind: NetworkUnit['kind']) => units.filter((unit) => unit.kind === kind)
  const below = (forest: NetworkUnit) => of('domain').filter((domain) => domain.forestId === forest.id)
  return [
    ...of('forest').flatMap((forest) => [
      { unit: forest, isBelow: false },
      ...below(forest).map((unit) => ({ unit, isBelow: true })),
    ]),
    ...of('domain')
      .filter(({ forestId }) => forestId === null)
      .map((unit) => ({ unit, isBelow: false })),
    ...of('workgroup').map((unit) => ({ unit, isBelow: false })),
  ]
}
