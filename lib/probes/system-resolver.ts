import { getServers, promises } from 'node:dns'
import { setMaxListeners } from 'node:events'
import { codeOf } from './ask-over-udp'
import { parseServerAddress, type ServerAddress } from './server-address'

/** The resolvers this machine is set up with. */
export function systemServers(): ServerAddress[] {
  return getServers().flatMap((text) => parseServerAddress(text) ?? [])
}

/** The system's resolver, with a memory: the same name is asked for once, and a resolver that is dead is given up. */
export interface SystemResolver {
  /** The names of a zone's own name servers; empty when there are none or nobody says. Never throws. */
  nameServers(zone: string): Promise<string[]>
  /** The addresses of a name; empty when there are none or nobody says. Never throws. */
  addresses(name: string): Promise<string[]>
}

const TIMEOUT_MS = 3_000

/** Silences without an answer before them after which nobody is asked any more. */
const SILENCES = 2

const SILENT_CODES = ['ETIMEOUT', 'ECONNREFUSED', 'ECANCELLED']

export function createSystemResolver(signal?: AbortSignal): SystemResolver {
  const resolver = new promises.Resolver({ timeout: TIMEOUT_MS, tries: 1 })
  if (signal) setMaxListeners(0, signal)
  signal?.addEventListener('abort', () => resolver.cancel(), { once: true })
  const kept = new Map<string, Promise<string[]>>()
  let silences = 0
  let hasAnswered = false

  async function ask(question: () => Promise<string[]>): Promise<string[]> {
    if (signal?.aborted || (!hasAnswered && silences >= SILENCES)) return []
    try {
      const found = await question()
      hasAnswered = true
      return found
    } catch (error) {
      if (SILENT_CODES.includes(codeOf(error))) silences += 1
      else hasAnswered = true
      return []
    }
  }
  const once = (key: string, question: () => Promise<string[]>) => {
    const answer = kept.get(key) ?? ask(question)
    kept.set(key, answer)
    return answer
  }
  return {
    nameServers: (zone) => once(`NS ${zone}`, () => resolver.resolveNs(zone)),
    async addresses(name) {
      const [four, six] = await Promise.all([
        once(`A ${name}`, () => resolver.resolve4(name)),
        once(`AAAA ${name}`, () => resolver.resolve6(name)),
      ])
      return [...four, ...six]
    },
  }
}
