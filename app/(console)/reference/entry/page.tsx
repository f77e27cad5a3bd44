import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { CrumbName } from '@/components/layout/crumb-name'
import { PageHeader } from '@/components/layout/page-header'
import { Card } from '@/components/ui/card'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import { OWN_KINDS, type OwnKind } from '@/lib/activation/reference/own-entry'
import { seedValue } from '@/lib/activation/reference/seed-value'
import { requireActor } from '@/lib/auth/actor'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { ENTRY_WORDS } from '../reference-words'
import { OwnMarkWords } from '../row-marks'
import { EntryForm, WithdrawEntry } from './entry-form'

/** Which entry: its kind, and its key where there is one. */
const loadParams = createLoader({
  kind: parseAsStringLiteral(OWN_KINDS).withDefault('product'),
  key: parseAsString.withDefault(''),
})

interface EntryPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

async function addressed(searchParams: EntryPageProps['searchParams']) {
  const { kind, key } = await loadParams(searchParams)
  return { kind, key: lookUpText(key.slice(0, 200)) }
}

export async function generateMetadata({ searchParams }: EntryPageProps): Promise<Metadata> {
  const { kind, key } = await addressed(searchParams)
  return { title: nameOf(kind, key) }
}

/** Adds an entry, corrects one, or withdraws one. */
export default async function EntryPage({ searchParams }: EntryPageProps) {
  const { kind, key } = await addressed(searchParams)
  const actor = await requireActor('reference.change')
  const { own } = await loadReferenceBook(actor)
  const entry = own.find((one) => one.kind === kind && one.key === key)
  const seed = seedValue(kind, key)
  if (key !== '' && !entry && !seed && mustExist(kind)) notFound()
  const isKnown = entry !== undefined || seed !== undefined
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)] max-w-3xl">
      <CrumbName path="/reference/entry" name={nameOf(kind, key)} />
      <PageHeader
        title={isKnown ? `Correct the ${ENTRY_WORDS[kind].name}` : `Add ${ENTRY_WORDS[kind].one}`}
        description={`${subjectOf(kind, key)}${ENTRY_WORDS[kind].effect}`}
        actions={entry && <WithdrawEntry kind={kind} entryKey={key} hasSeed={seed !== undefined} />}
      />
      {entry && (
        <Card className="text-ink-soft">
          <OwnMarkWords mark={entry.mark} />
        </Card>
      )}
      <EntryForm
        key={`${kind} ${key}`}
        kind={kind}
        entryKey={key}
        value={entry?.value ?? seed}
        source={entry?.mark.source ?? ''}
        dated={entry?.mark.dated ?? new Date().toISOString().slice(0, 7)}
        note={entry?.mark.note ?? ''}
        isCorrection={kind === 'code' ? entry !== undefined : isKnown}
      />
    </div>
  )
}

/** 'Code 0xC004F038', 'Add a product'. */
function nameOf(kind: OwnKind, key: string): string {
  return key === '' ? `Add ${ENTRY_WORDS[kind].one}` : key
}

/** Keys that people type may be new; those the console makes are there or are a mistake. */
const mustExist = (kind: OwnKind) => kind === 'keyGroup' || kind === 'hostUpdate'

const subjectOf = (kind: OwnKind, key: string) => (key === '' || kind === 'hostUpdate' ? '' : `${key}. `)
