import { Badge } from '@/components/ui/badge'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { HostEntry } from '@/lib/data/keys/host-register'
import type { KeyView } from '@/lib/data/keys/key-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { HostLimitsDialog } from './host-limits-dialog'
import { RecordHostDialog } from './record-host-dialog'
import { WithdrawHost } from './withdraw-host'

/** The register of a host key: what each of its hosts used, and every activation behind it. */
export function RegisterSection({ view, mayChange }: { view: KeyView; mayChange: boolean }) {
  const { register } = view
  if (!register) return null
  const { budget, limits, entries } = register
  const refused = mayChange ? retiredReason(view) : 'Only a licensing admin changes the register.'
  return (
    <Section
      id="register"
      title="Register of host activations"
      hint={`${limits.hosts} hosts, each activated once and reactivated up to ${limits.reactivationsPerHost} times. No host tells this number, so it is kept here.`}
      actions={
        <>
          <HostLimitsDialog keyId={view.id} limits={limits} disabledReason={refused} />
          <RecordHostDialog keyId={view.id} disabledReason={refused} />
        </>
      }
    >
      {budget.uses.length === 0 ? (
        <p className="text-ink-soft max-w-[72ch]">
          Nothing is in the register. Readings of a KMS host licensed with this key enter by themselves; enter
          what happened before.
        </p>
      ) : (
        <>
          <UsesTable view={view} />
          <EntriesTable entries={entries} mayChange={mayChange} />
        </>
      )}
    </Section>
  )
}

const retiredReason = ({ retiredAt }: KeyView) =>
  retiredAt === null ? undefined : 'The key is retired. Take it back into use first.'

function UsesTable({ view: { register } }: { view: KeyView }) {
  if (!register) return null
  return (
    <Table label="Hosts of this key">
      <TableHead>
        <tr>
          <HeaderCell>Host</HeaderCell>
          <HeaderCell numeric>Reactivated</HeaderCell>
          <HeaderCell numeric>Left</HeaderCell>
          <HeaderCell>Last activation</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {register.budget.uses.map((use) => (
          <TableRow key={use.host}>
            <Cell>
              <Link href={paths.kmsHost(use.host)} className="link font-mono text-ink">
                {use.host}
              </Link>
            </Cell>
            <Cell numeric>{formatCountOf(use.reactivations, 'time')}</Cell>
            <Cell numeric>{use.reactivationsLeft}</Cell>
            <Cell>
              <Time at={use.lastAt} as="date" inList />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function EntriesTable({ entries, mayChange }: { entries: readonly HostEntry[]; mayChange: boolean }) {
  return (
    <Table label="Activations">
      <TableHead>
        <tr>
          <HeaderCell>When</HeaderCell>
          <HeaderCell>Host</HeaderCell>
          <HeaderCell>How</HeaderCell>
          <HeaderCell>Known from</HeaderCell>
          <HeaderCell>
            <span className="sr-only">Actions</span>
          </HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {entries.toReversed().map((entry) => (
          <TableRow key={entry.id}>
            <Cell>
              <span className="inline-flex items-center gap-2 whitespace-nowrap">
                {entry.source === 'observed' && <span className="text-ink-soft">by</span>}
                <Time at={entry.at} as="date" inList />
                {entry.isOverLimit && <Badge tone="bad">Beyond the limit</Badge>}
              </span>
            </Cell>
            <Cell className="font-mono">{entry.host}</Cell>
            <Cell>{entry.method === 'unknown' ? 'not told' : entry.method}</Cell>
            <Cell className="min-w-48">
              <Origin entry={entry} />
            </Cell>
            <Cell className="text-right">
              {mayChange && entry.source === 'person' && <WithdrawHost id={entry.id} host={entry.host} />}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Origin({ entry }: { entry: HostEntry }) {
  if (entry.source === 'person') {
    return (
      <span>
        {entry.recordedBy}
        {entry.note && <span className="text-ink-soft">: {entry.note}</span>}
      </span>
    )
  }
  if (entry.importId === null) return <span className="text-ink-soft">a reading of the host</span>
  return (
    <Link href={paths.import(entry.importId, entry.line ?? undefined)} className="link">
      a reading of the host
    </Link>
  )
}
