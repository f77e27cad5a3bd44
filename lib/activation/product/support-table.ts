/**
 * Until when Windows gets security updates, and what extended security updates (ESU) add. Source: Microsoft's lifecycle pages
 * as of 01/2026 (learn.microsoft.com/lifecycle), its release information for long-term servicing editions, and for ESU of
 * Windows 10 whats-new/enable-extended-security-updates (07/2025). Windows 11 has an end per version, which no source tells.
 */

export interface SupportEnd {
  /** 'Windows 10': as product tables name generations */
  generation: string
  /** of these products of the generation only; absent: of all that no earlier row is for */
  product?: RegExp
  /** the last day with updates for everybody */
  endsOn: string
  /** the last day of each year of ESU */
  esu?: readonly string[]
}

/** A long-term edition whose name tells no year may be any of them. */
const NOT_LONG_TERM = /^(?!.*LTS[BC])/

/** The first row that fits holds. */
const SUPPORT: readonly SupportEnd[] = [
  { generation: 'Windows Vista', endsOn: '2017-04-11' },
  { generation: 'Windows 7', endsOn: '2020-01-14', esu: ['2021-01-12', '2022-01-11', '2023-01-10'] },
  { generation: 'Windows 8', endsOn: '2016-01-12' },
  { generation: 'Windows 8.1', endsOn: '2023-01-10' },
  { generation: 'Windows 10', product: /LTSC 2021/, endsOn: '2027-01-12' },
  { generation: 'Windows 10', product: /LTSC 2019/, endsOn: '2029-01-09' },
  { generation: 'Windows 10', product: /LTSB 2016/, endsOn: '2026-10-13' },
  {
    generation: 'Windows 10',
    product: NOT_LONG_TERM,
    endsOn: '2025-10-14',
    esu: ['2026-10-13', '2027-10-12', '2028-10-10'],
  },
  { generation: 'Windows 11', product: /LTSC 2024/, endsOn: '2029-10-09' },
  {
    generation: 'Windows Server 2008',
    endsOn: '2020-01-14',
    esu: ['2021-01-12', '2022-01-11', '2023-01-10'],
  },
  {
    generation: 'Windows Server 2008 R2',
    endsOn: '2020-01-14',
    esu: ['2021-01-12', '2022-01-11', '2023-01-10'],
  },
  {
    generation: 'Windows Server 2012',
    endsOn: '2023-10-10',
    esu: ['2024-10-08', '2025-10-14', '2026-10-13'],
  },
  {
    generation: 'Windows Server 2012 R2',
    endsOn: '2023-10-10',
    esu: ['2024-10-08', '2025-10-14', '2026-10-13'],
  },
  { generation: 'Windows Server 2016', endsOn: '2027-01-12' },
  { generation: 'Windows Server 2019', endsOn: '2029-01-09' },
  { generation: 'Windows Server 2022', endsOn: '2031-10-14' },
  { generation: 'Windows Server 2025', endsOn: '2034-11-14' },
]

/** When updates end for a product; undefined where no table tells. An activation ID of 'Windows 10/11' says neither which. */
export function supportEnd(generation: string | null, product: string): SupportEnd | undefined {
  const named =
    generation === 'Windows 10/11' ? (/^Windows 1[01](?!\/)/.exec(product)?.[0] ?? null) : generation
  return SUPPORT.find((row) => row.generation === named && (row.product?.test(product) ?? true))
}

/** The year of ESU that a day needs, from 1; undefined while updates are for everybody, or where no ESU covers the day. */
export function esuYearNeeded({ endsOn, esu = [] }: SupportEnd, day: string): number | undefined {
  if (day <= endsOn) return undefined
  const year = esu.findIndex((last) => day <= last)
  return year < 0 ? undefined : year + 1
}
