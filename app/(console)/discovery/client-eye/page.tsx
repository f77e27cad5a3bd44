import type { Metadata } from 'next'
import { createLoader, parseAsString, type SearchParams } from 'nuqs/server'
import { ClientEyeLook } from '@/app/(console)/clients/[name]/client-eye-look'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { Card, Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { requireActor } from '@/lib/auth/actor'
import { type ClientEyeQuery, paths } from '@/lib/format/paths'
import { eyeQuery } from '@/lib/operations/client-eye/eye-input'
import { lookAsClient } from '@/lib/operations/client-eye/look-as-client'
import { parseInput } from '@/lib/operations/parse-input'
import { MachineForm, WhatIfForm } from './eye-forms'

export const metadata: Metadata = { title: 'Client’s eye' }

/** A machine, and what is assumed of it: absent means as observed, empty means it has none. */
const loadEyeParams = createLoader({
  name: parseAsString.withDefault(''),
  suffix: parseAsString,
  lookup: parseAsString,
  registered: parseAsString,
  cached: parseAsString,
  caching: parseAsString,
  generation: parseAsString,
  workgroup: parseAsString,
})

export default async function ClientEyePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { name, ...given } = await loadEyeParams(searchParams)
  const assumed: ClientEyeQuery = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== null),
  )
  const actor = await requireActor('discovery.read')
  const query = parseInput(eyeQuery, assumed)
  const view = await lookAsClient(actor, { name, query: query.data ?? {}, live: false })
  const isEmpty = name === '' && Object.keys(assumed).length === 0
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Client’s eye"
        description="What a machine asks to find a KMS host, the answers it gets, and the host it picks."
      />
      <MachineForm name={name} />
      {query.error && (
        <Notice tone="bad" title="Check what you entered">
          {query.error.issues[0]?.message}
        </Notice>
      )}
      {isEmpty ? (
        <Card flush>
          <EmptyState kind="noData" title="Enter a machine, or describe one">
            A full name is enough, even of a machine that has never reported: its suffix is the zone it
            searches. Below you can change everything it searches by.
          </EmptyState>
        </Card>
      ) : (
        <Section
          id="look"
          title={view.seen.name || 'The machine described below'}
          hint={knownFrom(view.seen)}
        >
          <ClientEyeLook
            key={JSON.stringify({ name, assumed })}
            name={view.seen.name || 'described'}
            query={assumed}
            plan={view}
            mayAsk={actor.can('discovery.probe')}
          />
        </Section>
      )}
      <Section
        id="what-if"
        title="What if"
        hint="Filled in with what is known about the machine. What you change here does not change the machine."
        actions={
          Object.keys(assumed).length > 0 && (
            <Link href={paths.clientEye({ name })} className="link">
              Back to what was observed
            </Link>
          )
        }
      >
        <WhatIfForm key={JSON.stringify({ name, assumed })} name={name} machine={view.machine} />
      </Section>
    </div>
  )
}

function knownFrom({ knownFrom: from, isSample }: Awaited<ReturnType<typeof lookAsClient>>['seen']): string {
  if (isSample) return 'A machine of the sample fleet.'
  if (from === 'client') return 'As it last reported.'
  if (from === 'directory')
    return 'Known from a directory only. It has never reported, so only its name shows what it asks.'
  return 'It has never reported, so only its name shows what it asks.'
}
