/** What kept the request in hand from being served, noted where it is met and said by the listener. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { type Outage, outageOf } from './outage'

interface Request {
  outage?: Outage
}

/** Bundled pages and the listener are different modules in one process; they share this. */
const kept = globalThis as typeof globalThis & { consoleRequest?: AsyncLocalStorage<Request> }
kept.consoleRequest ??= new AsyncLocalStorage()
const requests = kept.consoleRequest

/** Notes an outage of the database for the request in hand, if there is one and if this error is one. */
export function noteOutage(error: unknown): void {
  const request = requests.getStore()
  if (request) request.outage = outageOf(error) ?? request.outage
}

/** Runs `work` as one request; `outage` tells what was noted by then. */
export function asRequest<T>(work: (outage: () => Outage | undefined) => T): T {
  const request: Request = {}
  return requests.run(request, () => work(() => request.outage))
}
