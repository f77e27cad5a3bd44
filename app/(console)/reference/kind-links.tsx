import Link from 'next/link'
import { classes } from '@/components/ui/classes'
import { REFERENCE_KINDS, type ReferenceKind } from '@/lib/activation/reference/reference-kind'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { KIND_WORDS } from './kind-words'

interface KindLinksProps {
  q: string
  kind: ReferenceKind | null
  counts: Readonly<Record<ReferenceKind, number>>
}

/** Narrows to one kind; the count of each says where the hits are. */
export function KindLinks({ q, kind, counts }: KindLinksProps) {
  return (
    <nav aria-label="Kinds" className="flex gap-1 border-b overflow-x-auto">
      <KindLink href={paths.reference({ q })} current={kind === null}>
        Everything
      </KindLink>
      {REFERENCE_KINDS.map((one) => (
        <KindLink key={one} href={paths.reference({ q, kind: one })} current={kind === one}>
          {KIND_WORDS[one].label} <span className="text-ink-faint">{formatCount(counts[one])}</span>
        </KindLink>
      ))}
    </nav>
  )
}

interface KindLinkProps {
  href: string
  current: boolean
  children: React.ReactNode
}

function KindLink({ href, current, children }: KindLinkProps) {
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className={classes(
        'h-9 px-2.5 inline-flex items-center gap-1.5 whitespace-nowrap font-medium border-b-2 -mb-px rounded-t-sm',
        current ? 'border-accent text-ink' : 'border-transparent text-ink-soft hover:text-ink',
      )}
    >
      {children}
    </Link>
  )
}
