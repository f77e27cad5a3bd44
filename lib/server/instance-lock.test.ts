import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { takeInstanceLock } from './instance-lock'

const running = () => ({ address: 'http://localhost:3000', stopping: false })

describe('takeInstanceLock', () => {
  it('tells a second taker who holds it and where', async () => {
    const name = randomUUID()
    const first = await takeInstanceLock(name, running)
    expect(first.ok).toBe(true)
    expect(await takeInstanceLock(name, running)).toEqual({
      ok: false,
      holder: { pid: process.pid, address: 'http://localhost:3000', stopping: false },
    })
    if (first.ok) await first.lock.release()
  })

  it('is free again after its release', async () => {
    const name = randomUUID()
    const first = await takeInstanceLock(name, running)
    if (first.ok) await first.lock.release()
    const second = await takeInstanceLock(name, running)
    expect(second.ok).toBe(true)
    if (second.ok) await second.lock.release()
  })

  it('waits for a holder that is stopping', async () => {
    const name = randomUUID()
    const first = await takeInstanceLock(name, () => ({ stopping: true }))
    const second = takeInstanceLock(name, running)
    setTimeout(() => first.ok && first.lock.release(), 100)
    const taken = await second
    expect(taken.ok).toBe(true)
    if (taken.ok) await taken.lock.release()
  })

  it('goes to one of many that ask at the same moment', async () => {
    const name = randomUUID()
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => takeInstanceLock(name, running)))
    const winners = outcomes.filter((outcome) => outcome.ok)
    expect(winners).toHaveLength(1)
    for (const winner of winners) if (winner.ok) await winner.lock.release()
  })
})
