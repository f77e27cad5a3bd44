import { setMaxListeners } from 'node:events'
import type { DnsAnswer, DnsQuestion, DnsReply } from '@/lib/activation/discovery/dns-answer'
import { makeSlots } from '@/lib/server/slots'
import { type AskOne, askWith } from './ask-dns'
import { ASK_TIMEOUT_MS, askServer } from './ask-server'
import { environmentGuard, type ProbeGuard } from './probe-guard'
import { systemServers } from './system-resolver'

export interface DnsRunOptions {
  /** For one server; 3,000 unless told. */
  timeoutMs?: number | undefined
  /** Questions on their way at once; 8 unless told. */
  atOnce?: number | undefined
  /** The whole run; what is not asked by then is 'unreachable', code 'outOfTime'. 120,000 unless told. */
  totalMs?: number | undefined
  signal?: AbortSignal | undefined
  guard?: ProbeGuard | undefined
}

export interface DnsRun {
  /** Asks the servers in turn until one answers; follows CNAMEs. See askDns. */
  ask(question: DnsQuestion, servers: readonly string[]): Promise<DnsAnswer>
  /** Asks one server, without following CNAMEs. */
  askOne: AskOne
  /** Ends when the run's time is over or its caller gives up. */
  signal: AbortSignal
}

/** A server that answers, does so within this; after it, its question waits outside the 8. */
const SLOT_MS = 250

/** The same for a server that has not answered yet: several dead ones must not hold up each other. */
const FIRST_SLOT_MS = 40

/** Open sockets at most, those that wait for a dead server included. */
const MOST_AT_ONCE = 64

/** So many questions go to a server before it has answered any. If none is answered, it is dead for this run. */
const FIRST_QUESTIONS = 2

/** Silences in a row after which a server that did answer counts as dead. */
const SILENCES = 3

const TOTAL_MS = 120_000

/**
 * Many questions, bounded: 8 at a time, 3 s each. A server that does not answer its first questions is not asked
 * again in this run, and whoever waits for it holds up nobody else. The same question to a server is asked once.
 */
export function createDnsRun(options: DnsRunOptions = {}): DnsRun {
  const { timeoutMs = ASK_TIMEOUT_MS, atOnce = 8, totalMs = TOTAL_MS } = options
  const signal = AbortSignal.any([AbortSignal.timeout(totalMs), ...(options.signal ? [options.signal] : [])])
  setMaxListeners(0, signal)
  const known = options.guard ?? environmentGuard()
  const system = new Set(systemServers().map(({ address }) => address))
  // The resolvers this machine is set up with are asked by every other program on it, too.
  const guard: ProbeGuard = (address) => (system.has(address) ? undefined : known(address))
  const slots = makeSlots(atOnce)
  const sockets = makeSlots(MOST_AT_ONCE)
  const servers = new Map<string, ServerMemory>()
  const asked = new Map<string, Promise<DnsReply>>()

  async function send(question: DnsQuestion, server: string): Promise<DnsReply> {
    // Servers nothing is known of go first: should one be dead, its time runs from the start.
    const isKnown = servers.get(server)?.hasAnswered === true
    const place = isKnown ? 'last' : 'first'
    const closeSocket = await sockets.take(place)
    const giveSlot = await slots.take(place)
    const slow = setTimeout(giveSlot, isKnown ? SLOT_MS : FIRST_SLOT_MS)
    try {
      return await askServer(question, server, { timeoutMs, signal, guard })
    } finally {
      clearTimeout(slow)
      giveSlot()
      closeSocket()
    }
  }

  async function askKnown(question: DnsQuestion, server: string): Promise<DnsReply> {
    const memory = servers.get(server) ?? newMemory()
    servers.set(server, memory)
    while (mustWait(memory)) await Promise.race(memory.first)
    if (memory.dead) return { ...memory.dead, ms: 0 }
    const sent = send(question, server)
    if (memory.hasAnswered) return remember(memory, await sent)
    const first = sent.then((reply) => {
      remember(memory, reply)
      memory.first.delete(first)
    })
    memory.first.add(first)
    await first
    return sent
  }

  const askOne: AskOne = (question, server) => {
    const key = `${question.type} ${question.name} ${server}`
    const earlier = asked.get(key)
    if (earlier) return earlier
    const reply = askKnown(question, server)
    asked.set(key, reply)
    return reply
  }
  /** Servers that have answered before those nothing is known of, before dead ones. */
  const inOrder = (among: readonly string[]) =>
    [...among].sort((one, other) => rank(servers.get(one)) - rank(servers.get(other)))
  return { askOne, ask: (question, among) => askWith(askOne, question, inOrder(among)), signal }
}

function rank(memory: ServerMemory | undefined): number {
  if (memory?.dead) return 2
  return memory?.hasAnswered ? 0 : 1
}

/** What a run has learned of a server. */
interface ServerMemory {
  hasAnswered: boolean
  silences: number
  /** The silence it died of; later questions get it at once. */
  dead?: DnsReply
  /** Questions on their way that nothing is known before. */
  first: Set<Promise<void>>
}

/** The first questions decide; after a silence nobody adds to them, or the run would wait for one time after another. */
function mustWait({ dead, hasAnswered, silences, first }: ServerMemory): boolean {
  if (dead || hasAnswered) return false
  return first.size >= FIRST_QUESTIONS || (silences > 0 && first.size > 0)
}

const newMemory = (): ServerMemory => ({ hasAnswered: false, silences: 0, first: new Set() })

function remember(memory: ServerMemory, reply: DnsReply): DnsReply {
  if (!isSilent(reply)) {
    memory.hasAnswered = true
    memory.silences = 0
    return reply
  }
  memory.silences += 1
  const isDead = memory.hasAnswered ? memory.silences >= SILENCES : memory.first.size <= 1
  if (isDead) memory.dead = reply
  return reply
}

const isSilent = (reply: DnsReply) => reply.kind === 'timedOut' || reply.kind === 'unreachable'
