'use client'

import { ListView } from '@/components/data-table/list-view'
import { QuickLook } from '@/components/data-table/quick-look'
import { EmptyState } from '@/components/feedback/empty-state'
import { HostMark } from '@/components/kms-host/host-mark'
import { LinkButton } from '@/components/ui/button'
import { Fact, Facts } from '@/components/ui/facts'
import { useNow } from '@/components/ui/now'
import { Time } from '@/components/ui/time'
import { hostWords } from '@/lib/activation/kms/standing-sentence'
import type { ListedHost } from '@/lib/data/kms-hosts/kms-hosts-list'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'
import { KMS_HOST_COLUMNS } from './columns'

interface KmsHostsViewProps {
  shown: ShownList<ListedHost>
  mayImport: boolean
}

/** The KMS hosts, each with a quick look. */
export function KmsHostsView({ shown, mayImport }: KmsHostsViewProps) {
  return (
    <ListView
      label="KMS hosts"
      shown={shown}
      columns={KMS_HOST_COLUMNS}
      rowId={(host) => host.name}
      density="roomy"
      empty={<NoHosts mayImport={mayImport} />}
      look={{
        href: (host) => paths.kmsHost(host.name),
        view: (host, close) => <HostQuickLook host={host} onClose={close} />,
      }}
    />
  )
}

function NoHosts({ mayImport }: { mayImport: boolean }) {
  return (
    <EmptyState
      kind="noData"
      title="No KMS host is known yet"
      actions={
        mayImport && (
          <LinkButton look="primary" href={paths.imports()}>
            Import a host’s event log
          </LinkButton>
        )
      }
    >
      A host appears here when it is registered, when its KMS event log or its slmgr.vbs /dlv output is
      imported, or when a client or a DNS zone names it.
    </EmptyState>
  )
}

function HostQuickLook({ host, onClose }: { host: ListedHost; onClose: () => void }) {
  const words = hostWords(host, useNow())
  return (
    <QuickLook
      title={host.name}
      onClose={onClose}
      footer={
        <>
          <LinkButton look="primary" href={paths.kmsHost(host.name)}>
            Open the page
          </LinkButton>
          <LinkButton href={paths.clients({ host: host.names.join(',') })}>Its clients</LinkButton>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="flex items-start gap-3">
          <HostMark standing={words.standing} large />
          <div className="grid gap-1">
            <p className="text-base font-semibold">{words.headline}</p>
            <p className="text-ink-soft">{words.detail}</p>
          </div>
        </div>
        <Facts className="text-table">
          <Fact name="Clients">{formatCount(host.clients)}</Fact>
          <Fact name="Requests, 30 days">
            {formatCount(host.requests30)}, {formatCount(host.failed30)} refused
          </Fact>
          {host.lastRequestAt && (
            <Fact name="Last request">
              <Time at={host.lastRequestAt} />
            </Fact>
          )}
          {host.services.map((service) => (
            <Fact key={service.application} name={service.application === 'office' ? 'Office' : 'Windows'}>
              {service.productLabel}
            </Fact>
          ))}
        </Facts>
      </div>
    </QuickLook>
  )
}
