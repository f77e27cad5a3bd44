import { Notice } from '@/components/feedback/notice'
import { EXCHANGE_STATE_MEANINGS } from '@/lib/activation/offline/exchange-sentence'
import type { ExchangeState } from '@/lib/activation/offline/exchange-state'
import { sayDay } from '@/lib/activation/words/say-date'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import type { PackageView } from '@/lib/data/exchange/package-page'

const TONE: Partial<Record<ExchangeState, 'ok' | 'watch'>> = { verified: 'ok', expired: 'watch' }

/** What is to be done for this machine. */
export function RequestStep({ found, request }: { found: PackageView; request: RequestView }) {
  return (
    <Notice tone={TONE[request.state] ?? 'info'} title={stepOf(found, request)}>
      {found.method === 'phone' && request.state === 'prepared'
        ? 'Its activation is reserved until then.'
        : EXCHANGE_STATE_MEANINGS[request.state]}
    </Notice>
  )
}

function stepOf({ dueAt }: PackageView, { state, spending }: RequestView): string {
  switch (state) {
    case 'prepared':
    case 'carriedOut':
      return `Give Microsoft the installation ID and enter the confirmation ID that comes back, by ${sayDay(dueAt)}.`
    case 'expired':
      return `No answer came by ${sayDay(dueAt)}. A late one can still be entered.`
    case 'answered':
      return spending === 'none'
        ? 'Apply the stored confirmation ID on the machine again; it costs nothing.'
        : 'Apply the confirmation ID on the machine.'
    case 'applied':
      return 'Look at the machine again: run slmgr.vbs /dlv there and import what it says.'
    case 'verified':
      return 'Nothing to do: the machine is licensed.'
    case 'cancelled':
      return 'Nothing to do: the request was cancelled.'
  }
}
