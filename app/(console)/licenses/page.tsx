import type { Metadata } from 'next'
import { CatchingUp } from '@/components/feedback/catching-up'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { FAMILY_LABELS, LICENSE_FAMILIES } from '@/lib/activation/product/license-family'
import { requireActor } from '@/lib/auth/actor'
import { type LicensedProduct, loadLicenseProducts } from '@/lib/data/licenses/license-products'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { ProductTable } from './product-table'

export const metadata: Metadata = { title: 'Licenses' }

export default async function LicensesPage() {
  const actor = await requireActor('machine.read')
  const { products, behind } = await loadLicenseProducts(actor, new Date())
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Licenses"
        description={summaryOf(products)}
        actions={products.length > 0 && <LinkButton href={paths.licensesList()}>All licenses</LinkButton>}
      />
      <CatchingUp {...behind} />
      {products.length === 0 && (
        <EmptyState kind="noData" title="No licenses yet">
          Each product on each machine appears here as soon as its state is recorded: Windows, Office, Visio,
          Project, and add-ons such as ESU.
        </EmptyState>
      )}
      {LICENSE_FAMILIES.map((family) => {
        const rows = products.filter((product) => product.family === family)
        return (
          rows.length > 0 && (
            <Section key={family} id={family} title={FAMILY_LABELS[family]}>
              <ProductTable label={FAMILY_LABELS[family]} family={family} products={rows} />
            </Section>
          )
        )
      })}
    </div>
  )
}

function summaryOf(products: readonly LicensedProduct[]): string {
  const licenses = products.reduce((sum, product) => sum + product.licenses, 0)
  if (licenses === 0) return 'One row per product and machine.'
  return `${formatCountOf(licenses, 'license')} of ${formatCountOf(products.length, 'product')}: each product on each machine counts once.`
}
