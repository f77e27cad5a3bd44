import { afterEach, beforeEach, expect, test, vi } from 'vitest'

type Send = (address: string, init: RequestInit) => Promise<string>

const ACTION = { headers: { 'next-action': 'x' } }

/** Requests that left, each answered by hand, or never. */
const requests: {
  address: string
  answer: (text: string) => void
  signal?: AbortSignal | null | undefined
}[] = []

/** The page as Next leaves it: `send` is `fetch` on it. */
async function openPage() {
  const page = {
    fetch: ((address, init) =>
      new Promise((resolve, reject) => {
        requests.push({ address, answer: resolve, signal: init.signal })
        if (init.signal?.aborted) reject(init.signal.reason)
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })) as Send,
  }
  vi.stubGlobal('window', page)
  vi.resetModules()
  const { answerWithin, NoAnswerYet } = await import('./answer-within')
  return {
    answerWithin,
    NoAnswerYet,
    send: (address: string, init: RequestInit) => page.fetch(address, init),
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  requests.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('an answer in time is the answer', async () => {
  const { answerWithin, send } = await openPage()
  const answer = answerWithin(1000, () => send('/a', ACTION))
  await vi.advanceTimersByTimeAsync(999)
  requests[0]?.answer('done')
  expect(await answer).toBe('done')
})

test('a request that hangs is given up and broken off, and another may go', async () => {
  const { answerWithin, NoAnswerYet, send } = await openPage()
  const answer = expect(answerWithin(1000, () => send('/a', ACTION))).rejects.toThrow(NoAnswerYet)
  await vi.advanceTimersByTimeAsync(1000)
  await answer
  expect(requests[0]?.signal?.aborted).toBe(true)
  const again = answerWithin(1000, () => send('/a', ACTION))
  await vi.advanceTimersByTimeAsync(0)
  requests[1]?.answer('done')
  expect(await again).toBe('done')
})

test('who was given up before the request left does not hand its clock to the next', async () => {
  const { answerWithin, NoAnswerYet, send } = await openPage()
  let nextIsFree = () => {}
  const first = answerWithin(1000, async () => {
    await new Promise<void>((resolve) => {
      nextIsFree = resolve
    })
    return send('/first', ACTION)
  })
  const givenUp = expect(first).rejects.toThrow(NoAnswerYet)
  await vi.advanceTimersByTimeAsync(900)
  const second = answerWithin(1000, () => send('/second', ACTION))
  await vi.advanceTimersByTimeAsync(100)
  await givenUp
  nextIsFree()
  await vi.advanceTimersByTimeAsync(999)
  expect(requests.map(({ address, signal }) => [address, signal?.aborted])).toEqual([
    ['/first', true],
    ['/second', false],
  ])
  requests[1]?.answer('done')
  expect(await second).toBe('done')
})

test('who was given up while another hangs is never sent', async () => {
  const { answerWithin, NoAnswerYet, send } = await openPage()
  const first = answerWithin(5000, () => send('/first', ACTION))
  const second = expect(answerWithin(1000, () => send('/second', ACTION))).rejects.toThrow(NoAnswerYet)
  await vi.advanceTimersByTimeAsync(1000)
  await second
  requests[0]?.answer('done')
  expect(await first).toBe('done')
  await vi.advanceTimersByTimeAsync(0)
  expect(requests.map(({ address }) => address)).toEqual(['/first'])
})

test('who waits behind another has the whole time once the request leaves', async () => {
  const { answerWithin, send } = await openPage()
  const answer = answerWithin(1000, async () => {
    await new Promise((resolve) => setTimeout(resolve, 900))
    return send('/a', ACTION)
  })
  await vi.advanceTimersByTimeAsync(1800)
  requests[0]?.answer('done')
  expect(await answer).toBe('done')
})

test('other requests of the page are left alone', async () => {
  const { answerWithin, send } = await openPage()
  void answerWithin(1000, () => send('/read', {})).catch(() => {})
  await vi.advanceTimersByTimeAsync(1000)
  expect(requests[0]?.signal).toBeUndefined()
})
