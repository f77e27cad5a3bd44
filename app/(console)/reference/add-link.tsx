import { Plus } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import type { OwnKind } from '@/lib/activation/reference/own-entry'
import { paths } from '@/lib/format/paths'
import { ENTRY_WORDS } from './entry-words'

/** To the form for an entry that the tables do not have. */
export function AddLink({ kind }: { kind: OwnKind }) {
  return (
    <LinkButton href={paths.referenceEntry({ kind })} icon={Plus} size="small">
      Add {ENTRY_WORDS[kind].one}
    </LinkButton>
  )
}
