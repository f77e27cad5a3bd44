import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { EmptyState } from '@/components/feedback/empty-state'
import { CrumbName } from '@/components/layout/crumb-name'
import { PageHeader } from '@/components/layout/page-header'
import { MaskedKey } from '@/components/license/masked-key'
import { LinkButton } from '@/components/ui/button'
import { LinkTab, LinkTabs } from '@/components/ui/link-tabs'
import { ENTRY_KIND_WORDS } from '@/lib/activation/mak/entry-words'
import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import { requireActor } from '@/lib/auth/actor'
import { loadLedgerEntries } from '@/lib/data/mak/ledger-entries'
import { loadLedger } from '@/lib/data/mak/ledger-page'
import { formatDate } from '@/lib/format/dates'
import { paths } from '@/lib/format/paths'
import { shortKeyName } from '../key-answer'
import { EntryTable } from './entry-table'
import { Answer } from './ledger-section'

const PAGE_SIZE = 50

const KINDS = Object.keys(ENTRY_KIND_WORDS) as [LedgerEntry['kind'], ...LedgerEntry['kind'][]]
const moment = z.iso.datetime({ offset: true }).optional().catch(undefined)

/** The address of a ledger. Nonsense falls back to no filter. */
const ledgerQuery = z.object({
  kind: z.enum(KINDS).optional().catch(undefined),
  from: moment,
  to: moment,
  unseen: z.literal('yes').optional().catch(undefined),
  before: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
})

type LedgerPageQuery = z.infer<typeof ledgerQuery>

interface LedgerPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Read once a request, for the title and for the page. */
const load = cache(async (id: string) => {
  const actor = await requireActor('ledger.read')
  return { actor, view: z.uuid().safeParse(id).success ? await loadLedger(actor, id) : undefined }
})

export async function generateMetadata({ params }: LedgerPageProps): Promise<Metadata> {
  const { view } = await load((await params).id)
  return { title: view ? `Ledger of ${view.label}` : 'Ledger' }
}

/** All entries of one MAK. */
export default async function LedgerPage({ params, searchParams }: LedgerPageProps) {
  const { id } = await params
  const { unseen, ...query } = ledgerQuery.parse(await searchParams)
  const { actor, view } = await load(id)
  if (!view) notFound()
  const { entries, hasOlder } = await loadLedgerEntries(actor, {
    ...query,
    ...(unseen && { unseen: true }),
    keyId: id,
    limit: PAGE_SIZE,
  })
  const oldest = entries.at(-1)
  const { before, ...filter } = { ...query, unseen }
  return (
    <div className="grid gap-5 max-w-[84rem] grid-cols-[minmax(0,1fr)]">
      <CrumbName path={paths.key(id)} name={shortKeyName({ kind: 'mak', lastFive: view.lastFive })} />
      <PageHeader
        title={`Ledger of ${view.label}`}
        description={<MaskedKey lastFive={view.lastFive} />}
        actions={<LinkButton href={paths.key(id)}>The key</LinkButton>}
      />
      <Answer view={view} now={new Date()} />
      <Filters keyId={id} query={{ ...query, unseen }} />
      {entries.length === 0 ? (
        <EmptyState
          kind={view.entries === 0 ? 'noData' : 'noMatch'}
          title={view.entries === 0 ? 'No entries yet' : 'No entry matches'}
          actions={view.entries > 0 && <LinkButton href={paths.ledger(id)}>Show all entries</LinkButton>}
        />
      ) : (
        <EntryTable entries={entries} mayReadImports={actor.can('import.read')} />
      )}
      <nav aria-label="Pages" className="flex gap-2">
        {before !== undefined && <LinkButton href={paths.ledger(id, filter)}>Newest</LinkButton>}
        {hasOlder && oldest && (
          <LinkButton href={paths.ledger(id, { ...filter, before: oldest.no })} rel="next">
            Older
          </LinkButton>
        )}
      </nav>
    </div>
  )
}

const FILTERS = [
  { label: 'Everything', kind: undefined },
  ...Object.entries(ENTRY_KIND_WORDS).map(([kind, label]) => ({ label, kind })),
]

function Filters({ keyId, query }: { keyId: string; query: LedgerPageQuery }) {
  const isNarrowed = query.from !== undefined || query.to !== undefined || query.unseen !== undefined
  return (
    <LinkTabs label="Filter">
      {FILTERS.map(({ label, kind }) => {
        const isActive = !isNarrowed && kind === query.kind
        return (
          <LinkTab key={label} href={paths.ledger(keyId, { kind })} current={isActive}>
            {label}
          </LinkTab>
        )
      })}
      {isNarrowed && (
        <span className="text-table text-ink-soft pl-2 whitespace-nowrap">{narrowedWords(query)}</span>
      )}
    </LinkTabs>
  )
}

function narrowedWords({ from, to, unseen }: LedgerPageQuery): string {
  if (unseen) return 'Only planned activations not seen yet'
  const day = (iso: string) => formatDate(new Date(iso))
  if (from === undefined) return `Only up to ${day(to ?? '')}`
  return to === undefined ? `Only after ${day(from)}` : `Only after ${day(from)}, up to ${day(to)}`
}
