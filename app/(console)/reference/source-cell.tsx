import { Link } from '@/components/ui/link'
import { Cell } from '@/components/ui/table'
import type { OwnKind } from '@/lib/activation/reference/own-entry'
import type { OwnMark } from '@/lib/activation/reference/own-mark'
import { paths } from '@/lib/format/paths'
import { OwnMarkWords } from './own-mark'

interface SourceCellProps {
  kind: OwnKind
  /** The entry's key: activation ID, last five, event number, ... */
  of: string
  /** Of the published row. */
  source: string
  own: OwnMark | undefined
  mayChange: boolean
}

/** Where a row comes from, and for those who may the way to correct it. */
export function SourceCell({ kind, of, source, own, mayChange }: SourceCellProps) {
  return (
    <Cell className="min-w-56 text-ink-soft">
      {own === undefined ? source : <OwnMarkWords mark={own} />}
      {mayChange && (
        <>
          {' '}
          <Link href={paths.referenceEntry({ kind, key: of })} className="link whitespace-nowrap">
            Correct<span className="sr-only"> {of}</span>
          </Link>
        </>
      )}
    </Cell>
  )
}
