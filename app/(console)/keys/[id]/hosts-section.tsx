import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { sayHostKeyBasis } from '@/lib/activation/kms/host-key-match'
import type { KeyView } from '@/lib/data/keys/key-page'
import { paths } from '@/lib/format/paths'

/** Hosts that carry a host key now, by their newest reading. */
export function HostsSection({ view }: { view: KeyView }) {
  if (view.hosts.length === 0) return null
  return (
    <Section id="hosts" title="KMS hosts with it now" hint="By the newest reading of each host.">
      <Table label="KMS hosts with it now">
        <TableHead>
          <tr>
            <HeaderCell>KMS host</HeaderCell>
            <HeaderCell>Product</HeaderCell>
            <HeaderCell>Its license</HeaderCell>
            <HeaderCell>Known by</HeaderCell>
            <HeaderCell>Last reading</HeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {view.hosts.map((host) => (
            <TableRow key={`${host.name} ${host.productLabel}`}>
              <Cell className="whitespace-nowrap">
                <Link href={paths.kmsHost(host.name)} className="link font-mono text-ink">
                  {host.name}
                </Link>
              </Cell>
              <Cell className="whitespace-nowrap">{host.productLabel}</Cell>
              <Cell>{host.isLicensed ? 'Licensed' : 'Not licensed'}</Cell>
              <Cell className="min-w-72 text-ink-soft">
                {sayHostKeyBasis(host.basis, host.hasActivationId)}
              </Cell>
              <Cell>
                <Time at={host.observedAt} inList />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}
