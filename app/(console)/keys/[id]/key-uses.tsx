'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { ListView } from '@/components/data-table/list-view'
import { ConditionMark } from '@/components/license/condition-mark'
import { SourceLink } from '@/components/license/source-link'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { sayHostKeyBasis } from '@/lib/activation/kms/host-key-match'
import { conditionLabel } from '@/lib/activation/words/labels'
import type { KeyUse } from '@/lib/data/keys/key-machines-list'
import type { KeyHost, KeyView } from '@/lib/data/keys/key-page'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'

const HOSTS: readonly Column<KeyHost>[] = [
  {
    id: 'host',
    header: 'KMS host',
    mono: true,
    nowrap: true,
    cell: ({ name }) => <Link href={paths.kmsHost(name)}>{name}</Link>,
  },
  { id: 'product', header: 'Product', nowrap: true, cell: ({ productLabel }) => productLabel },
  {
    id: 'license',
    header: 'License',
    cell: ({ isLicensed }) => (isLicensed ? 'Licensed' : 'Not licensed'),
  },
  {
    id: 'basis',
    header: 'Known by',
    minWidth: '18rem',
    soft: true,
    cell: ({ basis, hasActivationId }) => sayHostKeyBasis(basis, hasActivationId),
  },
  { id: 'seen', header: 'Last reading', cell: ({ observedAt }) => <Time at={observedAt} inList /> },
]

/** Hosts that carry a host key now, by their newest reading. */
export function HostsSection({ hosts }: Pick<KeyView, 'hosts'>) {
  return (
    <Section id="hosts" title="KMS hosts with it" hint="By the newest reading of each host.">
      <DataTable
        label="KMS hosts with it"
        columns={HOSTS}
        rows={hosts}
        rowId={({ name, productLabel }) => `${name} ${productLabel}`}
      />
    </Section>
  )
}

interface MachinesSectionProps {
  lastFive: string
  shown: ShownList<KeyUse>
  hasActivationIds: boolean
  mayReadImports: boolean
}

/** Which machines use a MAK, since when, by which evidence. */
export function MachinesSection({ lastFive, shown, hasActivationIds, mayReadImports }: MachinesSectionProps) {
  const columns: readonly Column<KeyUse>[] = [
    {
      id: 'machine',
      header: 'Machine',
      sortKey: 'machine',
      always: true,
      mono: true,
      cell: ({ client }) => <Link href={paths.client(client)}>{client}</Link>,
    },
    { id: 'product', header: 'Product', sortKey: 'product', cell: ({ productLabel }) => productLabel },
    {
      id: 'state',
      header: 'State',
      nowrap: true,
      cell: ({ condition }) => (
        <span className="inline-flex items-center gap-1.5">
          <ConditionMark condition={condition} />
          {conditionLabel(condition)}
        </span>
      ),
    },
    { id: 'since', header: 'Since', cell: ({ since }) => <Time at={since} as="date" inList /> },
    {
      id: 'evidence',
      header: 'Last evidence',
      sortKey: 'evidence',
      startsDescending: true,
      nowrap: true,
      cell: (use) => <SourceLink {...use} mayRead={mayReadImports} />,
    },
  ]
  return (
    <Section
      id="machines"
      title="Machines that use it"
      hint={`MAK licenses whose key ends in ${lastFive}${hasActivationIds ? ' and whose activation ID is one of this key' : ''}.`}
    >
      <ListView
        label="Machines that use it"
        shown={shown}
        columns={columns}
        rowId={({ id }) => String(id)}
        density="roomy"
      />
    </Section>
  )
}
