import type { Metadata } from 'next'
import { hostWords } from '@/components/kms-host/host-words'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import type { KmsHostsView as HostsData } from '@/lib/data/kms-hosts/host-shapes'
import { loadKmsHosts } from '@/lib/data/kms-hosts/inventory'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { KmsHostsView } from './kms-hosts-view'

export const metadata: Metadata = { title: 'KMS hosts' }

export default async function KmsHostsPage() {
  const actor = await requireActor('kmsHost.read', paths.kmsHosts())
  const view = await loadKmsHosts(actor, new Date())
  return (
    <div className="flex flex-col gap-4 min-w-0">
      <PageHeader title="KMS hosts" description={view.hosts.length > 0 && summary(view)} />
      <KmsHostsView hosts={view.hosts} mayImport={actor.can('import.create')} />
    </div>
  )
}

/** '3 of 5 hosts serve their clients; 1 is below its threshold.' */
function summary({ hosts, now }: HostsData): string {
  const standings = hosts.map((host) => hostWords(host, new Date(now)).standing)
  const count = (standing: string) => standings.filter((one) => one === standing).length
  const serving = `${count('serves')} of ${formatCountOf(hosts.length, 'host')} ${count('serves') === 1 ? 'serves' : 'serve'} as expected`
  const rest = [
    count('notLicensed') > 0 && `${count('notLicensed')} not licensed`,
    count('below') > 0 && `${count('below')} below the threshold`,
    count('quiet') > 0 && `${count('quiet')} quiet`,
    count('unheard') > 0 && `${count('unheard')} not heard of directly`,
  ].filter(Boolean)
  return rest.length > 0 ? `${serving}; ${rest.join(', ')}.` : `${serving}.`
}
