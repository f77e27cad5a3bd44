import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { FleetProduct } from '@/lib/activation/kms/fleet-coverage'
import { sayHostRefusal } from '@/lib/activation/kms/host-sentence'
import { type CoverageRefusal, keyGroup } from '@/lib/activation/kms/key-groups'
import type { CoverageView, InstalledHostKey } from '@/lib/data/keys/host-key-coverage'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

type Uncovered = CoverageView['coverage']['uncovered'][number]

/** Whether the installed host keys serve the fleet's KMS clients, and what would. */
export function CoverageSection({ view }: { view: CoverageView }) {
  const { coverage, installed } = view
  if (coverage.licenses === 0) return null
  return (
    <Section id="coverage" title="What the installed host keys serve" hint={answerOf(view)}>
      {coverage.uncovered.length > 0 && <UncoveredTable view={view} />}
      <UnknownGroups installed={installed} />
      <p className="text-table text-ink-soft max-w-[72ch]">
        {installedWords(installed)} {cheapestWords(view)}
      </p>
    </Section>
  )
}

function answerOf({ coverage, installed }: CoverageView): string {
  const products = coverage.uncovered.length
  if (products === 0) {
    return `Every KMS license in the fleet (${formatCount(coverage.licenses)}) has an installed host key that serves it.`
  }
  const open = coverage.licenses - coverage.servedLicenses
  if (installed.length === 0) {
    return `No KMS host has reported its key yet, so it is not known whether the ${formatCountOf(open, 'KMS license is', 'KMS licenses are')} served. Import the slmgr /dlv output of a host.`
  }
  return `${formatCountOf(open, 'KMS license')} of ${formatCountOf(products, 'product')} ${open === 1 ? 'has' : 'have'} no installed host key that serves ${open === 1 ? 'it' : 'them'}.`
}

function UncoveredTable({ view: { coverage, installed, groups } }: { view: CoverageView }) {
  const columns: readonly Column<Uncovered>[] = [
    {
      id: 'product',
      header: 'Product',
      minWidth: '12rem',
      cell: ({ product }) => <strong>{product.label}</strong>,
    },
    { id: 'licenses', header: 'Licenses', numeric: true, cell: ({ product }) => licensesOf(product) },
    {
      id: 'why',
      header: 'Why no key serves it',
      minWidth: '16rem',
      soft: true,
      cell: ({ product, refusal }) => (refusal ? whyNot(refusal) : noKeyWords(product, installed.length > 0)),
    },
    {
      id: 'cheapest',
      header: 'Cheapest key for it',
      nowrap: true,
      cell: ({ cheapest }) => (cheapest ? keyGroup(cheapest, groups).label : 'none known'),
    },
  ]
  return (
    <DataTable
      label="Products no installed host key serves"
      columns={columns}
      rows={coverage.uncovered}
      rowId={({ product }) => product.label}
    />
  )
}

/** How many licenses, with the way to them. */
function licensesOf({ label, licenses }: FleetProduct) {
  return <Link href={paths.licensesList({ product: label, served: 'no' })}>{formatCount(licenses)}</Link>
}

/** The column beside it names the cheapest key already. */
function whyNot(refusal: CoverageRefusal): string {
  const { needed: _, ...rest } = { needed: undefined, ...refusal }
  return sayHostRefusal(rest as CoverageRefusal)
}

function noKeyWords(product: FleetProduct, hasKeys: boolean): string {
  if (!hasKeys) return 'No host key is known to be installed.'
  const side = product.family === 'office' ? 'Office' : 'Windows'
  return `No ${side} host key is known to be installed.`
}

/** Host keys whose group is not known: they may serve more than is counted here. */
function UnknownGroups({ installed }: { installed: readonly InstalledHostKey[] }) {
  const unknown = installed.filter(({ group }) => group === undefined)
  if (unknown.length === 0) return null
  return (
    <Notice tone="watch" title="The key group of some hosts is not known">
      {unknown.map(({ host, lastFive, productLabel, keyId }) => (
        <p key={`${host} ${productLabel}`}>
          <Link href={paths.kmsHost(host)} className="link font-mono">
            {host}
          </Link>
          : {productLabel}, key …{lastFive ?? '?'}.{' '}
          {keyId ? (
            <Link href={paths.key(keyId)} className="link">
              Enter its key group
            </Link>
          ) : (
            'Add the key by its last five and enter its key group.'
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
