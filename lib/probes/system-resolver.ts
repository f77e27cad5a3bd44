import { getServers, promises } from 'node:dns'
import { parseServerAddress, type ServerAddress } from './server-address'

/** The resolvers this machine is set up with. */
export function systemServers(): ServerAddress[] {
  return getServers().flatMap((text) => parseServerAddress(text) ?? [])
}

const TIMEOUT_MS = 3_000

/** The system's resolver, asked once. */
function resolver(signal: AbortSignal | undefined): promises.Resolver {
  const made = new promises.Resolver({ timeout: TIMEOUT_MS, tries: 1 })
  signal?.addEventListener('abort', () => made.cancel(), { once: true })
  return made
}

/** The names of a zone's own name servers; empty when there are none or nobody says. Never throws. */
export async function nameServerNames(zone: string, signal?: AbortSignal): Promise<string[]> {
  return (await quietly(resolver(signal).resolveNs(zone))).map((name) => name.toLowerCase())
}

/** The addresses of a name; empty when there are none or nobody says. Never throws. */
export async function systemAddresses(name: string, signal?: AbortSignal): Promise<string[]> {
  const from = resolver(signal)
  const [four, six] = await Promise.all([quietly(from.resolve4(name)), quietly(from.resolve6(name))])
  return [...four, ...six]
}

async function quietly(answer: Promise<string[]>): Promise<string[]> {
  try {
    return await answer
  } catch {
    return []
  }
}
