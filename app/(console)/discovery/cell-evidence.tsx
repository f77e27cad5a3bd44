import { Time } from '@/components/ui/time'
import type { CellDetail, EvidenceRow } from '@/lib/data/discovery/cell-detail'

/** What was asked, of whom, when, and what they said. */
export function CellEvidence({ cell }: { cell: CellDetail }) {
  const { expected } = cell
  return (
    <div className="grid gap-4">
      <h3 className="font-semibold">What DNS and the host said</h3>
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
