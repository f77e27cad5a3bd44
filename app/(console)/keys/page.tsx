import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { requireActor } from '@/lib/auth/actor'
import { loadHostKeyCoverage } from '@/lib/data/keys/host-key-coverage'
import { type KeyRow, loadKeys } from '@/lib/data/keys/keys-page'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { keyGroupOptions } from '@/lib/operations/keys/key-groups'
import { AddKeysDialog } from './add-keys-dialog'
import { CoverageSection } from './coverage-section'
import { HostKeyTable } from './host-key-table'
import { MakTable } from './mak-table'

export const metadata: Metadata = { title: 'Keys' }

export default async function KeysPage() {
  const actor = await requireActor('key.read')
  const [{ keys }, { hosts }, coverage] = await Promise.all([
    loadKeys(actor, new Date()),
    loadReferenceBook(actor),
    actor.can('kmsHost.read') ? loadHostKeyCoverage(actor) : undefined,
  ])
  const groups = keyGroupOptions(hosts.groups)
  const groupLabels = new Map(groups.map(({ value, label }) => [value, label]))
  const refusedReason = actor.can('key.change') ? undefined : 'Only a licensing admin adds keys.'
  const add = <AddKeysDialog keyGroups={groups} disabledReason={refusedReason} />
  const inUse = keys.filter(({ retiredAt }) => retiredAt === null)
  const of = (kind: KeyRow['kind']) => inUse.filter((row) => row.kind === kind)
  const retired = keys.filter(({ retiredAt }) => retiredAt !== null)
  return (
    <div className="grid gap-8 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Keys"
        description={summary(inUse)}
        actions={
          <>
            {actor.can('exchange.read') && <LinkButton href={paths.offline()}>Offline activation</LinkButton>}
            {keys.length > 0 && add}
          </>
        }
      />
      {keys.length === 0 && <NoKeys add={add} />}
      {of('mak').length > 0 && (
        <Section
          id="mak"
          title="MAKs"
          hint="Each activates machines with Microsoft, and each activation counts."
        >
          <MakTable keys={of('mak')} />
        </Section>
      )}
      {of('csvlk').length > 0 && (
        <Section
          id="csvlk"
          title="KMS host keys"
          hint="Each makes up to six machines KMS hosts (CSVLK), and reactivates each nine times."
        >
          <HostKeyTable keys={of('csvlk')} groupLabels={groupLabels} />
        </Section>
      )}
      {coverage && <CoverageSection view={coverage} />}
      {retired.length > 0 && (
        <Section id="retired" title="Retired" hint="Out of use, kept for their history.">
          <div className="grid gap-4">
            {retired.some(({ kind }) => kind === 'mak') && (
              <MakTable keys={retired.filter(({ kind }) => kind === 'mak')} />
            )}
            {retired.some(({ kind }) => kind === 'csvlk') && (
              <HostKeyTable keys={retired.filter(({ kind }) => kind === 'csvlk')} groupLabels={groupLabels} />
            )}
          </div>
        </Section>
      )}
      <PublicKeys />
    </div>
  )
}

/** '2 MAKs and 1 KMS host key in use.' */
function summary(inUse: readonly KeyRow[]): string | undefined {
  if (inUse.length === 0) return undefined
  const count = (kind: KeyRow['kind']) => inUse.filter((row) => row.kind === kind).length
  const words = [
    count('mak') > 0 && formatCountOf(count('mak'), 'MAK'),
    count('csvlk') > 0 && formatCountOf(count('csvlk'), 'KMS host key'),
  ].filter(Boolean)
  return `${words.join(' and ')} in use. Keys are stored encrypted and shown by their last five.`
}

function NoKeys({ add }: { add: React.ReactNode }) {
  return (
    <EmptyState kind="noData" title="No product key is known yet" actions={add}>
      Add your MAKs and KMS host keys, whole or by their last five. The console then says which machines use
      each, what is left of it and when it runs out. Whole keys are stored encrypted; revealing one needs a
      reason and is written to the audit log.
    </EmptyState>
  )
}

function PublicKeys() {
  return (
    <Section
      id="public"
      title="Public set-up keys"
      hint="GVLKs make a machine a KMS client. Microsoft publishes them, so they are reference and not inventory."
    >
      <div>
        <LinkButton href={paths.reference({ kind: 'key' })}>Look up a GVLK</LinkButton>
      </div>
    </Section>
  )
}
