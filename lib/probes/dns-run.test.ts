import { afterEach, describe, expect, it } from 'vitest'
import { createDnsRun } from './dns-run'
import { srvAnswer, startTestDnsServer, type TestDnsServer } from './dns-server.testing'
import { hostAddresses } from './host-addresses'
import { probeGuard } from './probe-guard'

const guard = probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }])
const options = { guard, timeoutMs: 400 }
const running: TestDnsServer[] = []

async function serverThat(reply: Parameters<typeof startTestDnsServer>[0]): Promise<TestDnsServer> {
  const server = await startTestDnsServer(reply)
  running.push(server)
  return server
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

const srv = (zone: string) => ({ name: `_vlmcs._tcp.${zone}`, type: 'SRV' }) as const
const zones = Array.from({ length: 60 }, (_, at) => `zone${at}.test`)
const aRecord = (name: string) => [{ type: 'A', name, data: '192.0.2.10' } as const]

describe('a run', () => {
  it('asks a dead server no more than its first questions, and nobody else waits for it', async () => {
    const dead = await serverThat(() => ({ silent: true }))
    const good = await serverThat(({ name }) => ({ answers: [srvAnswer(name.slice(12), 'kms01.test')] }))
    const run = createDnsRun(options)
    const startedAt = performance.now()
    const answers = await Promise.all(zones.map((zone) => run.ask(srv(zone), [dead.address, good.address])))
    // One after the other they would wait for as many time-outs as there are zones.
    expect(performance.now() - startedAt).toBeLessThan((zones.length * 400) / 2)
    expect(answers.every(({ kind }) => kind === 'records')).toBe(true)
    expect(answers.every(({ tried }) => tried.every(({ kind }) => kind === 'timedOut'))).toBe(true)
    expect(new Set(dead.asked).size).toBeLessThanOrEqual(2)
  })

  it('keeps many dead servers from holding up the living', async () => {
    const dead = await Promise.all(Array.from({ length: 12 }, () => serverThat(() => ({ silent: true }))))
    const good = await serverThat(({ name }) => ({ answers: [srvAnswer(name.slice(12), 'kms01.test')] }))
    const timeoutMs = 2_000
    const run = createDnsRun({ guard, timeoutMs })
    const startedAt = performance.now()
    let firstSilence = false
    const silent = dead.map(async ({ address }) => {
      const { kind } = await run.ask(srv('gone.test'), [address])
      firstSilence = true
      return kind
    })
    await Promise.all(zones.map((zone) => run.ask(srv(zone), [good.address])))
    // All of the living have answered before the first of the dead is given up.
    expect(firstSilence).toBe(false)
    expect(await Promise.all(silent)).toEqual(dead.map(() => 'timedOut'))
    // One after the other they would take as many time-outs as there are dead servers.
    expect(performance.now() - startedAt).toBeLessThan((dead.length * timeoutMs) / 2)
  })

  it('does not take a server for dead because of one name it cannot find out', async () => {
    const server = await serverThat(({ name }) =>
      name.includes('stuck') ? { silent: true } : { answers: [srvAnswer(name.slice(12), 'kms01.test')] },
    )
    const run = createDnsRun(options)
    const [stuck, found] = await Promise.all([
      run.ask(srv('stuck.test'), [server.address]),
      run.ask(srv('good.test'), [server.address]),
    ])
    expect([stuck.kind, found.kind]).toEqual(['timedOut', 'records'])
    expect((await run.ask(srv('later.test'), [server.address])).kind).toBe('records')
  })

  it('has no more than 8 questions on their way', async () => {
    let now = 0
    let most = 0
    const server = await serverThat(({ name }) => {
      now += 1
      most = Math.max(most, now)
      setTimeout(() => (now -= 1), 15)
      return { answers: [srvAnswer(name.slice(12), 'kms01.test')], delayMs: 20 }
    })
    const run = createDnsRun(options)
    await Promise.all(zones.map((zone) => run.ask(srv(zone), [server.address])))
    expect(most).toBeLessThanOrEqual(8)
  })

  it('asks the same question once', async () => {
    const server = await serverThat(({ name }) => ({ answers: aRecord(name) }))
    const run = createDnsRun(options)
    const ask = () => run.ask({ name: 'kms01.test', type: 'A' }, [server.address])
    await Promise.all([ask(), ask(), ask()])
    expect(server.asked).toEqual(['udp A kms01.test'])
  })

  it('ends when its time is over', async () => {
    const server = await serverThat(() => ({ silent: true }))
    const timeoutMs = 20_000
    const run = createDnsRun({ guard, timeoutMs, totalMs: 100 })
    const startedAt = performance.now()
    const answers = await Promise.all(zones.map((zone) => run.ask(srv(zone), [server.address])))
    expect(performance.now() - startedAt).toBeLessThan(timeoutMs / 2)
    expect(answers.every((one) => one.kind === 'unreachable' && one.code === 'outOfTime')).toBe(true)
  })
})

describe('the addresses of a host', () => {
  it('are its A and AAAA records, with the names that led there', async () => {
    const server = await serverThat(({ name, type }) => {
      if (name === 'kms.test') return { answers: [{ type: 'CNAME', name, data: 'kms01.test' }] }
      return type === 'A'
        ? { answers: aRecord(name) }
        : { answers: [{ type: 'AAAA', name, data: '2001:db8::10' }] }
    })
    expect(await hostAddresses(createDnsRun(options), 'kms.test', [server.address])).toMatchObject({
      kind: 'addresses',
      addresses: ['192.0.2.10', '2001:db8::10'],
      aliases: ['kms.test'],
      name: 'kms01.test',
    })
  })

  it('are none when the zone says so', async () => {
    const server = await serverThat(() => undefined)
    expect(await hostAddresses(createDnsRun(options), 'gone.test', [server.address])).toMatchObject({
      kind: 'noAddress',
      why: 'noSuchName',
    })
  })
})
