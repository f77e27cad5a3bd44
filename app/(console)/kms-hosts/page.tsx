import type { Metadata } from 'next'
import { CatchingUp } from '@/components/feedback/catching-up'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { hostWords } from '@/lib/activation/kms/standing-sentence'
import { requireActor } from '@/lib/auth/actor'
import { loadHostKeyChoices } from '@/lib/data/kms-hosts/host-key-choices'
import type { KmsHostsView as HostsData } from '@/lib/data/kms-hosts/host-shapes'
import { loadKmsHosts } from '@/lib/data/kms-hosts/inventory'
import { KMS_HOSTS_LIST, listedHost } from '@/lib/data/kms-hosts/kms-hosts-list'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { formatCountOf } from '@/lib/format/counts'
import type { ListRequest } from '@/lib/format/list-address'
import { paths } from '@/lib/format/paths'
import { hostChoices } from './host-choices'
import { KmsHostsView } from './kms-hosts-view'
import { RegisterHosts } from './register-hosts'

export const metadata: Metadata = { title: 'KMS hosts' }

interface KmsHostsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function KmsHostsPage({ searchParams }: KmsHostsPageProps) {
  const params = await searchParams
  const now = new Date()
  const actor = await requireActor('kmsHost.read')
  const [view, keys, { hosts }] = await Promise.all([
    loadKmsHosts(actor, now),
    loadHostKeyChoices(actor),
    loadReferenceBook(actor),
  ])
  const rows = view.hosts.map((host) => listedHost(host, hosts.groups, now))
  const read = (request: ListRequest) => KMS_HOSTS_LIST.pageOf(rows, request, now)
  const shown = await loadShownList(actor, KMS_HOSTS_LIST, params, now, { read })
  return (
    <div className="flex flex-col gap-4 min-w-0">
      <PageHeader
        title="KMS hosts"
        description={view.hosts.length > 0 && summary(view)}
        actions={
          <>
            <LinkButton href={paths.sharedCmids()}>
              {view.sharedCmids > 0 ? formatCountOf(view.sharedCmids, 'shared CMID') : 'Shared CMIDs'}
            </LinkButton>
            <RegisterHosts
              choices={hostChoices(keys, hosts.groups)}
              mayChange={actor.can('kmsHost.change')}
            />
          </>
        }
      />
      <CatchingUp {...view.behind} />
      <KmsHostsView shown={shown} mayImport={actor.can('import.create')} />
    </div>
  )
}

/** '3 of 5 hosts serve their clients; 1 is below its threshold.' */
function summary({ hosts, now }: HostsData): string {
  const standings = hosts.map((host) => hostWords(host, new Date(now)).standing)
  const count = (standing: string) => standings.filter((one) => one === standing).length
  const ours = hosts.filter(({ registration }) => registration && !registration.retiredAt).length
  const serving = `${count('serves')} of ${formatCountOf(ours, 'registered host')} ${count('serves') === 1 ? 'serves' : 'serve'} as expected`
  const rest = REST.flatMap(([standing, words]) =>
    count(standing) > 0 ? [`${count(standing)} ${words}`] : [],
  )
  return rest.length > 0 ? `${serving}; ${rest.join(', ')}.` : `${serving}.`
}

const REST = [
  ['unknown', 'unknown'],
  ['retiredInUse', 'retired but still used'],
  ['notLicensed', 'not licensed'],
  ['below', 'below the threshold'],
  ['quiet', 'quiet'],
  ['unheard', 'not reported by the host itself'],
  ['neverSeen', 'never seen'],
] as const
