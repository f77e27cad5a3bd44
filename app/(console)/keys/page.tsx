import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { requireActor } from '@/lib/auth/actor'
import { loadHostKeyCoverage } from '@/lib/data/keys/host-key-coverage'
import { loadKeyReleases } from '@/lib/data/keys/key-releases'
import { KEYS_LIST, loadListedKeys } from '@/lib/data/keys/keys-list'
import type { KeyRow } from '@/lib/data/keys/keys-page'
import { loadUnregisteredKeys } from '@/lib/data/keys/unregistered-keys'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { formatCountOf } from '@/lib/format/counts'
import type { ListRequest } from '@/lib/format/list-address'
import { paths } from '@/lib/format/paths'
import { keyGroupOptions } from '@/lib/operations/keys/key-groups'
import { KeyReleases } from './[id]/key-releases'
import { AddKeysDialog } from './add-keys-dialog'
import { CoverageSection } from './coverage-section'
import { KeysTable } from './key-tables'
import { UnopenedNotice } from './unopened-notice'
import { UnregisteredSection } from './unregistered-section'

export const metadata: Metadata = { title: 'Keys' }

interface KeysPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function KeysPage({ searchParams }: KeysPageProps) {
  const params = await searchParams
  const actor = await requireActor('key.read')
  const now = new Date()
  const [keys, { hosts }, unregistered, coverage, releases] = await Promise.all([
    loadListedKeys(actor, now),
    loadReferenceBook(actor),
    loadUnregisteredKeys(actor),
    actor.can('kmsHost.read') ? loadHostKeyCoverage(actor) : undefined,
    actor.can('key.reveal') ? loadKeyReleases(actor, now) : [],
  ])
  const read = (request: ListRequest) => KEYS_LIST.pageOf(keys, request, now)
  const shown = await loadShownList(actor, KEYS_LIST, params, now, { read })
  const keyGroups = keyGroupOptions(hosts.groups)
  const refusedReason = actor.can('key.change') ? undefined : 'Only a licensing admin can add keys.'
  const add = <AddKeysDialog keyGroups={keyGroups} disabledReason={refusedReason} />
  const inUse = keys.filter(({ retiredAt }) => retiredAt === null)
  const maks = inUse.filter(isMak).length
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Keys"
        description={summary(maks, inUse.length - maks)}
        actions={
          <>
            {actor.can('exchange.read') && <LinkButton href={paths.offline()}>Offline activation</LinkButton>}
            {keys.length > 0 && add}
          </>
        }
      />
      <UnopenedNotice keys={keys} />
      <KeyReleases releases={releases} ownId={actor.id} />
      {keys.length === 0 && (
        <EmptyState kind="noData" title="No product keys yet" actions={add}>
          Add your MAKs and KMS host keys, in full or by their last five. The console then shows which
          machines use each key, what is left of it and when it runs out. Full keys are stored encrypted;
          revealing one needs a reason, which is kept in the audit log.
        </EmptyState>
      )}
      {keys.length > 0 && (
        <Section
          id="keys"
          title="Product keys"
          hint="A MAK activates machines directly with Microsoft; every activation counts. A host key (CSVLK) activates up to six KMS hosts, and each of them again up to nine times. Retired keys are kept for their history."
        >
          <KeysTable shown={shown} />
        </Section>
      )}
      <UnregisteredSection keys={unregistered} keyGroups={keyGroups} disabledReason={refusedReason} />
      {coverage && <CoverageSection view={coverage} />}
      <Section
        id="public"
        title="Public setup keys"
        hint="GVLKs make a machine a KMS client. Microsoft publishes them, so they are in the reference, not in this inventory."
      >
        <div>
          <LinkButton href={paths.reference({ kind: 'key' })}>Look up a GVLK</LinkButton>
        </div>
      </Section>
    </div>
  )
}

const isMak = ({ kind }: KeyRow) => kind === 'mak'

/** '2 MAKs and 1 KMS host key in use.' */
function summary(maks: number, hostKeys: number): string | undefined {
  if (maks + hostKeys === 0) return undefined
  const words = [
    maks > 0 && formatCountOf(maks, 'MAK'),
    hostKeys > 0 && formatCountOf(hostKeys, 'KMS host key'),
  ].filter(Boolean)
  return `${words.join(' and ')} in use. Keys are stored encrypted and shown by their last five.`
}
