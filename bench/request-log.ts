import type { KmsRequestObservation } from '@/lib/activation/observation'

const WEEK_MS = 7 * 86_400_000
const START = Date.UTC(2025, 0, 6)
/** Spreads the clients over the week without random numbers; prime to any round number of clients. */
const STRIDE = 7919

const PRODUCTS = [
  ['73111121-5638-40f6-bc11-f1d7b0d64300', 25],
  ['2de67392-b7a7-462a-b1ca-108dd189f588', 25],
  ['e0c42288-980c-4788-a014-c080d2e1926e', 25],
  ['9bd77860-9b31-4b7b-96ad-2564017315bf', 5],
] as const

/** When a log must begin that ends now. */
export function startOfLog(requests: number, clients: number): number {
  return Date.now() - Math.ceil((requests / clients) * WEEK_MS)
}

/** After the last request of `requestLog`. */
export function endOfLog(requests: number, clients: number): Date {
  return new Date(START + Math.ceil(requests / clients + 1) * WEEK_MS)
}

/** A KMS event log in order of time: each client renews once in so many weeks, one request in fifty is refused. */
export function* requestLog(
  requests: number,
  clients: number,
  weeks = 1,
  start = START,
): Generator<{ line: number; observation: KmsRequestObservation }> {
  for (let index = 0; index < requests; index += 1) {
    const client = (index * STRIDE) % clients
    const at = new Date(start + Math.floor((index * weeks * WEEK_MS) / clients)).toISOString()
    const [activationId, minimumCount] = PRODUCTS[client % 4] ?? PRODUCTS[0]
    const observation: KmsRequestObservation = {
      kind: 'kmsRequest',
      at,
      host: { name: `kms0${1 + (client % 3)}.corp.example` },
      client: {
        name: clientName(client),
        cmid: `${client.toString(16).padStart(8, '0')}-1111-4222-8333-444444444444`,
        isVirtual: client % 3 === 0,
      },
      hresult: index % 50 === 0 ? '0xC004F038' : '0x00000000',
      minimumCount,
      status: 'licensed',
      remainingMinutes: 249_120,
      activationId,
      clientTime: at,
    }
    yield { line: index + 1, observation }
  }
}

const SITES = ['ber', 'dub', 'lis', 'osl', 'mad', 'rom', 'vie', 'zrh'] as const

/** 'dub-lt-0412345.corp.example' */
export function clientName(client: number): string {
  return `${SITES[client % SITES.length]}-lt-${String(client).padStart(7, '0')}.corp.example`
}
