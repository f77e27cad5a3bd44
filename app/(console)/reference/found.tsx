import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { LinkButton } from '@/components/ui/button'
import { Card, Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { sourceOfUpdate } from '@/lib/activation/kms/can-host-activate'
import type { HostUpdate } from '@/lib/activation/kms/key-group-table'
import type { ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { EVENT_SOURCE } from '@/lib/activation/reference/event-table'
import type { ReferenceHits } from '@/lib/activation/reference/look-up'
import { hostUpdateKey, type OwnKind } from '@/lib/activation/reference/own-entry'
import { REFERENCE_KINDS, type ReferenceKind } from '@/lib/activation/reference/reference-kind'
import type { GlossaryEntry } from '@/lib/activation/words/glossary'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { CodeDetail } from './code-detail'
import {
  type CodeRow,
  FoundCloudHosts,
  FoundCodes,
  FoundEvents,
  FoundHostUpdates,
  FoundKeyGroups,
  FoundKeys,
  FoundProducts,
  type UpdatePair,
} from './found-tables'
import { ENTRY_WORDS, KIND_WORDS } from './reference-words'

interface FoundProps {
  q: string
  kind: ReferenceKind | null
  hits: ReferenceHits
  /** Clients that report a reason code now. */
  clients: ReadonlyMap<string, number>
  /** Rows lead to where they can be corrected. */
  mayChange: boolean
}

const ROWS_AMONG_OTHERS = 8
const ROWS_ALONE = 200

/** What was found, kind by kind. */
export function Found(props: FoundProps) {
  const { q, kind, hits, mayChange } = props
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
              {hits[one].length > limit && <More q={q} kind={one} count={hits[one].length} limit={limit} />}
              {mayChange && one !== 'word' && !isOneCode(one, hits) && <AddLink kind={one} />}
            </>
          }
        >
          {tableOf(one, props, limit)}
        </Section>
      ))}
    </div>
  )
}

/** A single code is shown in full, with its own link to our note on it. */
const isOneCode = (kind: ReferenceKind, hits: ReferenceHits) => kind === 'code' && hits.code.length === 1

function tableOf(kind: ReferenceKind, { hits, clients, mayChange }: FoundProps, limit: number): ReactNode {
  const [code] = hits.code
  if (code !== undefined && isOneCode(kind, hits)) {
    return <CodeDetail row={code} clients={clients.get(code.code) ?? 0} mayChange={mayChange} />
  }
  switch (kind) {
    case 'code':
      return <FoundCodes label="Reason codes" rows={codeRows(hits.code.slice(0, limit), clients)} />
    case 'product':
      return <FoundProducts rows={hits.product.slice(0, limit)} mayChange={mayChange} />
    case 'keyGroup':
      return <FoundKeyGroups rows={hits.keyGroup.slice(0, limit)} mayChange={mayChange} />
    case 'hostUpdate':
      return <FoundHostUpdates rows={pairsOf(hits.hostUpdate.slice(0, limit))} mayChange={mayChange} />
    case 'key':
      return <FoundKeys rows={hits.key.slice(0, limit)} mayChange={mayChange} />
    case 'event': {
      const source = `${EVENT_SOURCE.source}, ${EVENT_SOURCE.date}`
      return <FoundEvents rows={hits.event.slice(0, limit)} source={source} mayChange={mayChange} />
    }
    case 'cloudHost':
      return <FoundCloudHosts rows={hits.cloudHost.slice(0, limit)} mayChange={mayChange} />
    case 'word':
      return <FoundWords rows={hits.word.slice(0, limit)} />
  }
}

/** Only what the table shows of a code. */
export function codeRows(
  rows: readonly ReasonExplanation[],
  clients: ReadonlyMap<string, number>,
): CodeRow[] {
  return rows.map(({ code, meaning, severity, owner, source }) => {
    return { code, meaning, severity, owner, source, clients: clients.get(code) ?? 0 }
  })
}

function pairsOf(rows: readonly HostUpdate[]): UpdatePair[] {
  const pairs = new Map<string, UpdatePair>()
  for (const row of rows) {
    const { hosts, targets, update, own } = row
    const { source, date } = sourceOfUpdate(row)
    for (const host of hosts) {
      for (const target of targets) {
        const key = hostUpdateKey(host, target)
        const pair = pairs.get(key) ?? { key, host, target, updates: [], source: `${source}, ${date}`, own }
        pairs.set(key, { ...pair, updates: [...pair.updates, update] })
      }
    }
  }
  return [...pairs.values()]
}

/** The glossary: each word with what it means and who says so. */
function FoundWords({ rows }: { rows: readonly GlossaryEntry[] }) {
  return (
    <Card>
      <dl aria-label="Glossary" className="grid gap-x-6 gap-y-3 sm:grid-cols-[max-content_minmax(0,1fr)]">
        {rows.map(({ word, meaning, source }) => (
          <div key={word} className="contents">
            <dt className="font-medium">{word}</dt>
            <dd className="max-sm:mb-1">
              {meaning.replaceAll('`', '')}.{' '}
              <span className="text-table text-ink-soft">Source: {source}.</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

interface MoreProps {
  q: string
  kind: ReferenceKind
  count: number
  limit: number
}

function More({ q, kind, count, limit }: MoreProps) {
  if (limit === ROWS_ALONE) {
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
      title={`Nothing in the reference matches “${q}”`}
      actions={
        <>
          {kind !== null && <LinkButton href={paths.reference({ q })}>Search all kinds</LinkButton>}
          <LinkButton href={paths.clients({ q })}>Search the clients</LinkButton>
          {mayChange && kind !== null && kind !== 'word' && <AddLink kind={kind} />}
        </>
      }
    >
      An entry must contain every word. Try fewer words.
    </EmptyState>
  )
}

/** To the form for an entry that the tables do not have. */
function AddLink({ kind }: { kind: OwnKind }) {
  return (
    <LinkButton href={paths.referenceEntry({ kind })} icon={Plus} size="small">
      Add {ENTRY_WORDS[kind].one}
    </LinkButton>
  )
}
