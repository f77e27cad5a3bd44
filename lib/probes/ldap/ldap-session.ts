import { lookup } from 'node:dns/promises'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls'
import { Client, type Entry } from 'ldapts'
import { environmentGuard, type ProbeGuard } from '../probe-guard'
import { classifyError, type LdapStage } from './classify-error'
import { failure, type LdapRefusal } from './ldap-refusal'

/** A directory server and the account to read it with. */
export interface LdapTarget {
  server: string
  port: number
  security: 'ldaps' | 'startTls' | 'plain'
  baseDn: string
  bindDn: string
  password: string
  /** PEM; without it the authorities this machine trusts. */
  caCertificate: string | null
}

export interface LdapOptions {
  /** For the connection, and for each answer. */
  timeoutMs?: number | undefined
  guard?: ProbeGuard | undefined
  pageSize?: number | undefined
}

export interface LdapSession {
  /** One search, page after page; at most `most` entries. Throws what classifyError understands. */
  pages(search: LdapSearch): AsyncGenerator<Entry[]>
  /** What the pages of one search hold together. */
  entries(search: LdapSearch): Promise<Entry[]>
  close(): Promise<void>
}

export interface LdapSearch {
  base: string
  filter: string
  attributes: readonly string[]
  scope?: 'base' | 'one' | 'sub'
  most?: number
  /** attributes whose values are bytes */
  binary?: readonly string[]
}

export type OpenedSession = { ok: true; session: LdapSession } | { ok: false; refusal: LdapRefusal }

const TIMEOUT_MS = 10_000
const PAGE_SIZE = 500
/** A page of 500 computers has about 150 KB; one that is far larger is not what was asked for. */
const MOST_BYTES_A_PAGE = 16 * 1024 * 1024

/** Connects, secures and binds. The name is resolved once, and only an address that may be asked is connected to. */
export async function openLdap(target: LdapTarget, options: LdapOptions = {}): Promise<OpenedSession> {
  const { timeoutMs = TIMEOUT_MS, pageSize = PAGE_SIZE } = options
  let stage: LdapStage = 'connecting'
  let client: Client | undefined
  try {
    const address = await allowedAddress(target.server, options.guard ?? environmentGuard(), timeoutMs)
    const wire = makeWire(target, address)
    client = new Client({
      url: `${target.security === 'ldaps' ? 'ldaps' : 'ldap'}://${bracketed(address)}:${target.port}`,
      timeout: timeoutMs,
      connectTimeout: timeoutMs,
      strictDN: false,
      ...wire.factories,
    })
    if (target.security === 'startTls') {
      stage = 'securing'
      await inTime(client.startTLS(), timeoutMs)
    }
    stage = 'binding'
    await client.bind(target.bindDn, target.password)
    return { ok: true, session: sessionOf(client, wire, pageSize) }
  } catch (error) {
    await client?.unbind().catch(() => undefined)
    const isConnecting = stage !== 'connecting' && isBeforeAnswer(error)
    return { ok: false, refusal: classifyError(error, isConnecting ? 'connecting' : stage) }
  }
}

/** bind() and startTLS() connect first; what the system says of the connection is not about them. */
function isBeforeAnswer(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' || (error instanceof Error && /connection timeout/i.test(error.message))
}

function sessionOf(client: Client, wire: Wire, pageSize: number): LdapSession {
  async function* pages({ base, filter, scope = 'sub', most, ...asked }: LdapSearch) {
    let seen = 0
    wire.startPage()
    const attributes = [...asked.attributes]
    const explicitBufferAttributes = [...(asked.binary ?? [])]
    const what = { scope, filter, attributes, explicitBufferAttributes }
    if (scope === 'base') {
      // One object needs no pages, and not every server gives its root in pages.
      const { searchEntries } = await client.search(base, what)
      yield searchEntries
      return
    }
    const options = { ...what, paged: { pageSize }, timeLimit: 60 }
    for await (const { searchEntries } of client.searchPaginated(base, options)) {
      wire.startPage()
      seen += searchEntries.length
      yield searchEntries
      if (most !== undefined && seen >= most) throw failure('tooLarge', `more than ${most} entries`)
    }
  }
  async function entries(search: LdapSearch) {
    const found: Entry[] = []
    for await (const page of pages(search)) found.push(...page)
    return found
  }
  return { pages, entries, close: () => client.unbind().catch(() => undefined) }
}

/** The first address of the name that may be asked. */
async function allowedAddress(server: string, guard: ProbeGuard, timeoutMs: number): Promise<string> {
  const found = isIP(server)
    ? [server]
    : (await inTime(lookup(server, { all: true }), timeoutMs)).map(({ address }) => address)
  const refusals = found.map((address) => guard(address))
  const allowed = found.find((_, at) => refusals[at] === undefined)
  if (allowed !== undefined) return allowed
  if (found.length === 0) throw failure('noSuchServer')
  throw failure('notAllowed', refusals[0] ?? '')
}

interface Wire {
  factories: {
    createConnection: () => Socket
    createSecureConnection: (...given: unknown[]) => TLSSocket
  }
  startPage(): void
}

/**
 * One connection and no other: the library would connect again by itself after a cut, without TLS where StartTLS had
 * been agreed on, and without an account.
 */
function makeWire(target: LdapTarget, address: string): Wire {
  let isUsed = false
  let pageBytes = 0
  const once = () => {
    if (isUsed) throw failure('connectionLost', 'not connected again')
    isUsed = true
  }
  const bounded = <S extends Socket>(socket: S): S => {
    socket.on('data', (chunk: Buffer) => {
      pageBytes += chunk.length
      if (pageBytes > MOST_BYTES_A_PAGE) socket.destroy(failure('tooLarge', 'a page of more than 16 MB'))
    })
    return socket
  }
  const identity: ConnectionOptions = {
    host: target.server,
    ...(isIP(target.server) ? {} : { servername: target.server }),
    ...(target.caCertificate ? { ca: target.caCertificate } : {}),
    minVersion: 'TLSv1.2',
  }
  return {
    factories: {
      createConnection: () => {
        once()
        return bounded(connectTcp({ host: address, port: target.port }))
      },
      // LDAPS hands over port, host and options; StartTLS options with the socket that is open.
      createSecureConnection: (...given) => {
        const upgraded = socketIn(given[0])
        if (upgraded) return connectTls({ ...identity, socket: upgraded })
        once()
        return bounded(connectTls({ ...identity, host: address, port: target.port }))
      },
    },
    startPage: () => {
      pageBytes = 0
    },
  }
}

function socketIn(options: unknown): Socket | undefined {
  if (typeof options !== 'object' || options === null || !('socket' in options)) return undefined
  return options.socket as Socket
}

const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address)

/** The library gives a handshake no end of its own. */
function inTime<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failure('noAnswer')), timeoutMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
