'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { CONDITION_WORD } from '@/components/license/condition'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import type { LicenseFamily } from '@/lib/activation/product/license-family'
import { CONDITIONS } from '@/lib/activation/words/labels'
import type { LicensedProduct } from '@/lib/data/licenses/license-products'
import { formatCount } from '@/lib/format/counts'
import type { LicensesQuery } from '@/lib/format/licenses-address'
import { paths } from '@/lib/format/paths'

interface ProductTableProps {
  label: string
  family: LicenseFamily
  products: readonly LicensedProduct[]
}

/** Products of one family with their licenses by state. Every count leads to its licenses; the last row adds them up. */
export function ProductTable({ label, family, products }: ProductTableProps) {
  const rows: Counted[] = products.map((product) => ({ ...product, query: { product: product.label } }))
  if (rows.length > 1) rows.push(sumOf(products, family))
  return <DataTable label={label} columns={COLUMNS} rows={rows} rowId={(row) => row.label} />
}

interface Counted extends Omit<LicensedProduct, 'family'> {
  /** which licenses are counted */
  query: LicensesQuery
}

function sumOf(products: readonly LicensedProduct[], family: LicenseFamily): Counted {
  const sum = (count: (product: LicensedProduct) => number | null | undefined) =>
    products.reduce((total, product) => total + (count(product) ?? 0), 0)
  return {
    label: 'All',
    query: { family },
    licenses: sum(({ licenses }) => licenses),
    byCondition: Object.fromEntries(
      CONDITIONS.map((condition) => [condition, sum(({ byCondition }) => byCondition[condition])]),
    ),
    unserved: products[0]?.unserved === null ? null : sum(({ unserved }) => unserved),
  }
}

/** Wide enough for a million, so that the columns of all families stand beneath one another. */
const COUNT_WIDTH = '7rem'

const COLUMNS: readonly Column<Counted>[] = [
  {
    id: 'product',
    header: 'Product',
    rowHeader: true,
    minWidth: '12rem',
    grow: true,
    cell: (row) => <Link href={paths.licensesList(row.query)}>{row.label}</Link>,
  },
  {
    id: 'licenses',
    header: 'Licenses',
    numeric: true,
    minWidth: COUNT_WIDTH,
    cell: (row) => <Count count={row.licenses} query={row.query} />,
  },
  ...CONDITIONS.map(
    (condition): Column<Counted> => ({
      id: condition,
      header: CONDITION_WORD[condition],
      numeric: true,
      minWidth: COUNT_WIDTH,
      cell: ({ byCondition, query }) => (
        <Count count={byCondition[condition]} query={{ ...query, state: condition }} />
      ),
    }),
  ),
  {
    id: 'unserved',
    header: 'No host key',
    numeric: true,
    minWidth: COUNT_WIDTH,
    explanation: 'KMS licenses that no installed KMS host key serves.',
    cell: ({ unserved, query }) => <Count count={unserved} query={{ ...query, served: 'no' }} />,
  },
]

function Count({ count, query }: { count: number | null | undefined; query: LicensesQuery }) {
  return count ? <Link href={paths.licensesList(query)}>{formatCount(count)}</Link> : nothing
}
