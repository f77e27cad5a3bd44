import type { ReactNode } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { ReferenceHits } from '@/lib/activation/reference/look-up'
import { REFERENCE_KINDS, type ReferenceKind } from '@/lib/activation/reference/reference-kind'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { AddLink } from './add-link'
import { CodeDetail } from './code-detail'
import { FoundCodes } from './found-codes'
import { FoundEvents } from './found-events'
import { FoundHostUpdates, FoundKeyGroups } from './found-host-keys'
import { FoundKeys } from './found-keys'
import { FoundProducts } from './found-products'
import { FoundWords } from './found-words'
import { KIND_WORDS } from './kind-words'

interface FoundProps {
  q: string
  kind: ReferenceKind | null
  hits: ReferenceHits
  clients: ReadonlyMap<string, number>
  /** Rows lead to where they can be corrected. */
  mayChange: boolean
}

const ROWS_AMONG_OTHERS = 8
const ROWS_ALONE = 200

/** What was found, kind by kind. */
export function Found({ q, kind, hits, clients, mayChange }: FoundProps) {
  const shown = REFERENCE_KINDS.filter((one) => (kind ?? one) === one && hits[one].length > 0)
  if (shown.length === 0) return <NothingFound q={q} kind={kind} mayChange={mayChange} />
  const limit = shown.length === 1 ? ROWS_ALONE : ROWS_AMONG_OTHERS
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      {shown.map((one) => (
        <Section
          key={one}
          id={one}
          title={KIND_WORDS[one].label}
          actions={
            <>
              <More q={q} kind={one} count={hits[one].length} limit={limit} alone={limit === ROWS_ALONE} />
              {mayChange && one !== 'word' && !isOneCode(one, hits) && <AddLink kind={one} />}
            </>
          }
        >
          {tableOf(one, { hits, clients, mayChange }, limit)}
        </Section>
      ))}
    </div>
  )
}

/** A single code is shown whole, with a link of its own to what we note of it. */
const isOneCode = (kind: ReferenceKind, hits: ReferenceHits) => kind === 'code' && hits.code.length === 1

function tableOf(
  kind: ReferenceKind,
  { hits, clients, mayChange }: Pick<FoundProps, 'hits' | 'clients' | 'mayChange'>,
  limit: number,
): ReactNode {
  const [only] = hits.code
  if (only !== undefined && isOneCode(kind, hits)) {
    return <CodeDetail row={only} clients={clients.get(only.code)} mayChange={mayChange} />
  }
  const tables: Readonly<Record<ReferenceKind, () => ReactNode>> = {
    code: () => <FoundCodes label="Reason codes" rows={hits.code.slice(0, limit)} clients={clients} />,
    product: () => <FoundProducts rows={hits.product.slice(0, limit)} mayChange={mayChange} />,
    keyGroup: () => <FoundKeyGroups rows={hits.keyGroup.slice(0, limit)} mayChange={mayChange} />,
    hostUpdate: () => <FoundHostUpdates rows={hits.hostUpdate.slice(0, limit)} mayChange={mayChange} />,
    key: () => <FoundKeys rows={hits.key.slice(0, limit)} mayChange={mayChange} />,
    event: () => <FoundEvents rows={hits.event.slice(0, limit)} mayChange={mayChange} />,
    word: () => <FoundWords rows={hits.word.slice(0, limit)} />,
  }
  return tables[kind]()
}

interface MoreProps {
  q: string
  kind: ReferenceKind
  count: number
  limit: number
  alone: boolean
}

function More({ q, kind, count, limit, alone }: MoreProps) {
  if (count <= limit) return null
  if (alone) {
    return (
      <span className="text-table text-ink-soft">
        The first {limit} of {formatCount(count)}; add a word to narrow it down.
      </span>
    )
  }
  return (
    <Link href={paths.reference({ q, kind })} className="link text-table">
      All {formatCount(count)}
    </Link>
  )
}

function NothingFound({ q, kind, mayChange }: Pick<FoundProps, 'q' | 'kind' | 'mayChange'>) {
  return (
    <EmptyState
      kind="noMatch"
      title={`Nothing in the tables holds “${q}”`}
      actions={
        <>
          {kind !== null && <LinkButton href={paths.reference({ q })}>Look in everything</LinkButton>}
          <LinkButton href={paths.clients({ q })}>Look among the clients</LinkButton>
          {mayChange && kind !== null && kind !== 'word' && <AddLink kind={kind} />}
        </>
      }
    >
      Every word has to occur in an entry. Fewer words find more.
    </EmptyState>
  )
}
