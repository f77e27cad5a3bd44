import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ProviderRow } from '@/lib/data/people/sign-in-providers'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

const COLUMNS: readonly Column<ProviderRow>[] = [
  {
    id: 'name',
    header: 'Name',
    rowHeader: true,
    minWidth: '12rem',
    cell: ({ id, name, kind, issuer, directory }) => (
      <>
        <Link href={paths.provider(id)} className="link font-medium">
          {name}
        </Link>
        <small>{kind === 'oidc' ? issuer : directory}</small>
      </>
    ),
  },
  {
    id: 'kind',
    header: 'Kind',
    cell: ({ kind }) => (kind === 'oidc' ? 'OpenID Connect' : 'Directory'),
  },
  { id: 'state', header: 'State', cell: ({ isOn }) => <ProviderState isOn={isOn} /> },
  {
    id: 'groups',
    header: 'Groups with a role',
    numeric: true,
    cell: ({ groups }) => groups.length,
  },
  { id: 'people', header: 'People', numeric: true, cell: ({ people }) => people },
  {
    id: 'tested',
    header: 'Last test',
    cell: ({ lastTest }) =>
      lastTest ? (
        <>
          <Time at={lastTest.at} />
          <small>{lastTest.problem ? 'failed' : formatCountOf(lastTest.groups?.length ?? 0, 'group')}</small>
        </>
      ) : (
        'never'
      ),
  },
]

/** The providers and directories through which people sign in. */
export function ProviderTable({ providers }: { providers: readonly ProviderRow[] }) {
  return (
    <DataTable
      label="Ways to sign in"
      columns={COLUMNS}
      rows={providers}
      rowId={({ id }) => id}
      density="roomy"
    />
  )
}

export function ProviderState({ isOn }: { isOn: boolean }) {
  return isOn ? <Badge tone="ok">On</Badge> : <Badge>Off</Badge>
}
