'use client'

import { FilterChips } from '@/components/data-table/filter-chip'
import { FilterMenu } from '@/components/data-table/filter-menu'
import { QualifiedSearch } from '@/components/data-table/qualified-search'
import { CONDITION_WORD } from '@/components/license/condition'
import { ConditionLabel } from '@/components/license/condition-mark'
import { FAMILY_LABELS, LICENSE_FAMILIES } from '@/lib/activation/product/license-family'
import { CONDITIONS } from '@/lib/activation/words/labels'
import type { LicensesList } from '@/lib/data/licenses/licenses-list'
import { filterField } from '@/lib/format/clients-filter'
import { joined } from '@/lib/format/filter-table'
import {
  LICENSE_FILTER_TABLE,
  type LicensesChange,
  type LicensesParams,
  licenseChips,
  NO_LICENSES_FILTER,
  SERVED_LABELS,
} from '@/lib/format/licenses-address'

interface LicenseFilterProps {
  params: LicensesParams
  list: LicensesList | undefined
  change: (change: LicensesChange, history?: 'push' | 'replace') => void
}

const FIRST_PAGE = { after: null, before: null } as const

/** A part of a machine's name, and a menu per field that offers something. */
export function LicenseFilter({ params, list, change }: LicenseFilterProps) {
  const narrow = (part: LicensesChange) => change({ ...part, ...FIRST_PAGE })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox params={params} change={change} />
      <div className="flex gap-2 max-md:overflow-x-auto max-md:w-full max-md:pb-1 max-md:-mb-1">
        <FilterMenu
          label="Family"
          options={LICENSE_FAMILIES.map((value) => ({ value, label: FAMILY_LABELS[value] }))}
          chosen={params.family}
          onChange={(chosen) => narrow({ family: LICENSE_FAMILIES.filter((one) => chosen.includes(one)) })}
        />
        {(['product', 'channel', 'host', 'site'] as const).map((field) => (
          <FilterMenu
            key={field}
            label={filterField(field).label}
            options={(list?.known[field] ?? []).map((value) => ({ value, label: value }))}
            chosen={params[field]}
            onChange={(chosen) => narrow({ [field]: chosen })}
          />
        ))}
        <FilterMenu
          label="State"
          options={CONDITIONS.map((value) => ({
            value,
            label: <ConditionLabel condition={value} word={CONDITION_WORD[value]} />,
            count: list?.byCondition && (list.byCondition[value] ?? 0),
          }))}
          chosen={params.state}
          onChange={(chosen) => narrow({ state: CONDITIONS.filter((one) => chosen.includes(one)) })}
        />
        <FilterMenu
          label="Host key"
          options={(['no', 'yes'] as const).map((value) => ({ value, label: SERVED_LABELS[value] }))}
          chosen={params.served ? [params.served] : []}
          onChange={(chosen) =>
            narrow({ served: (['no', 'yes'] as const).find((one) => chosen.at(-1) === one) ?? null })
          }
        />
      </div>
    </div>
  )
}

/** The text of the list, with the qualifiers of its filters. */
function SearchBox({ params, change }: Pick<LicenseFilterProps, 'params' | 'change'>) {
  return (
    <QualifiedSearch
      q={params.q}
      label="Filter licenses"
      placeholder="Part of a machine’s name, product, last five, KMS host, or family:office served:no"
      table={LICENSE_FILTER_TABLE}
      search={(q) => change({ q, ...FIRST_PAGE }, 'replace')}
      narrow={(q, found, group) =>
        change({ ...joined(LICENSE_FILTER_TABLE, params, found), q, ...FIRST_PAGE, ...(group && { group }) })
      }
    />
  )
}

/** The filter as chips. The free text stands in its box and needs none. */
export function LicenseChips({ params, change }: Pick<LicenseFilterProps, 'params' | 'change'>) {
  return (
    <FilterChips
      chips={licenseChips(params)}
      onRemove={(field) => change({ [field]: null, ...FIRST_PAGE })}
      onClear={() => change(NO_LICENSES_FILTER)}
    />
  )
}
