/** Grace and rearm by generation, one row each. Editions that differ have a row of their own. */

/** What a machine shows when its grace has run out. */
export type EndState = 'reducedFunctionality' | 'notification'

/** documented: Microsoft says so. field: seen on machines. unverified: general knowledge, not confirmed. */
export type RuleBasis = 'documented' | 'field' | 'unverified'

export interface GraceRow {
  /** As productOf names generations. */
  generations: readonly string[]
  /** Absent: every edition without a row of its own. */
  edition?: RegExp
  /** Only before (RTM) or from the first service pack on; absent where it makes no difference. */
  servicePack?: 'none' | 'first or later'
  /** Initial grace in days; least and most differ where documents and machines do. */
  initialGraceDays: { least: number; most: number }
  /** Rearms of a fresh installation. */
  rearms: number
  endState: EndState
  basis: RuleBasis
  source: string
  /** YYYY-MM */
  date: string
}

const ARTICLE = 'Volume Activation 2.0 article (2008-03) and its editor’s note'
const GUIDE = 'KMS planning guide and Volume Activation technical references (Microsoft)'
const FIELD = 'slmgr.vbs output of machines in the field'

const NOTIFIES = { endState: 'notification', basis: 'documented' } as const
const DAYS_30 = { least: 30, most: 30 } as const
/** Documents keep the 30 days; machines with a client key and no host show notifications at once. */
const DAYS_0_TO_30 = { least: 0, most: 30 } as const

/** The first row that fits holds. */
export const GRACE_ROWS: readonly GraceRow[] = [
  {
    generations: ['Windows Vista'],
    servicePack: 'none',
    initialGraceDays: DAYS_30,
    rearms: 3,
    endState: 'reducedFunctionality',
    basis: 'documented',
    source: ARTICLE,
    date: '2008-03',
  },
  {
    generations: ['Windows Vista'],
    edition: /^Enterprise/i,
    initialGraceDays: DAYS_30,
    rearms: 5,
    ...NOTIFIES,
    source: GUIDE,
    date: '2024-11',
  },
  {
    generations: ['Windows Vista'],
    initialGraceDays: DAYS_30,
    rearms: 3,
    ...NOTIFIES,
    source: ARTICLE,
    date: '2008-03',
  },
  {
    generations: ['Windows Server 2008'],
    initialGraceDays: { least: 60, most: 60 },
    rearms: 3,
    ...NOTIFIES,
    source: ARTICLE,
    date: '2008-03',
  },
  {
    generations: ['Windows 7', 'Windows Server 2008 R2'],
    initialGraceDays: DAYS_30,
    rearms: 3,
    ...NOTIFIES,
    source: GUIDE,
    date: '2024-11',
  },
  {
    generations: ['Windows 8', 'Windows Server 2012', 'Windows 8.1', 'Windows Server 2012 R2'],
    initialGraceDays: DAYS_0_TO_30,
    rearms: 1000,
    endState: 'notification',
    basis: 'field',
    source: FIELD,
    date: '2025-11',
  },
  {
    generations: [
      'Windows 10',
      'Windows 10/11',
      'Windows 11',
      'Windows Server 2016',
      'Windows Server (SAC)',
      'Windows Server 2019',
      'Windows Server 2022',
      'Windows Server 2025',
    ],
    initialGraceDays: DAYS_0_TO_30,
    rearms: 1001,
    endState: 'notification',
    basis: 'field',
    source: FIELD,
    date: '2025-11',
  },
  {
    generations: [
      'Office 2010',
      'Office 2013',
      'Office 2016',
      'Office 2019',
      'Office LTSC 2021',
      'Office LTSC 2024',
    ],
    initialGraceDays: DAYS_30,
    rearms: 5,
    ...NOTIFIES,
    source: 'Office rearm and KMS pages (Microsoft)',
    date: '2025-08',
  },
]
