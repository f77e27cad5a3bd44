import { type ExchangeState, exchangeState } from '@/lib/activation/offline/exchange-state'

/** The columns of exchange_request that a view is made of, made plain. */
export interface RequestRow {
  row: number
  machine: string
  /** 'windows', 'office:...' (lib/activation/license/license-slot.ts) */
  slot: string
  productLabel: string
  activationId: string | null
  installationId: string
  spending: string
  cause: string | null
  entryKey: string | null
  givenBackAt: string | null
  confirmationId: string | null
  answeredAt: string | null
  answeredBy: string | null
  answeredFrom: string | null
  appliedAt: string | null
  appliedBy: string | null
  verifiedAt: string | null
  cancelledAt: string | null
}

export const REQUEST_COLUMNS = {
  row: true,
  machine: true,
  slot: true,
  productLabel: true,
  activationId: true,
  installationId: true,
  spending: true,
  cause: true,
  entryKey: true,
  givenBackAt: true,
  confirmationId: true,
  answeredAt: true,
  answeredBy: true,
  answeredFrom: true,
  appliedAt: true,
  appliedBy: true,
  verifiedAt: true,
  cancelledAt: true,
} as const satisfies Record<keyof RequestRow, true>

/** A request as pages show it. Times are ISO 8601 UTC; numbers are digits only. */
export interface RequestView
  extends Omit<RequestRow, 'spending' | 'entryKey' | 'givenBackAt' | 'cancelledAt'> {
  /** 'P12-007' */
  reference: string
  spending: 'activation' | 'reactivation' | 'none'
  state: ExchangeState
  /** An activation of the MAK is held for it. */
  isReserved: boolean
}

/** What a request's state depends on besides its own moments. */
export interface PackageMoments {
  number: number
  dueAt: string
  carriedOutAt: string | null
}

/** 'P12-007': names a request in files and on pages. */
export function referenceOf(packageNumber: number, row: number): string {
  return `P${packageNumber}-${String(row).padStart(3, '0')}`
}

export function requestState(row: RequestRow, of: PackageMoments, now: Date): ExchangeState {
  const moments = {
    dueAt: of.dueAt,
    carriedOutAt: of.carriedOutAt ?? undefined,
    answeredAt: row.answeredAt ?? undefined,
    appliedAt: row.appliedAt ?? undefined,
    verifiedAt: row.verifiedAt ?? undefined,
    cancelledAt: row.cancelledAt ?? undefined,
  }
  return exchangeState(moments, now.getTime())
}

export function toRequestView(row: RequestRow, of: PackageMoments, now: Date): RequestView {
  const { entryKey, givenBackAt, cancelledAt: _, spending, ...facts } = row
  return {
    ...facts,
    reference: referenceOf(of.number, row.row),
    spending: spending === 'activation' || spending === 'reactivation' ? spending : 'none',
    state: requestState(row, of, now),
    isReserved: entryKey !== null && givenBackAt === null && row.answeredAt === null,
  }
}
