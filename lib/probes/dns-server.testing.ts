import { createSocket, type RemoteInfo } from 'node:dgram'
import { createServer, type Server } from 'node:net'
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, TRUNCATED_RESPONSE } from 'dns-packet'

/** How a test's server answers one name: with records, a code, or some mischief. */
export interface TestReply {
  answers?: Answer[]
  /** 'NXDOMAIN' and the like; NOERROR unless told. */
  rcode?: number
  delayMs?: number
  /** Cut off over UDP; whole over TCP. */
  truncated?: boolean
  silent?: boolean
  /** Bytes sent before the answer, as someone else's or forged packets. */
  before?: (query: Buffer) => Buffer
  /** Bytes sent instead of the answer. */
  raw?: (query: Buffer) => Buffer
  referral?: boolean
  /** The zone of the SOA record beside an answer without records. */
  soa?: string
  /** Nothing comes over TCP, as where a firewall knows DNS as UDP only. */
  silentOverTcp?: boolean
}

/** What the server was asked, in order: 'udp SRV _vlmcs._tcp.example.net' */
export interface TestDnsServer {
  /** '127.0.0.1:40123' */
  address: string
  asked: string[]
  close(): Promise<void>
}

export const NXDOMAIN = 3
export const SERVFAIL = 2
export const REFUSED = 5
export const FORMERR = 1

/** A DNS server in this process, over UDP and TCP on one port of 127.0.0.1. Names it does not know: NXDOMAIN. */
export async function startTestDnsServer(
  reply: (question: { name: string; type: string }, hasEdns: boolean) => TestReply | undefined,
): Promise<TestDnsServer> {
  const asked: string[] = []
  let isClosed = false
  const answer = (bytes: Buffer, protocol: 'udp' | 'tcp', send: (packet: Buffer) => void) => {
    const query = decode(bytes)
    const question = query.questions?.[0]
    if (!question) return
    asked.push(`${protocol} ${question.type} ${question.name}`)
    const given = reply(question, (query.additionals ?? []).length > 0) ?? { rcode: NXDOMAIN }
    if (given.silent || (given.silentOverTcp && protocol === 'tcp')) return
    if (given.before) send(given.before(bytes))
    setTimeout(() => send(given.raw?.(bytes) ?? packetOf(bytes, given, protocol)), given.delayMs ?? 0)
  }
  const tcp = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      answer(data.subarray(2), 'tcp', (packet) => {
        const length = Buffer.alloc(2)
        length.writeUInt16BE(packet.length)
        // In two pieces, as TCP may deliver it.
        socket.write(Buffer.concat([length, packet.subarray(0, 5)]))
        socket.write(packet.subarray(5))
      })
    })
  })
  const port = await listen(tcp)
  const udp = createSocket('udp4')
  udp.on('message', (bytes: Buffer, from: RemoteInfo) =>
    answer(bytes, 'udp', (packet) => {
      if (!isClosed) udp.send(packet, from.port, from.address)
    }),
  )
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${port}`,
    asked,
    close: async () => {
      isClosed = true
      udp.close()
      await new Promise((resolve) => tcp.close(resolve))
    },
  }
}

function packetOf(bytes: Buffer, given: TestReply, protocol: 'udp' | 'tcp'): Buffer {
  const { id, questions } = decode(bytes)
  const isCut = given.truncated === true && protocol === 'udp'
  const flags =
    (given.rcode ?? 0) | (given.referral ? 0 : AUTHORITATIVE_ANSWER) | (isCut ? TRUNCATED_RESPONSE : 0)
  const authorities: Answer[] = given.referral
    ? [{ type: 'NS', name: 'example.net', data: 'ns.example.net' }]
    : soaOf(given)
  const answers = isCut ? [] : (given.answers ?? [])
  return encode({ type: 'response', id, flags, questions, answers, authorities })
}

function soaOf({ soa }: TestReply): Answer[] {
  if (soa === undefined) return []
  const data = { mname: `ns.${soa}`, rname: `hostmaster.${soa}`, serial: 1 }
  return [
    { type: 'SOA', name: soa, ttl: 60, data: { ...data, refresh: 60, retry: 60, expire: 60, minimum: 60 } },
  ]
}

/** A port that is free for UDP and TCP alike is not promised; the system's TCP choice nearly always is. */
function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** An SRV record of _vlmcs._tcp.ZONE. */
export const srvAnswer = (zone: string, target: string, port = 1688, priority = 0, weight = 0): Answer => ({
  type: 'SRV',
  name: `_vlmcs._tcp.${zone}`,
  ttl: 600,
  data: { target, port, priority, weight },
})
