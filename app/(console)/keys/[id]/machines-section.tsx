import { ConditionMark } from '@/components/license/condition-mark'
import { SourceLink } from '@/components/license/source-link'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { conditionLabel } from '@/lib/activation/words/labels'
import { type KeyView, USES_SHOWN } from '@/lib/data/keys/key-page'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** Which machines use a MAK, since when, by which evidence. */
export function MachinesSection({ view, mayReadImports }: { view: KeyView; mayReadImports: boolean }) {
  if (view.uses.length === 0) return null
  const rest = view.machines - view.uses.length
  return (
    <Section
      id="machines"
      title="Machines that use it"
      hint={`Licenses of the MAK channel whose key ends in ${view.lastFive}${view.activationIds.length > 0 ? ' and whose activation ID is one of this key' : ''}.`}
    >
      <Table label="Machines that use it">
        <TableHead>
          <tr>
            <HeaderCell>Machine</HeaderCell>
            <HeaderCell>Product</HeaderCell>
            <HeaderCell>State</HeaderCell>
            <HeaderCell>Since</HeaderCell>
            <HeaderCell>Last evidence</HeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {view.uses.map((use) => (
            <TableRow key={`${use.client} ${use.productLabel}`}>
              <Cell>
                <Link href={paths.client(use.client)} className="link font-mono text-ink">
                  {use.client}
                </Link>
              </Cell>
              <Cell>{use.productLabel}</Cell>
              <Cell>
                <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
                  <ConditionMark condition={use.condition} />
                  {conditionLabel(use.condition)}
                </span>
              </Cell>
              <Cell>
                <Time at={use.since} as="date" inList />
              </Cell>
              <Cell className="whitespace-nowrap">
                <SourceLink
                  importId={use.importId}
                  fileName={use.fileName}
                  line={use.line}
                  observedAt={use.observedAt}
                  mayRead={mayReadImports}
                />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {rest > 0 && (
        <p className="text-table text-ink-soft">
          The {USES_SHOWN} with the newest evidence; {formatCount(rest)} more are in the{' '}
          <Link href={paths.clients({ key: view.lastFive, channel: 'MAK' })} className="link">
            clients list
          </Link>
          .
        </p>
      )}
    </Section>
  )
}
