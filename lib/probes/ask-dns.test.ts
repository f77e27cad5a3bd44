import type { Answer } from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { askDns } from './ask-dns'
import {
  FORMERR,
  NXDOMAIN,
  REFUSED,
  SERVFAIL,
  srvAnswer,
  startTestDnsServer,
  type TestDnsServer,
  type TestReply,
} from './dns-server.testing'
import { probeGuard } from './probe-guard'

const guard = probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }])
const options = { guard, timeoutMs: 400 }
const question = { name: '_vlmcs._tcp.Example.NET.', type: 'SRV' } as const
const running: TestDnsServer[] = []

async function serverThat(reply: Parameters<typeof startTestDnsServer>[0]): Promise<TestDnsServer> {
  const server = await startTestDnsServer(reply)
  running.push(server)
  return server
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

const a = (name: string, data: string): Answer => ({ type: 'A', name, data, ttl: 60 })
const cname = (name: string, data: string): Answer => ({ type: 'CNAME', name, data, ttl: 60 })
const changed = (bytes: Buffer, change: (copy: Buffer) => void) => {
  const copy = Buffer.from(bytes)
  copy.writeUInt16BE(0x8400, 2)
  change(copy)
  return copy
}

describe('one question to one server', () => {
  it('brings the SRV records, with server, protocol and time', async () => {
    const server = await serverThat(() => ({
      answers: [srvAnswer('example.net', 'KMS01.Example.net', 1688, 5, 10)],
    }))
    const answer = await askDns(question, [server.address], options)
    expect(answer).toMatchObject({
      kind: 'records',
      server: server.address,
      protocol: 'udp',
      tried: [],
      aliases: [],
      records: [
        {
          type: 'SRV',
          name: '_vlmcs._tcp.example.net',
          host: 'kms01.example.net',
          port: 1688,
          priority: 5,
          weight: 10,
          ttlSeconds: 600,
        },
      ],
    })
    expect(answer.ms).toBeLessThan(400)
  })

  it.each<[string, TestReply, object]>([
    ['NXDOMAIN is no such name', { rcode: NXDOMAIN }, { kind: 'noSuchName' }],
    ['an empty answer is no records', {}, { kind: 'noRecords' }],
    ['SERVFAIL is a failure', { rcode: SERVFAIL }, { kind: 'serverFailed', rcode: 'SERVFAIL' }],
    ['REFUSED is a refusal', { rcode: REFUSED }, { kind: 'refused' }],
    ['a referral is no answer', { referral: true }, { kind: 'serverFailed', rcode: 'REFERRAL' }],
    ['silence runs out of time', { silent: true }, { kind: 'timedOut' }],
    ['an answer after the time is none', { delayMs: 700 }, { kind: 'timedOut' }],
    [
      'garbage under the right id is malformed',
      { raw: (q) => changed(q, (b) => b.fill(0xff, 6)) },
      { kind: 'malformed' },
    ],
    [
      'an answer with another id is passed over',
      { raw: (q) => changed(q, (b) => b.writeUInt16BE((b.readUInt16BE(0) + 1) & 0xffff, 0)) },
      { kind: 'timedOut' },
    ],
    [
      'an answer to another question is passed over',
      { raw: (q) => changed(q, (b) => b.write('x', 14)) },
      { kind: 'timedOut' },
    ],
    ['noise is passed over', { raw: () => Buffer.from('not dns') }, { kind: 'timedOut' }],
  ])('%s', async (_name, reply, expected) => {
    const server = await serverThat(() => reply)
    expect(await askDns(question, [server.address], options)).toMatchObject(expected)
  })

  it('waits for the right answer behind a forged one', async () => {
    const server = await serverThat(() => ({
      answers: [srvAnswer('example.net', 'kms01.example.net')],
      before: (query) => changed(query, (bytes) => bytes.writeUInt16BE(bytes.readUInt16BE(0) ^ 1, 0)),
      delayMs: 20,
    }))
    expect(await askDns(question, [server.address], options)).toMatchObject({ kind: 'records' })
  })

  it('asks by TCP what UDP cut off', async () => {
    const answers = Array.from({ length: 60 }, (_, at) => srvAnswer('example.net', `kms${at}.example.net`))
    const server = await serverThat(() => ({ answers, truncated: true }))
    const answer = await askDns(question, [server.address], options)
    expect(answer).toMatchObject({ kind: 'records', protocol: 'tcp' })
    expect(answer.kind === 'records' && answer.records).toHaveLength(60)
    expect(server.asked).toEqual(['udp SRV _vlmcs._tcp.example.net', 'tcp SRV _vlmcs._tcp.example.net'])
  })

  it('says so where TCP is closed to what UDP cut off, and does not take the server for dead', async () => {
    const server = await serverThat(({ name }) =>
      name.startsWith('_vlmcs') ? { truncated: true, silentOverTcp: true } : { answers: [] },
    )
    const answer = await askDns(question, [server.address], options)
    expect(answer).toMatchObject({ kind: 'serverFailed', rcode: 'TRUNCATED', protocol: 'tcp' })
  })

  it('follows a CNAME to a name that is not there', async () => {
    const server = await serverThat(({ name }) =>
      name === 'kms01.example.net'
        ? { rcode: NXDOMAIN, answers: [{ type: 'CNAME', name, data: 'gone.example.net' }] }
        : { rcode: NXDOMAIN, soa: 'example.net' },
    )
    const answer = await askDns({ name: 'kms01.example.net', type: 'A' }, [server.address], options)
    expect(answer).toMatchObject({
      kind: 'noSuchName',
      aliases: ['kms01.example.net'],
      end: 'gone.example.net',
    })
  })

  it('asks again without EDNS where the server does not know it', async () => {
    const server = await serverThat((_question, hasEdns) =>
      hasEdns ? { rcode: FORMERR } : { answers: [srvAnswer('example.net', 'kms01.example.net')] },
    )
    expect(await askDns(question, [server.address], options)).toMatchObject({ kind: 'records' })
  })

  it('sends again what got lost', async () => {
    let asked = 0
    const server = await serverThat(() => {
      asked += 1
      return asked === 1 ? { silent: true } : { answers: [srvAnswer('example.net', 'kms01.example.net')] }
    })
    expect(await askDns(question, [server.address], options)).toMatchObject({ kind: 'records' })
  })

  it('tells a closed port at once', async () => {
    const server = await serverThat(() => undefined)
    await running.splice(0)[0]?.close()
    const answer = await askDns(question, [server.address], options)
    expect(answer).toMatchObject({ kind: 'unreachable', code: 'ECONNREFUSED' })
    expect(answer.ms).toBeLessThan(200)
  })

  it('stops when told to', async () => {
    const server = await serverThat(() => ({ silent: true }))
    const signal = AbortSignal.timeout(50)
    const answer = await askDns(question, [server.address], { ...options, signal })
    expect(answer).toMatchObject({ kind: 'unreachable', code: 'outOfTime' })
  })

  it.each(['', 'a..b', `${'x'.repeat(64)}.net`, `${'abc.'.repeat(70)}net`])(
    'does not ask for %j',
    async (name) => {
      const answer = await askDns({ name, type: 'A' }, ['192.0.2.1'], options)
      expect(answer).toMatchObject({ kind: 'malformed', detail: 'not a DNS name' })
    },
  )
})

describe('several servers', () => {
  it('asks the next where one fails, and says what came before', async () => {
    const silent = await serverThat(() => ({ silent: true }))
    const failing = await serverThat(() => ({ rcode: SERVFAIL }))
    const good = await serverThat(() => ({ answers: [srvAnswer('example.net', 'kms01.example.net')] }))
    const answer = await askDns(question, [silent.address, failing.address, good.address], options)
    expect(answer).toMatchObject({ kind: 'records', server: good.address })
    expect(answer.tried.map(({ kind }) => kind)).toEqual(['timedOut', 'serverFailed'])
  })

  it('believes the first that says there is nothing', async () => {
    const empty = await serverThat(() => ({ rcode: NXDOMAIN }))
    const other = await serverThat(() => ({ answers: [srvAnswer('example.net', 'kms01.example.net')] }))
    const answer = await askDns(question, [empty.address, other.address], options)
    expect(answer.kind).toBe('noSuchName')
    expect(other.asked).toEqual([])
  })

  it('says that there is nobody to ask', async () => {
    expect(await askDns(question, [], options)).toMatchObject({ kind: 'unreachable', code: 'noServer' })
  })
})

describe('CNAMEs', () => {
  const ask = (server: TestDnsServer) =>
    askDns({ name: 'kms.example.net', type: 'A' }, [server.address], options)

  it('are followed when the server gives the chain at once', async () => {
    const server = await serverThat(() => ({
      answers: [cname('kms.example.net', 'kms01.example.net'), a('kms01.example.net', '192.0.2.10')],
    }))
    expect(await ask(server)).toMatchObject({ kind: 'records', aliases: ['kms.example.net'] })
    expect(server.asked).toHaveLength(1)
  })

  it('are followed by asking again', async () => {
    const server = await serverThat(({ name }) => {
      if (name === 'kms.example.net') return { answers: [cname(name, 'two.example.net')] }
      if (name === 'two.example.net') return { answers: [cname(name, 'kms01.example.net')] }
      return { answers: [a('kms01.example.net', '192.0.2.10')] }
    })
    const answer = await ask(server)
    expect(answer).toMatchObject({ kind: 'records', aliases: ['kms.example.net', 'two.example.net'] })
  })

  it('that lead to nothing are no such name', async () => {
    const server = await serverThat(({ name }) =>
      name === 'kms.example.net' ? { answers: [cname(name, 'gone.example.net')] } : undefined,
    )
    expect(await ask(server)).toMatchObject({ kind: 'noSuchName', aliases: ['kms.example.net'] })
  })

  it('in a circle are malformed', async () => {
    const server = await serverThat(({ name }) => ({
      answers: [cname(name, name === 'kms.example.net' ? 'two.example.net' : 'kms.example.net')],
    }))
    expect(await ask(server)).toMatchObject({ kind: 'malformed' })
  })

  it('without end are malformed', async () => {
    let at = 0
    const server = await serverThat(({ name }) => {
      at += 1
      return { answers: [cname(name, `next${at}.example.net`)] }
    })
    expect(await ask(server)).toMatchObject({ kind: 'malformed', detail: 'too many CNAMEs' })
  })
})
