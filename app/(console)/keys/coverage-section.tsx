import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { sayHostRefusal } from '@/lib/activation/kms/host-sentence'
import { type CoverageRefusal, keyGroup } from '@/lib/activation/kms/key-groups'
import type { CoverageView, InstalledHostKey, ListedProduct } from '@/lib/data/keys/host-key-coverage'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** Whether the installed host keys serve the fleet's KMS clients, and what would. */
export function CoverageSection({ view }: { view: CoverageView }) {
  const { coverage, installed } = view
  if (coverage.machines === 0) return null
  return (
    <Section id="coverage" title="What the installed host keys serve" hint={answerOf(view)}>
      {coverage.uncovered.length > 0 && <UncoveredTable view={view} />}
      <Untold installed={installed} />
      <p className="text-table text-ink-soft max-w-[72ch]">
        {installedWords(installed)} {cheapestWords(view)}
      </p>
    </Section>
  )
}

function answerOf({ coverage, installed }: CoverageView): string {
  const products = coverage.uncovered.length
  if (products === 0) {
    return `Every KMS license seen in the fleet (${formatCount(coverage.machines)}) has an installed host key that serves it.`
  }
  const open = coverage.machines - coverage.coveredMachines
  if (installed.length === 0) {
    return `No KMS host has told of its key yet, so none of the ${formatCount(open)} KMS licenses is known to be served. Import the slmgr /dlv output of a host.`
  }
  return `${formatCountOf(open, 'KMS license')} of ${formatCountOf(products, 'product')} ${open === 1 ? 'has' : 'have'} no installed host key that serves ${open === 1 ? 'it' : 'them'}.`
}

function UncoveredTable({ view: { coverage, installed, groups } }: { view: CoverageView }) {
  return (
    <Table label="Products no installed host key serves">
      <TableHead>
        <tr>
          <HeaderCell>Product</HeaderCell>
          <HeaderCell numeric>Machines</HeaderCell>
          <HeaderCell>Why none serves it</HeaderCell>
          <HeaderCell>Cheapest key that would</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {coverage.uncovered.map(({ product, refusal, cheapest }) => (
          <TableRow key={`${product.label} ${product.isListed}`}>
            <Cell className="min-w-48 font-medium">{product.label}</Cell>
            <Cell numeric>
              <MachineCount product={product} />
            </Cell>
            <Cell className="min-w-64 text-ink-soft">
              {refusal ? whyNot(refusal) : noKeyWords(product, installed.length > 0)}
            </Cell>
            <Cell className="whitespace-nowrap">
              {cheapest ? keyGroup(cheapest, groups).label : 'none known'}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function MachineCount({ product }: { product: ListedProduct }) {
  const href = machinesHref(product)
  const count = formatCount(product.machines)
  if (href === undefined) return count
  return (
    <Link href={href} className="link">
      {count}
    </Link>
  )
}

function machinesHref({ isListed, label, names }: ListedProduct): string | undefined {
  if (isListed) return paths.clients({ product: label, channel: 'KMS client' })
  return names === null ? undefined : paths.clients({ names: names.join(',') })
}

/** The column beside it names the cheapest key already. */
function whyNot(refusal: CoverageRefusal): string {
  const { needed: _, ...rest } = { needed: undefined, ...refusal }
  return sayHostRefusal(rest as CoverageRefusal)
}

function noKeyWords(product: ListedProduct, hasKeys: boolean): string {
  if (!hasKeys) return 'No host key is known to be installed.'
  const side = product.family === 'office' ? 'Office' : 'Windows'
  return `No ${side} host key is known to be installed.`
}

/** Host keys whose group nobody can tell: they may serve more than is counted here. */
function Untold({ installed }: { installed: readonly InstalledHostKey[] }) {
  const untold = installed.filter(({ group }) => group === undefined)
  if (untold.length === 0) return null
  return (
    <Notice tone="watch" title="The key group of some hosts is not known">
      {untold.map(({ host, lastFive, productLabel, keyId }) => (
        <p key={`${host} ${productLabel}`}>
          <Link href={paths.kmsHost(host)} className="link font-mono">
            {host}
          </Link>
          : {productLabel}, key …{lastFive ?? '?'}.{' '}
          {keyId ? (
            <Link href={paths.key(keyId)} className="link">
              Say its key group
            </Link>
          ) : (
            'Add the key by its last five and say its key group.'
          )}
        </p>
      ))}
    </Notice>
  )
}

function installedWords(installed: readonly InstalledHostKey[]): string {
  const labels = [...new Set(installed.flatMap(({ group }) => group?.label ?? []))]
  return labels.length === 0 ? '' : `Installed on licensed hosts: ${labels.join(', ')}.`
}

function cheapestWords({ coverage, groups }: CoverageView): string {
  const labels = coverage.cheapestForAll.map((id) => keyGroup(id, groups).label)
  return labels.length === 0 ? '' : `The cheapest set for this fleet: ${labels.join(', ')}.`
}
