import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/layout/page-header'
import { Card } from '@/components/ui/card'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import type { OwnEntry, OwnKind } from '@/lib/activation/reference/own-entry'
import { seedValue } from '@/lib/activation/reference/seed-value'
import { requireActor } from '@/lib/auth/actor'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { ENTRY_WORDS } from '../entry-words'
import { OwnMarkWords } from '../own-mark'
import { EntryForm } from './entry-form'
import { formValues } from './form-values'
import { loadEntryParams } from './search-params'
import { WithdrawEntry } from './withdraw-entry'

export const metadata: Metadata = { title: 'Reference entry' }

interface EntryPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Adds an entry, corrects one, or takes one back. */
export default async function EntryPage({ searchParams }: EntryPageProps) {
  const params = await loadEntryParams(searchParams)
  const { kind } = params
  const key = lookUpText(params.key.slice(0, 200))
  const actor = await requireActor('reference.change')
  const { own } = await loadReferenceBook(actor)
  const entry = own.find((one) => one.kind === kind && one.key === key)
  const seed = seedValue(kind, key)
  if (key !== '' && !entry && !seed && mustExist(kind)) notFound()
  const isKnown = entry !== undefined || seed !== undefined
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)] max-w-3xl">
      <PageHeader
        title={isKnown ? `Correct the ${ENTRY_WORDS[kind].name}` : `Add ${ENTRY_WORDS[kind].one}`}
        description={`${subjectOf(kind, key)}${ENTRY_WORDS[kind].effect}`}
        actions={entry && <WithdrawEntry kind={kind} entryKey={key} hasSeed={seed !== undefined} />}
      />
      {entry && <InForce entry={entry} />}
      <EntryForm
        key={`${kind} ${key}`}
        kind={kind}
        entryKey={key}
        values={formValues(kind, entry?.value ?? seed)}
        source={entry?.mark.source ?? ''}
        dated={entry?.mark.dated ?? new Date().toISOString().slice(0, 7)}
        note={entry?.mark.note ?? ''}
        isCorrection={kind === 'code' ? entry !== undefined : isKnown}
      />
    </div>
  )
}

/** Keys that people type may be new; those the console makes are there or are a mistake. */
const mustExist = (kind: OwnKind) => kind === 'keyGroup' || kind === 'hostUpdate'

const subjectOf = (kind: OwnKind, key: string) => (key === '' || kind === 'hostUpdate' ? '' : `${key}. `)

function InForce({ entry }: { entry: OwnEntry }) {
  return (
    <Card className="text-ink-soft">
      <OwnMarkWords mark={entry.mark} />
    </Card>
  )
}
