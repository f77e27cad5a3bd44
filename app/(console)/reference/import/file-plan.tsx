import { Notice } from '@/components/feedback/notice'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { OwnKind } from '@/lib/activation/reference/own-entry'
import { formatCountOf } from '@/lib/format/counts'
import { KIND_WORDS } from '../kind-words'

export interface PlanLine {
  line: number
  kind: OwnKind | null
  key: string | null
  verdict: 'adds' | 'changes' | 'same' | 'wrong'
  /** What is wrong; null otherwise. */
  problem: string | null
}

const VERDICT = { adds: 'Added', changes: 'Changed', same: 'As it is here', wrong: 'Left out' } as const

/** Lines shown of each; a file of hundreds is judged by its counts. */
const MOST_SHOWN = 200

/** What each line of a file would do: what is wrong first, then what changes. */
export function FilePlan({ lines }: { lines: readonly PlanLine[] }) {
  const of = (verdict: PlanLine['verdict']) => lines.filter((line) => line.verdict === verdict)
  const wrong = of('wrong')
  const shown = [...wrong, ...of('changes'), ...of('adds')].slice(0, MOST_SHOWN)
  return (
    <div className="grid gap-3 grid-cols-[minmax(0,1fr)]">
      <p>{summary(of('adds').length, of('changes').length, of('same').length)}</p>
      {wrong.length > 0 && (
        <Notice tone="watch">
          {formatCountOf(wrong.length, 'line')} cannot be taken and {wrong.length === 1 ? 'is' : 'are'} left
          out.
        </Notice>
      )}
      {shown.length > 0 && (
        <div className="max-h-80 overflow-y-auto">
          <Table label="Lines of the file">
            <TableHead>
              <tr>
                <HeaderCell>Line</HeaderCell>
                <HeaderCell>What happens</HeaderCell>
                <HeaderCell>Kind</HeaderCell>
                <HeaderCell>Entry</HeaderCell>
              </tr>
            </TableHead>
            <TableBody>
              {shown.map(({ line, kind, key, verdict, problem }) => (
                <TableRow key={line}>
                  <Cell className="tabular-nums">{line}</Cell>
                  <Cell className="min-w-64">
                    {problem ? `${VERDICT[verdict]}: ${problem}` : VERDICT[verdict]}
                  </Cell>
                  <Cell className="whitespace-nowrap">{kind ? KIND_WORDS[kind].label : ''}</Cell>
                  <Cell className="min-w-40 font-mono [overflow-wrap:anywhere]">{key ?? ''}</Cell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </div>
  )
}

function summary(added: number, changed: number, same: number): string {
  if (added + changed === 0)
    return `The file changes nothing here; ${formatCountOf(same, 'entry', 'entries')} say the same.`
  const rest =
    same === 0
      ? ''
      : ` ${formatCountOf(same, 'entry', 'entries')} here ${same === 1 ? 'says' : 'say'} the same already.`
  return `${formatCountOf(added, 'entry', 'entries')} would be added and ${changed} changed.${rest}`
}
