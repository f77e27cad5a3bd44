import { Notice } from '@/components/feedback/notice'
import { Badge } from '@/components/ui/badge'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import type { NetworkCounts } from '@/lib/operations/networks/import-networks'
import type { NetworkPlan } from '@/lib/operations/networks/plan-networks'

export interface Plan extends NetworkPlan {
  unread: string[]
  counts: NetworkCounts
}

const EFFECT = {
  new: { word: 'New', tone: 'ok' },
  changed: { word: 'Changed', tone: 'watch' },
  same: { word: 'Same', tone: 'neutral' },
} as const

/** What a list does, line by line, and which lines it cannot use. */
export function ImportPlan({ plan }: { plan: Plan }) {
  const rows = [
    ...plan.units.map(({ line, effect, kind, name }) => ({ line, effect, kind: kind as string, name })),
    ...plan.zones.map(({ line, effect, name }) => ({ line, effect, kind: 'zone', name })),
  ].toSorted((one, other) => one.line - other.line)
  return (
    <div className="grid gap-4 min-w-0">
      <p>{planSentence(plan)}</p>
      {plan.rejected.length > 0 && (
        <Notice tone="watch" title={`${formatCountOf(plan.rejected.length, 'line')} cannot be used`}>
          <ul className="grid gap-1 max-h-48 overflow-y-auto">
            {plan.rejected.map(({ line, reason, excerpt }) => (
              <li key={`${line} ${reason}`}>
                Line {line}: {reason} <span className="font-mono text-table text-ink-soft">{excerpt}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {rows.length > 0 && (
        <div className="max-h-72 overflow-y-auto">
          <Table label="Lines that can be used">
            <TableHead>
              <tr>
                <HeaderCell numeric>Line</HeaderCell>
                <HeaderCell>Kind</HeaderCell>
                <HeaderCell>Name</HeaderCell>
                <HeaderCell>Effect</HeaderCell>
              </tr>
            </TableHead>
            <TableBody>
              {rows.map(({ line, effect, kind, name }) => (
                <TableRow key={`${kind} ${name}`}>
                  <Cell numeric>{line}</Cell>
                  <Cell>{kind}</Cell>
                  <Cell className="font-mono">{name}</Cell>
                  <Cell>
                    <Badge tone={EFFECT[effect].tone}>{EFFECT[effect].word}</Badge>
                  </Cell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </div>
  )
}

/** '4 entries are new, 1 changes; 2 are listed like this already. Not read: column "site".' */
function planSentence({ counts, unread }: Plan): string {
  const { added, changed, same } = counts
  const head =
    added + changed + same === 0
      ? 'No line of this list can be used.'
      : `${formatCountOf(added, 'entry is', 'entries are')} new, ${formatCount(changed)} ${changed === 1 ? 'changes' : 'change'}, ${formatCount(same)} ${same === 1 ? 'is' : 'are'} listed like this already.`
  if (unread.length === 0) return head
  return `${head} Not read: ${unread.length === 1 ? 'the column' : 'the columns'} ${unread.map((name) => `“${name}”`).join(', ')}.`
}
