import { EXCHANGE_STATES, type ExchangeCounts } from '@/lib/activation/offline/exchange-state'
import { type DataReader, mustBeAble } from '../permission'
import { plain } from '../plain'
import { readPrisma } from '../prisma'
import { REQUEST_COLUMNS, type RequestView, toRequestView } from './exchange-requests'

/** Everything the page of a package shows. Times are ISO 8601 UTC. */
export interface PackageView {
  now: string
  number: number
  method: 'file' | 'phone'
  keyId: string
  keyLabel: string
  lastFive: string
  withNames: boolean
  dueAt: string
  contentHash: string
  note: string | null
  preparedAt: string
  preparedBy: string
  carriedOutAt: string | null
  carriedOutBy: string | null
  carrier: string | null
  carriedTo: string | null
  cancelledAt: string | null
  cancelledBy: string | null
  cancelReason: string | null
  counts: ExchangeCounts
  /** Requests that hold an activation of the MAK. */
  reserved: number
  requests: RequestView[]
}

/** The number of a package or a request in an address; undefined when none can have it. */
export function packageNumberOf(text: string | string[] | undefined): number | undefined {
  return typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}

/** What goes out: every request that needs an answer, also after it came, so that the file stays the same. */
export function packageFile(found: PackageView): PackageView {
  return { ...found, requests: found.requests.filter(({ spending }) => spending !== 'none') }
}

/** A package with its requests in their order; undefined when there is none. Throws NotPermitted without `exchange.read`. */
export async function loadPackage(
  reader: DataReader,
  number: number,
  now: Date,
): Promise<PackageView | undefined> {
  mustBeAble(reader, 'exchange.read')
  const found = plain(
    await readPrisma().exchangePackage.findUnique({
      where: { number },
      include: {
        key: { select: { label: true } },
        requests: { orderBy: { row: 'asc' }, select: REQUEST_COLUMNS },
      },
    }),
  )
  if (!found) return undefined
  const { key, requests: rows, preparedById: _, isSample: __, method, ...facts } = found
  const requests = rows.map((row) => toRequestView(row, found, now))
  return {
    ...facts,
    now: now.toISOString(),
    method: method === 'phone' ? 'phone' : 'file',
    keyLabel: key.label,
    counts: countsOf(requests),
    reserved: requests.filter(({ isReserved }) => isReserved).length,
    requests,
  }
}

function countsOf(requests: readonly RequestView[]): ExchangeCounts {
  const count = (state: string) => requests.filter((request) => request.state === state).length
  return Object.fromEntries(EXCHANGE_STATES.map((state) => [state, count(state)])) as Record<
    (typeof EXCHANGE_STATES)[number],
    number
  >
}
