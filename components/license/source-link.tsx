import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'
import { Time } from '../ui/time'

interface SourceLinkProps {
  importId: string | null
  fileName?: string | null
  line: number | null
  observedAt?: string
  /** Without it the source is named but not linked. */
  mayRead: boolean
}

/** The import and line a fact came from. */
export function SourceLink({ importId, fileName, line, observedAt, mayRead }: SourceLinkProps) {
  const words = [fileName ?? (importId ? 'import' : 'Source not kept'), line !== null && `line ${line}`]
  const text = words.filter(Boolean).join(', ')
  return (
    <span className="text-table text-ink-soft">
      {importId && mayRead ? (
        <Link href={paths.import(importId, line ?? undefined)} className="link">
          {text}
        </Link>
      ) : (
        text
      )}
      {observedAt && (
        <>
          {', '}
          <Time at={observedAt} />
        </>
      )}
    </span>
  )
}
