import { type PeriodChoice, type PeriodWord, readDay } from '@/lib/activation/report/period'
import type { AddressParams } from './list-address'

/** What narrows a report, as words of its address, with what a person reads. */
export const REPORT_FILTERS = {
  site: 'Site',
  product: 'Product',
  method: 'Method',
  host: 'KMS host',
  key: 'Key, last five',
  code: 'Code',
  machine: 'Machine',
  by: 'Counted by',
} as const

/** What machines can be counted by, the usual way first. */
export const REPORT_WAYS = { product: 'Product', site: 'Site', owner: 'Owner', method: 'Method' } as const

export type ReportWay = keyof typeof REPORT_WAYS

export const isWay = (text: string): text is ReportWay => Object.hasOwn(REPORT_WAYS, text)

export type ReportFilter = keyof typeof REPORT_FILTERS

export interface ReportFacts {
  title: string
  /** what it answers */
  question: string
  /** who asks */
  audience: string
  /** the periods it can be about, the usual one first; 'today' alone: as things stand */
  periods: readonly [PeriodWord, ...PeriodWord[]]
  filters: readonly ReportFilter[]
}

const LONG = ['last30', 'last90', 'last13m', 'thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter'] as const
const SHORT = ['last30', 'last7', 'last90', 'thisMonth', 'lastMonth'] as const

/** Every report by its number, in the order in which people ask. */
export const REPORTS = {
  R3: {
    title: 'License status',
    question: 'Where do we stand?',
    audience: 'Managers',
    periods: ['thisMonth', 'lastMonth', 'last30', 'last90', 'last13m', 'thisQuarter', 'lastQuarter'],
    filters: ['by', 'site', 'product', 'method'],
  },
  R5: {
    title: 'What runs out',
    question: 'What ends by when?',
    audience: 'Managers, licensing admins',
    periods: ['today'],
    filters: ['site', 'product', 'method'],
  },
  R1: {
    title: 'Activation count',
    question: 'Does each KMS host hold its count?',
    audience: 'Licensing admins',
    periods: LONG,
    filters: ['host', 'key'],
  },
  R2: {
    title: 'KMS activity',
    question: 'Who asks what, how often, and with what end?',
    audience: 'Licensing admins',
    periods: SHORT,
    filters: ['host', 'product', 'code'],
  },
  R7: {
    title: 'MAK use and forecast',
    question: 'When must we ask for activations, or buy?',
    audience: 'Managers',
    periods: ['last13m', ...SHORT],
    filters: ['key'],
  },
  R8: {
    title: 'Host key register',
    question: 'How many activations are left of each KMS host key?',
    audience: 'Licensing admins',
    periods: ['today'],
    filters: ['key'],
  },
  R9: {
    title: 'KMS hosts',
    question: 'Which KMS hosts exist, and are they ours?',
    audience: 'Compliance',
    periods: ['today'],
    filters: [],
  },
  R13: {
    title: 'Method and key',
    question: 'What activates what?',
    audience: 'Managers',
    periods: ['today'],
    filters: ['site', 'product', 'method'],
  },
  R10: {
    title: 'Failures',
    question: 'Why do machines fail?',
    audience: 'Helpdesk leads',
    periods: SHORT,
    filters: ['site', 'product', 'code'],
  },
  R4: {
    title: 'Virtual and physical',
    question: 'How many machines are virtual, and do they count?',
    audience: 'Licensing admins',
    periods: ['last30', 'last7', 'last90'],
    filters: ['host'],
  },
  R12: {
    title: 'ESU and end of support',
    question: 'Who is covered?',
    audience: 'Managers',
    periods: ['today'],
    filters: ['site'],
  },
  R14: {
    title: 'Reconciliation',
    question: 'How do activations compare with what was granted?',
    audience: 'Managers',
    periods: ['today'],
    filters: ['site', 'product'],
  },
  R11: {
    title: 'DNS against plan',
    question: 'What differs between DNS and what is registered?',
    audience: 'Network people',
    periods: SHORT,
    filters: [],
  },
  R19: {
    title: 'The plan in force',
    question: 'Is the plan kept?',
    audience: 'Licensing admins, network people',
    periods: ['today'],
    filters: [],
  },
  R15: {
    title: 'Never reported',
    question: 'What does the directory know that we do not?',
    audience: 'Licensing admins',
    periods: ['today'],
    filters: [],
  },
  R18: {
    title: 'Offline activation',
    question: 'What waits?',
    audience: 'Licensing admins',
    periods: ['today'],
    filters: [],
  },
  R17: {
    title: 'Audit',
    question: 'Who did what with keys?',
    audience: 'Auditors',
    periods: ['last90', 'last30', 'last13m', 'thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter'],
    filters: [],
  },
  R16: {
    title: 'Alerts',
    question: 'How fast do we see and solve?',
    audience: 'Managers',
    periods: ['thisQuarter', 'lastQuarter', 'last30', 'last90', 'last13m', 'thisMonth', 'lastMonth'],
    filters: [],
  },
  R6: {
    title: 'One machine',
    question: 'What is its whole story?',
    audience: 'Helpdesk',
    periods: ['last13m', 'last90', 'last30'],
    filters: ['machine'],
  },
} as const satisfies Record<string, ReportFacts>

export type ReportNumber = keyof typeof REPORTS

export const reportFacts = (number: ReportNumber): ReportFacts => REPORTS[number]

export const isReportNumber = (text: string): text is ReportNumber => Object.hasOwn(REPORTS, text)

/** What is asked of a report: all its address holds. */
export interface ReportChoice {
  period: PeriodChoice
  filters: Partial<Record<ReportFilter, string>>
}

/** Longer words name nothing. */
const LONGEST = 200

/** An address as a choice; nonsense falls back on the usual. */
export function reportChoice(number: ReportNumber, params: AddressParams): ReportChoice {
  const { periods, filters } = reportFacts(number)
  const read = paramReader(params)
  const [usual] = periods
  const word = periods.find((one) => one === read('period')) ?? usual
  const [from, to] = [readDay(read('from')), readDay(read('to'))]
  const isOwn = from !== undefined && usual !== 'today'
  return {
    period: isOwn ? { from, to: to ?? '9999-12-31' } : { word },
    filters: Object.fromEntries(
      filters.flatMap((filter) => {
        const value = read(filter)?.trim() ?? ''
        const isUsual = filter === 'by' && (!isWay(value) || value === 'product')
        return value === '' || isUsual ? [] : [[filter, value.slice(0, LONGEST)]]
      }),
    ),
  }
}

/** 'Site: Berlin', as every face says what narrows a report. */
export const sayFilter = (filter: string, value: string): string =>
  `${REPORT_FILTERS[filter as ReportFilter]}: ${isWay(value) && filter === 'by' ? REPORT_WAYS[value].toLowerCase() : value}`

/** The address of a choice, without what is usual. */
export function reportQuery(number: ReportNumber, { period, filters }: ReportChoice): Record<string, string> {
  const isUsual = 'word' in period && period.word === reportFacts(number).periods[0]
  if (isUsual) return { ...filters }
  return 'word' in period ? { period: period.word, ...filters } : { ...period, ...filters }
}

function paramReader(params: AddressParams) {
  return (name: string): string | undefined => {
    const value = params instanceof URLSearchParams ? (params.get(name) ?? undefined) : params[name]
    return typeof value === 'string' ? value : value?.[0]
  }
}
