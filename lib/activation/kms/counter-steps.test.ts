import { expect, test } from 'vitest'
import { counterSteps } from './counter-steps'

const reading = (observedAt: string, totalRequests: number | null, failedRequests: number | null) => ({
  application: 'windows' as const,
  observedAt,
  totalRequests,
  failedRequests,
  byStatus: {},
})

test('counters are compared with the reading before', () => {
  const steps = counterSteps([
    reading('2026-03-02T00:00:00Z', 480, 12),
    reading('2026-03-01T00:00:00Z', 400, 10),
  ])
  expect(steps.map((step) => step.since)).toEqual([{ requests: 80, failed: 2, byStatus: {} }, 'first'])
})

test('a drop means the counters started again', () => {
  const steps = counterSteps([
    reading('2026-03-02T00:00:00Z', 5, 0),
    reading('2026-03-01T00:00:00Z', 400, 10),
  ])
  expect(steps[0]?.since).toBe('restarted')
})

test('Windows and Office are counted apart', () => {
  const office = { ...reading('2026-03-02T00:00:00Z', 20, 1), application: 'office' as const }
  const steps = counterSteps([
    reading('2026-03-03T00:00:00Z', 410, 10),
    office,
    reading('2026-03-01T00:00:00Z', 400, 10),
  ])
  expect(steps.map((step) => step.since)).toEqual([
    { requests: 10, failed: 0, byStatus: {} },
    'first',
    'first',
  ])
})

test('requests are told apart by the license status of who asked', () => {
  const [step] = counterSteps([
    {
      ...reading('2026-03-02T00:00:00Z', 480, 12),
      byStatus: { total: 480, failed: 12, licensed: 400, initialGrace: 68 },
    },
    {
      ...reading('2026-03-01T00:00:00Z', 400, 10),
      byStatus: { total: 400, failed: 10, licensed: 330, initialGrace: 68 },
    },
  ])
  expect(step?.since).toMatchObject({ byStatus: { licensed: 70 } })
})
