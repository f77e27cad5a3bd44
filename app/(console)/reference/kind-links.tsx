import { LinkTab, LinkTabs } from '@/components/ui/link-tabs'
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
    <LinkTabs label="Kinds">
      <LinkTab href={paths.reference({ q })} current={kind === null}>
        Everything
      </LinkTab>
      {REFERENCE_KINDS.map((one) => (
        <LinkTab
          key={one}
          href={paths.reference({ q, kind: one })}
          current={kind === one}
          count={formatCount(counts[one])}
        >
          {KIND_WORDS[one].label}
        </LinkTab>
      ))}
    </LinkTabs>
  )
}
